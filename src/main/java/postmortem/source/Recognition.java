package postmortem.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import postmortem.event.Place;
import postmortem.redact.Redactor;

/** Tells which declared source a file belongs to, by the records at its beginning. */
final class Recognition {

  private static final int MOST_RECORDS = 20;
  private static final int MOST_NAMED = 12;

  private final List<SourceDeclaration> sources;
  private final Redactor redactor;

  Recognition(List<SourceDeclaration> sources, Redactor redactor) {
    this.sources = List.copyOf(sources);
    this.redactor = redactor;
  }

  /** The sources that take the file, the one whose description says most first. */
  List<SourceDeclaration> of(Head head) {
    Map<Pointer, List<SourceRecord>> seen = new HashMap<>();
    List<Taker> found = new ArrayList<>();
    for (SourceDeclaration source : sources) {
      int most = 0;
      for (Pointer at : source.records()) {
        most = Math.max(most, weight(source, head, at, seen));
      }
      if (most > 0) {
        found.add(new Taker(source, most));
      }
    }
    boolean text = head.shape() == Head.Shape.OTHER || head.shape() == Head.Shape.TABLE;
    if (found.isEmpty() && text && head.file().content().isText()) {
      return LineFit.best(sources, head);
    }
    found.sort(
        Comparator.comparingInt((Taker taker) -> -taker.weight())
            .thenComparing(taker -> taker.source().name()));
    return found.stream().map(Taker::source).toList();
  }

  /** A source that takes a file, and how much of what it asks for is there. */
  private record Taker(SourceDeclaration source, int weight) {}

  /** Those places of a source's records where this file has such records. */
  List<Pointer> records(SourceDeclaration source, Head head) {
    Map<Pointer, List<SourceRecord>> seen = new HashMap<>();
    return source.records().stream().filter(at -> weight(source, head, at, seen) > 0).toList();
  }

  /**
   * How much of what a source asks for the records have; 0 when it does not take them.
   *
   * @param seen records by place, as far as somebody asked for them before
   */
  private int weight(
      SourceDeclaration source, Head head, Pointer at, Map<Pointer, List<SourceRecord>> seen) {
    if (!mayHold(source, head)) {
      return 0;
    }
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
        if (condition.mayHold(record.tree())
            && condition.weight() > best
            && condition.holds(record)) {
          best = condition.weight();
        }
      }
      held += best > 0 ? 1 : 0;
      most = Math.max(most, best);
      left--;
      if ((held + left) * 2 <= records.size()) {
        return 0;
      }
    }
    return held * 2 > records.size() ? most : 0;
  }

  /** Whether the source's records can stand in what the file is written in. */
  private static boolean mayHold(SourceDeclaration source, Head head) {
    List<SourceDeclaration.Container> containers = source.containers();
    return switch (head.shape()) {
      case TABLE ->
          containers.contains(SourceDeclaration.Container.CSV) && source.header().names().isEmpty();
      case OTHER -> !source.header().names().isEmpty();
      case JSON_LINES -> containers.contains(SourceDeclaration.Container.JSON_LINES);
      // A file of JSON lines with one line only looks like a JSON document.
      case JSON ->
          containers.contains(SourceDeclaration.Container.JSON)
              || (containers.contains(SourceDeclaration.Container.JSON_LINES)
                  && head.root() instanceof Tree.Obj);
      case YAML -> containers.contains(SourceDeclaration.Container.YAML);
      case XML -> containers.contains(SourceDeclaration.Container.XML);
      default -> false;
    };
  }

  /** Whether the file holds names that a source asks for. */
  boolean tellsNames(SourceDeclaration source, Head head) {
    return source.names().stream().anyMatch(names -> !names(source, names, head).isEmpty());
  }

  /** Those places of a list of names where this file has such names. */
  List<Pointer> names(SourceDeclaration source, NameList names, Head head) {
    if (!mayHold(source, head)) {
      return List.of();
    }
    return names.records().stream()
        .filter(at -> beginning(head, at).stream().anyMatch(names::tells))
        .toList();
  }

  /** The records at a place, as far as the beginning of the file has them. */
  private List<SourceRecord> beginning(Head head, Pointer pointer) {
    if (head.shape() == Head.Shape.TABLE) {
      return table(head, head.columns());
    }
    List<SourceRecord> records = new ArrayList<>();
    for (Tree root : head.roots()) {
      pointer.all(root).stream()
          .limit(MOST_RECORDS)
          .forEach(tree -> records.add(record(head, tree, root)));
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

  private List<SourceRecord> table(Head head, CsvColumns columns) {
    List<SourceRecord> records = new ArrayList<>();
    byte[] bytes = head.bytes();
    int lines = 0;
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i <= bytes.length && lines <= MOST_RECORDS; i++) {
      // A quoted field may hold line ends.
      quoted ^= i < bytes.length && bytes[i] == '"';
      if (i == bytes.length || (bytes[i] == '\n' && !quoted)) {
        if (lines >= columns.line() && i > from) {
          byte[] line = java.util.Arrays.copyOfRange(bytes, from, i);
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
  String looks(Head head) {
    Tree root = head.root();
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
  Optional<SourceDeclaration> nearest(Head head) {
    Tree root = head.root();
    if (root == null) {
      return Optional.empty();
    }
    TreeSet<String> names = new TreeSet<>();
    names(root, 0, names);
    SourceDeclaration best = null;
    double most = 0;
    for (SourceDeclaration source : sources) {
      for (Condition condition : source.recognise()) {
        long asked = 0;
        long there = 0;
        for (Reference reference : condition.references()) {
          asked++;
          there += names.contains(reference.pointer().lastName()) ? 1 : 0;
        }
        double share = asked == 0 ? 0 : (double) there / asked;
        if (share > most) {
          most = share;
          best = source;
        }
      }
    }
    return most > 0.5 ? Optional.ofNullable(best) : Optional.empty();
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
