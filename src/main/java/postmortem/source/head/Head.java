package postmortem.source.head;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.StreamName;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.PrintedTable;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;
import postmortem.source.tree.XmlReader;
import postmortem.source.tree.YamlText;

/** The beginning of a file, as far as it tells what the file is. */
public final class Head {

  private final EvidenceFile file;
  private final Shape shape;
  private final byte[] bytes;
  private final List<Tree> roots;
  private final CsvColumns columns;
  private final boolean whole;
  private final boolean damaged;

  private Head(
      EvidenceFile file,
      Shape shape,
      byte[] bytes,
      List<Tree> roots,
      CsvColumns columns,
      boolean whole,
      boolean damaged) {
    this.file = file;
    this.shape = shape;
    this.bytes = bytes;
    this.roots = List.copyOf(roots);
    this.columns = columns;
    this.whole = whole;
    this.damaged = damaged;
  }

  /** What a file is written in, judging by its beginning. */
  public enum Shape {
    /** Nothing in it. */
    EMPTY,
    /** One JSON value, or its beginning. */
    JSON,
    /** Several JSON values. */
    JSON_LINES,
    /** One or more YAML documents. */
    YAML,
    /** An XML document. */
    XML,
    /** A line which may be the header of a table. */
    TABLE,
    /** Anything else. */
    OTHER
  }

  private static final int FIRST = 64 << 10;
  private static final int MOST = 1 << 20;
  private static final int MOST_ROOTS = 12;
  private static final int FEWEST_VALUES = 3;
  private static final int FIRST_LINES = 4 << 10;
  private static final Pattern YAML_BEGIN =
      Pattern.compile(
          "(?:[ \\t]*(?:#[^\\n]*)?\\r?\\n)*(?:---[ \\t]*(?:#[^\\n]*)?\\r?\\n(?:#[^\\n]*\\n)*)?"
              + "(?:- +)?[\\w./-]+:(?:[ \\t]+[^\\n]*)?\\r?\\n(?: *- | *[\\w./\"'-]+ *(?::|\\r?\\n))");

  /** Looks at a file. */
  public static Head of(EvidenceFile file, Limits limits) throws IOException {
    ByteArrayOutputStream begin = new ByteArrayOutputStream();
    boolean damaged = false;
    int most = FIRST;
    try (InputStream in = new KeptBytes(file.open(), postmortem.diagnostic.Progress.NONE)) {
      read(in, FIRST, begin);
      int first = firstByte(begin.toByteArray());
      if (begin.size() == FIRST
          && (first == '{' || first == '[' || first == '<' || mayBeYaml(begin.toByteArray()))) {
        most = MOST;
        read(in, MOST - FIRST, begin);
      }
    } catch (EvidenceException e) {
      // What came out before it broke still tells what it is.
      damaged = true;
    }
    return of(file, begin.toByteArray(), begin.size() < most, damaged, limits);
  }

  /** Whether something like that stands in its first 64 KiB. */
  public boolean holds(Pattern pattern) {
    int length = Math.min(FIRST, bytes.length);
    return pattern.matcher(new String(bytes, 0, length, StandardCharsets.ISO_8859_1)).find();
  }

  private static void read(InputStream in, int most, ByteArrayOutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    int left = most;
    int count = 0;
    while (left > 0 && count >= 0) {
      count = in.read(buffer, 0, Math.min(left, buffer.length));
      if (count > 0) {
        to.write(buffer, 0, count);
        left -= count;
      }
    }
  }

  private static Head of(
      EvidenceFile file, byte[] bytes, boolean all, boolean damaged, Limits limits)
      throws IOException {
    boolean whole = all && !damaged;
    int first = firstByte(bytes);
    if (first < 0) {
      return new Head(file, Shape.EMPTY, bytes, List.of(), CsvColumns.NONE, whole, damaged);
    }
    if (first == '{' || first == '[') {
      return json(file, bytes, all, damaged, limits);
    }
    if (first == '<' && XmlReader.looksLike(bytes)) {
      XmlReader reader = new XmlReader(bytes, limits.maxDepth());
      Tree.Obj document = reader.read();
      return new Head(
          file,
          Shape.XML,
          bytes,
          List.of(document),
          CsvColumns.NONE,
          whole && reader.fault() == null,
          damaged || (reader.fault() != null && all));
    }
    if (mayBeYaml(bytes)) {
      List<Tree> roots = yaml(file, bytes, all, limits);
      if (!roots.isEmpty()) {
        return new Head(file, Shape.YAML, bytes, roots, CsvColumns.NONE, whole, damaged);
      }
    }
    CsvColumns named = CsvColumns.ofHeader(bytes);
    CsvColumns columns =
        named.names().isEmpty() || named.separator() == '|'
            ? PrintedTable.find(bytes).orElse(named)
            : named;
    Shape shape = columns.names().isEmpty() ? Shape.OTHER : Shape.TABLE;
    return new Head(file, shape, bytes, List.of(), columns, whole, damaged);
  }

  /** The same as a table whose day and time of day stand in two columns of these names. */
  public Head paired(String day, String timeOfDay) {
    return new Head(file, shape, bytes, roots, columns.paired(day, timeOfDay), whole, damaged);
  }

  /** The same as a table whose header stands below lines about it; empty when it has none. */
  public Optional<Head> below() {
    if (shape != Shape.TABLE && shape != Shape.OTHER) {
      return Optional.empty();
    }
    CsvColumns header = CsvColumns.below(bytes);
    return header.names().isEmpty()
        ? Optional.empty()
        : Optional.of(new Head(file, Shape.TABLE, bytes, List.of(), header, whole, damaged));
  }

  private static Head json(
      EvidenceFile file, byte[] bytes, boolean all, boolean damaged, Limits limits)
      throws IOException {
    List<Tree> roots = new ArrayList<>();
    JsonProcessingException broken = null;
    try (JsonParser parser = TreeReader.factory(limits).createParser(bytes)) {
      TreeReader reader = new TreeReader(0, true);
      while (roots.size() < MOST_ROOTS && broken == null) {
        try {
          if (parser.nextToken() == null) {
            break;
          }
        } catch (JsonProcessingException e) {
          broken = e;
          break;
        }
        roots.add(reader.read(parser));
        broken = reader.broken();
      }
    }
    // A log line may begin with a bracket: what breaks off at once is no JSON, whatever its name.
    boolean named = StreamName.unpacked(file.name()).toLowerCase(Locale.ROOT).endsWith(".json");
    boolean syntax =
        broken != null && !(broken instanceof com.fasterxml.jackson.core.io.JsonEOFException);
    if (syntax && roots.size() <= 1 && !named && values(roots, 0) < FEWEST_VALUES) {
      return new Head(
          file, Shape.OTHER, bytes, List.of(), CsvColumns.NONE, all && !damaged, damaged);
    }
    Shape shape = roots.size() > 1 ? Shape.JSON_LINES : Shape.JSON;
    boolean bad = damaged || syntax || (broken != null && all);
    return new Head(
        file, shape, bytes, roots, CsvColumns.NONE, all && broken == null && !damaged, bad);
  }

  /** Whether the first lines are a key and its value, as they are in YAML and in some logs. */
  private static boolean mayBeYaml(byte[] bytes) {
    String begin =
        new String(bytes, 0, Math.min(bytes.length, FIRST_LINES), StandardCharsets.ISO_8859_1);
    return YAML_BEGIN.matcher(begin).lookingAt();
  }

  /** The first documents when all that is there is YAML with objects; else none. */
  private static List<Tree> yaml(EvidenceFile file, byte[] bytes, boolean all, Limits limits)
      throws IOException {
    String name = StreamName.unpacked(file.name()).toLowerCase(Locale.ROOT);
    boolean named = name.endsWith(".yaml") || name.endsWith(".yml");
    List<Tree> roots = new ArrayList<>();
    int end = 0;
    boolean broken = false;
    YamlText text = new YamlText(new ByteArrayInputStream(bytes));
    try (JsonParser parser = text.parser(limits)) {
      TreeReader reader = new TreeReader(0, true, text);
      while (roots.size() < MOST_ROOTS && parser.nextToken() != null) {
        Tree root = reader.read(parser);
        if (!root.isBlank()) {
          roots.add(root);
        }
        end = root.end();
        if (reader.broken() != null) {
          broken = true;
          break;
        }
      }
    } catch (JsonProcessingException e) {
      broken = true;
    }
    if (broken && !named && (all || end < bytes.length / 2)) {
      // Lines that began like YAML, but are something else.
      return List.of();
    }
    boolean objects =
        roots.stream()
            .allMatch(
                root ->
                    root instanceof Tree.Obj
                        || root instanceof Tree.Nothing
                        || (root instanceof Tree.Arr arr
                            && arr.items().stream().allMatch(Tree.Obj.class::isInstance)));
    return objects && values(roots, 0) >= FEWEST_VALUES ? roots : List.of();
  }

  private static int values(List<Tree> trees, int depth) {
    int count = 0;
    for (Tree tree : trees) {
      if (tree instanceof Tree.Obj obj) {
        count += depth > 4 ? 1 : values(List.copyOf(obj.fields().values()), depth + 1);
      } else if (tree instanceof Tree.Arr arr) {
        count += depth > 4 ? 1 : values(arr.items(), depth + 1);
      } else {
        count++;
      }
    }
    return count;
  }

  private static int firstByte(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return b & 0xff;
      }
    }
    return -1;
  }

  /** The only value, or the first; null when there is none. */
  public @Nullable Tree root() {
    return roots.isEmpty() ? null : roots.get(0);
  }

  /** The file. */
  public EvidenceFile file() {
    return file;
  }

  /** What it is written in. */
  public Shape shape() {
    return shape;
  }

  /** Its first bytes, without a byte order mark; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** The first values, cut where the bytes end; empty unless JSON. */
  public List<Tree> roots() {
    return roots;
  }

  /** Whether each of several JSON values stands on a line of its own. */
  public boolean isByLine() {
    for (Tree root : roots) {
      if (root.start() > 0 && bytes[root.start() - 1] != '\n') {
        return false;
      }
      for (int i = root.start(); i < Math.min(root.end(), bytes.length); i++) {
        if (bytes[i] == '\n') {
          return false;
        }
      }
    }
    return true;
  }

  /** Names of a header line; none unless it may be a table. */
  public CsvColumns columns() {
    return columns;
  }

  /** Whether the bytes are all, and nothing in them is broken. */
  public boolean whole() {
    return whole;
  }

  /** Whether the bytes break off, or are no JSON, where they should be. */
  public boolean damaged() {
    return damaged;
  }
}
