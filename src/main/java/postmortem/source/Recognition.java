package postmortem.source;

import java.util.ArrayList;
import java.util.List;
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
    List<SourceDeclaration> found = new ArrayList<>();
    for (SourceDeclaration source : sources) {
      if (weight(source, head) > 0) {
        found.add(source);
      }
    }
    found.sort(
        (a, b) -> {
          int byWeight = Integer.compare(weight(b, head), weight(a, head));
          return byWeight != 0 ? byWeight : a.name().compareTo(b.name());
        });
    return found;
  }

  /** How much of what a source asks for the records have; 0 when it does not take them. */
  private int weight(SourceDeclaration source, Head head) {
    return source.records().stream().mapToInt(at -> weight(source, head, at)).max().orElse(0);
  }

  /** Those places of a source's records where this file has such records. */
  List<Pointer> records(SourceDeclaration source, Head head) {
    return source.records().stream().filter(at -> weight(source, head, at) > 0).toList();
  }

  private int weight(SourceDeclaration source, Head head, Pointer at) {
    List<SourceRecord> records = beginning(source, head, at);
    int held = 0;
    int most = 0;
    for (SourceRecord record : records) {
      int best =
          source.recognise().stream()
              .filter(condition -> condition.holds(record))
              .mapToInt(Condition::weight)
              .max()
              .orElse(0);
      held += best > 0 ? 1 : 0;
      most = Math.max(most, best);
    }
    return held * 2 > records.size() ? most : 0;
  }

  /** The records at the beginning of the file, as this source sees them. */
  private List<SourceRecord> beginning(SourceDeclaration source, Head head, Pointer pointer) {
    List<SourceRecord> records = new ArrayList<>();
    switch (head.shape()) {
      case TABLE -> {
        if (source.containers().contains(SourceDeclaration.Container.CSV)
            && source.header().names().isEmpty()) {
          table(head, head.columns(), 1, records);
        }
      }
      case JSON_LINES -> {
        if (source.containers().contains(SourceDeclaration.Container.JSON_LINES)) {
          head.roots()
              .forEach(
                  root ->
                      pointer.all(root).stream()
                          .limit(MOST_RECORDS)
                          .forEach(tree -> records.add(record(head, tree, root))));
        }
      }
      case JSON -> {
        Tree root = head.root();
        if (root != null && source.containers().contains(SourceDeclaration.Container.JSON)) {
          pointer.all(root).stream()
              .limit(MOST_RECORDS)
              .forEach(tree -> records.add(record(head, tree, root)));
        } else if (root != null && oneLine(source, head)) {
          pointer.all(root).forEach(tree -> records.add(record(head, tree, root)));
        }
      }
      case OTHER -> {
        if (!source.header().names().isEmpty()) {
          table(head, source.header(), 0, records);
        }
      }
      default -> {
        // Nothing in it that a source could recognise.
      }
    }
    // The last one may be cut where the beginning ends.
    if (!head.whole() && records.size() > 1) {
      records.remove(records.size() - 1);
    }
    return records;
  }

  /** A file of JSON lines with one line only looks like a JSON document. */
  private static boolean oneLine(SourceDeclaration source, Head head) {
    return source.containers().contains(SourceDeclaration.Container.JSON_LINES)
        && head.root() instanceof Tree.Obj;
  }

  /** Cuts a table into records; a quoted field may hold line ends. */
  private void table(Head head, CsvColumns columns, int headerLines, List<SourceRecord> records) {
    byte[] bytes = head.bytes();
    int lines = 0;
    int from = 0;
    boolean quoted = false;
    boolean fieldStart = true;
    for (int i = 0; i <= bytes.length && lines <= MOST_RECORDS; i++) {
      if (i < bytes.length && bytes[i] == '"' && (quoted || fieldStart)) {
        // A doubled quote closes and opens again: the state comes out right.
        quoted = !quoted;
        fieldStart = !quoted;
      } else {
        fieldStart = i < bytes.length && !quoted && bytes[i] == columns.separator();
      }
      if (i == bytes.length || (bytes[i] == '\n' && !quoted)) {
        fieldStart = true;
        if (lines >= headerLines && i > from) {
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
