package postmortem.source.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import postmortem.event.Place;
import postmortem.redact.Redactor;
import postmortem.source.head.Head;
import postmortem.source.rule.Condition;
import postmortem.source.rule.NameList;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** Tells which declared source a file belongs to, by the records at its beginning. */
public final class Recognition {

  private static final int MOST_RECORDS = 20;

  /** When nothing takes most records, the source that takes one of so many is better than none. */
  private static final int ONE_OF = 5;

  private static final int MOST_NAMED = 12;
  private static final int FEW_NAMES = 3;

  private final List<SourceDeclaration> sources;
  private final Redactor redactor;

  public Recognition(List<SourceDeclaration> sources, Redactor redactor) {
    this.sources = List.copyOf(sources);
    this.redactor = redactor;
  }

  /** The sources that take the file, the one whose description says most first. */
  public List<SourceDeclaration> of(Head head) {
    Map<Pointer, List<SourceRecord>> seen = new HashMap<>();
    List<Taker> found = takers(head, seen, 2);
    if (found.isEmpty() && isDocument(head)) {
      found = takers(head, seen, ONE_OF);
    }
    if (found.isEmpty()) {
      found = elsewhere(head, seen);
    }
    // Lines of keys and values are YAML to look at.
    boolean text =
        head.shape() == Head.Shape.OTHER
            || head.shape() == Head.Shape.TABLE
            || head.shape() == Head.Shape.YAML;
    if (found.isEmpty() && text && head.file().content().isText()) {
      return LineFit.best(sources, head);
    }
    found.sort(
        Comparator.comparingInt((Taker taker) -> -taker.weight())
            .thenComparing(taker -> taker.source().name()));
    return found.stream().map(Taker::source).toList();
  }

  /** The sources whose conditions more than one of so many records meet. */
  private List<Taker> takers(Head head, Map<Pointer, List<SourceRecord>> seen, int of) {
    List<Taker> found = new ArrayList<>();
    for (SourceDeclaration source : sources) {
      int most = 0;
      for (Pointer at : source.records()) {
        most = Math.max(most, weight(source, head, at, seen, of));
      }
      if (most > 0) {
        found.add(new Taker(source, most));
      }
    }
    return found;
  }

  /**
   * Takers whose records stand in other places than declared: pages that were put into a list, an
   * answer inside of another object, the records alone. Those that say the same of it are none.
   */
  private List<Taker> elsewhere(Head head, Map<Pointer, List<SourceRecord>> seen) {
    List<Taker> found = new ArrayList<>();
    if (head.shape() != Head.Shape.JSON && head.shape() != Head.Shape.JSON_LINES) {
      return found;
    }
    for (OtherPlaces.Kind kind : OtherPlaces.Kind.values()) {
      int most = 0;
      for (SourceDeclaration source : sources) {
        int weight = 0;
        for (Pointer at : OtherPlaces.of(source, kind)) {
          weight = Math.max(weight, weight(source, head, at, seen, 2, kind.leastAsked()));
        }
        if (weight > 0) {
          found.add(new Taker(source, weight));
          most = Math.max(most, weight);
        }
      }
      int best = most;
      if (!found.isEmpty()) {
        return found.stream().filter(taker -> taker.weight() == best).count() == 1
            ? found
            : new ArrayList<>();
      }
    }
    return found;
  }

  /** Whether its records cannot be the lines of a log as well. */
  private static boolean isDocument(Head head) {
    return switch (head.shape()) {
      case JSON, YAML, XML, TABLE -> true;
      default -> false;
    };
  }

  /** A source that takes a file, and how much of what it asks for is there. */
  private record Taker(SourceDeclaration source, int weight) {}

  /** Those places of a source's records where this file has such records. */
  public List<Pointer> records(SourceDeclaration source, Head head) {
    Map<Pointer, List<SourceRecord>> seen = new HashMap<>();
    List<Pointer> usual =
        source.records().stream().filter(at -> weight(source, head, at, seen, 2) > 0).toList();
    if (!usual.isEmpty()) {
      return usual;
    }
    List<Pointer> seldom =
        source.records().stream().filter(at -> weight(source, head, at, seen, ONE_OF) > 0).toList();
    if (!seldom.isEmpty()) {
      return seldom;
    }
    for (OtherPlaces.Kind kind : OtherPlaces.Kind.values()) {
      List<Pointer> others =
          OtherPlaces.of(source, kind).stream()
              .filter(at -> weight(source, head, at, seen, 2, kind.leastAsked()) > 0)
              .toList();
      if (!others.isEmpty()) {
        return others;
      }
    }
    return List.of();
  }

  /**
   * How much of what a source asks for the records have; 0 when it does not take them.
   *
   * @param seen records by place, as far as somebody asked for them before
   * @param of more than one of so many has to meet a condition
   */
  private int weight(
      SourceDeclaration source,
      Head head,
      Pointer at,
      Map<Pointer, List<SourceRecord>> seen,
      int of) {
    return mayHold(source, head) ? weight(source, head, at, seen, of, 0) : 0;
  }

  /** The same, of conditions that ask for so many things. */
  private int weight(
      SourceDeclaration source,
      Head head,
      Pointer at,
      Map<Pointer, List<SourceRecord>> seen,
      int of,
      int asked) {
    List<SourceRecord> records =
        head.shape() == Head.Shape.OTHER
            ? table(head, source.header())
            : seen.computeIfAbsent(at, place -> beginning(head, place));
    int held = 0;
    int most = 0;
    int left = records.size();
    for (SourceRecord record : records) {
      int best = 0;
      for (Condition condition : source.recognise()) {
        if (condition.asked() >= asked
            && condition.weight() > best
            && condition.mayHold(record.tree())
            && condition.holds(record)) {
          best = condition.weight();
        }
      }
      held += best > 0 ? 1 : 0;
      most = Math.max(most, best);
      left--;
      if ((held + left) * of <= records.size()) {
        return 0;
      }
    }
    return held * of > records.size() ? most : 0;
  }

  /** Whether the source's records can stand in what the file is written in. */
  private static boolean mayHold(SourceDeclaration source, Head head) {
    List<SourceDeclaration.Container> containers = source.containers();
    return switch (head.shape()) {
      case TABLE ->
          source.header().names().isEmpty()
              && ((containers.contains(SourceDeclaration.Container.CSV)
                      && !head.columns().isPrinted())
                  || (containers.contains(SourceDeclaration.Container.PRINTED)
                      && head.columns().mayBePrinted()));
      case OTHER -> !source.header().names().isEmpty();
      case JSON_LINES -> containers.contains(SourceDeclaration.Container.JSON_LINES);
      // A file of JSON lines with one line only looks like a JSON document.
      case JSON ->
          containers.contains(SourceDeclaration.Container.JSON)
              || (containers.contains(SourceDeclaration.Container.JSON_LINES)
                  && head.root() instanceof Tree.Obj);
      // What prints JSON prints the same as YAML if it is asked to (aws, az, gcloud, kubectl).
      case YAML ->
          containers.contains(SourceDeclaration.Container.YAML)
              || containers.contains(SourceDeclaration.Container.JSON);
      case XML -> containers.contains(SourceDeclaration.Container.XML);
      default -> false;
    };
  }

  /** Whether the file holds names that a source asks for. */
  public boolean tellsNames(SourceDeclaration source, Head head) {
    return source.names().stream().anyMatch(names -> !names(source, names, head).isEmpty());
  }

  /** Those places of a list of names where this file has such names. */
  public List<Pointer> names(SourceDeclaration source, NameList names, Head head) {
    if (!mayHold(source, head)) {
      return List.of();
    }
    return names.records().stream()
        .filter(at -> beginning(head, at).stream().anyMatch(names::tells))
        .toList();
  }

  /** The records at a place, as far as the beginning of the file has them. */
  private List<SourceRecord> beginning(Head head, Pointer pointer) {
    return beginning(head, pointer, MOST_RECORDS);
  }

  /** The same, at most so many of each value of the file. */
  public List<SourceRecord> beginning(Head head, Pointer pointer, int most) {
    if (head.shape() == Head.Shape.TABLE) {
      return table(head, head.columns(), most);
    }
    List<SourceRecord> records = new ArrayList<>();
    for (Tree root : head.roots()) {
      pointer.all(root).stream().limit(most).forEach(tree -> records.add(record(head, tree, root)));
    }
    return complete(head, records);
  }

  /** Without the last one, which may be cut where the beginning ends. */
  private static List<SourceRecord> complete(Head head, List<SourceRecord> records) {
    if (!head.whole() && records.size() > 1) {
      records.remove(records.size() - 1);
    }
    return records;
  }

  /** The rows of a table at the beginning of a file. */
  List<SourceRecord> table(Head head, CsvColumns columns) {
    return table(head, columns, MOST_RECORDS);
  }

  private List<SourceRecord> table(Head head, CsvColumns columns, int most) {
    List<SourceRecord> records = new ArrayList<>();
    byte[] bytes = head.bytes();
    int lines = 0;
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i <= bytes.length && lines <= most + columns.line(); i++) {
      // A quoted field may hold line ends.
      quoted ^= i < bytes.length && bytes[i] == '"' && !columns.isPrinted();
      if (i == bytes.length || (bytes[i] == '\n' && !quoted)) {
        byte[] line = Arrays.copyOfRange(bytes, from, i);
        if (lines >= columns.line() && i > from && columns.isRecord(line)) {
          records.add(
              SourceRecord.of(
                  redactor,
                  head.file().name(),
                  new Place.Line(lines + 1L),
                  line,
                  columns.tree(line),
                  null));
        }
        lines++;
        from = i + 1;
      }
    }
    return complete(head, records);
  }

  private SourceRecord record(
      Head head, Tree tree, @org.jspecify.annotations.Nullable Tree document) {
    return SourceRecord.of(
        redactor, head.file().name(), new Place.Pointer(""), head.bytes(), tree, document);
  }

  /** What an unknown document looks like: its names, redacted. */
  public String looks(Head head) {
    Tree root = head.root();
    if (head.shape() == Head.Shape.TABLE) {
      return "columns "
          + head.columns().titles().stream()
              .limit(MOST_NAMED)
              .map(redactor::text)
              .collect(Collectors.joining(", "))
          + (head.columns().titles().size() > MOST_NAMED ? ", …" : "");
    }
    if (root instanceof Tree.Arr arr) {
      return arr.items().isEmpty() ? "an empty list" : "a list of " + one(arr.items().get(0));
    }
    return root == null ? "nothing" : one(root);
  }

  private String one(Tree tree) {
    if (tree instanceof Tree.Obj obj) {
      return "objects with "
          + obj.fields().keySet().stream()
              .limit(MOST_NAMED)
              .map(redactor::text)
              .collect(Collectors.joining(", "));
    }
    return tree instanceof Tree.Arr ? "lists" : "plain values";
  }

  /** The source whose description an unknown document comes nearest to. */
  public Optional<SourceDeclaration> nearest(Head head) {
    Tree root = head.root();
    TreeSet<String> names = new TreeSet<>(head.columns().names());
    if (root != null) {
      names(root, 0, names);
    }
    SourceDeclaration best = null;
    double most = 0;
    for (SourceDeclaration source : sources) {
      for (Condition condition : source.recognise()) {
        TreeSet<String> asked = new TreeSet<>();
        condition.references().forEach(one -> asked.add(one.pointer().lastName()));
        long there = asked.stream().filter(names::contains).count();
        // Many names that are there say more than one or two that everybody has.
        double score = (double) there * there / Math.max(asked.size(), FEW_NAMES);
        if (there * 2 > asked.size() && score > most) {
          most = score;
          best = source;
        }
      }
    }
    return most >= 1 ? Optional.ofNullable(best) : Optional.empty();
  }

  private static void names(Tree tree, int depth, java.util.Set<String> names) {
    if (depth > 4) {
      return;
    }
    if (tree instanceof Tree.Obj obj) {
      names.addAll(obj.fields().keySet());
      obj.fields().values().forEach(child -> names(child, depth + 1, names));
    } else if (tree instanceof Tree.Arr arr) {
      arr.items().stream().limit(2).forEach(child -> names(child, depth + 1, names));
    }
  }
}
