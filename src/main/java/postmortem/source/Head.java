package postmortem.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;

/** The beginning of a file, as far as it tells what the file is. */
final class Head {

  private final EvidenceFile file;
  private final Shape shape;
  private final byte[] bytes;
  private final List<Tree> roots;
  private final CsvColumns columns;
  private final boolean whole;

  private Head(
      EvidenceFile file,
      Shape shape,
      byte[] bytes,
      List<Tree> roots,
      CsvColumns columns,
      boolean whole) {
    this.file = file;
    this.shape = shape;
    this.bytes = bytes;
    this.roots = List.copyOf(roots);
    this.columns = columns;
    this.whole = whole;
  }

  /** What a file is written in, judging by its beginning. */
  enum Shape {
    /** Nothing in it. */
    EMPTY,
    /** One JSON value, or its beginning. */
    JSON,
    /** Several JSON values. */
    JSON_LINES,
    /** A line which may be the header of a table. */
    TABLE,
    /** Anything else. */
    OTHER
  }

  private static final int FIRST = 64 << 10;
  private static final int MOST = 1 << 20;
  private static final int MOST_ROOTS = 12;
  private static final int FEWEST_VALUES = 3;

  /** Looks at a file. */
  static Head of(EvidenceFile file, Limits limits) throws IOException {
    try (InputStream in = new KeptBytes(file.open(), postmortem.diagnostic.Progress.NONE)) {
      byte[] bytes = in.readNBytes(FIRST);
      int first = firstByte(bytes);
      if (first == '{' || first == '[') {
        bytes = join(bytes, in.readNBytes(MOST - FIRST));
      }
      return of(file, bytes, bytes.length < (first == '{' || first == '[' ? MOST : FIRST), limits);
    }
  }

  private static Head of(EvidenceFile file, byte[] bytes, boolean whole, Limits limits)
      throws IOException {
    int first = firstByte(bytes);
    if (first < 0) {
      return new Head(file, Shape.EMPTY, bytes, List.of(), CsvColumns.NONE, whole);
    }
    if (first == '{' || first == '[') {
      return json(file, bytes, whole, limits);
    }
    CsvColumns columns = CsvColumns.ofHeader(bytes);
    Shape shape = columns.names().isEmpty() ? Shape.OTHER : Shape.TABLE;
    return new Head(file, shape, bytes, List.of(), columns, whole);
  }

  private static Head json(EvidenceFile file, byte[] bytes, boolean whole, Limits limits)
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
    boolean named = file.name().toLowerCase(Locale.ROOT).endsWith(".json");
    boolean syntax =
        broken != null && !(broken instanceof com.fasterxml.jackson.core.io.JsonEOFException);
    if (syntax && roots.size() <= 1 && !named && values(roots, 0) < FEWEST_VALUES) {
      return new Head(file, Shape.OTHER, bytes, List.of(), CsvColumns.NONE, whole);
    }
    Shape shape = roots.size() > 1 ? Shape.JSON_LINES : Shape.JSON;
    return new Head(file, shape, bytes, roots, CsvColumns.NONE, whole && broken == null);
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

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
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
  @Nullable Tree root() {
    return roots.isEmpty() ? null : roots.get(0);
  }

  /** The file. */
  EvidenceFile file() {
    return file;
  }

  /** What it is written in. */
  Shape shape() {
    return shape;
  }

  /** Its first bytes, without a byte order mark; not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** The first values, cut where the bytes end; empty unless JSON. */
  List<Tree> roots() {
    return roots;
  }

  /** Names of a header line; none unless it may be a table. */
  CsvColumns columns() {
    return columns;
  }

  /** Whether the bytes are all, and nothing in them is broken. */
  boolean whole() {
    return whole;
  }
}
