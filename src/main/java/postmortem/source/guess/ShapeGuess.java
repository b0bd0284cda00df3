package postmortem.source.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.EventTime;
import postmortem.incident.ReadingRules;
import postmortem.redact.Redactor;
import postmortem.source.head.Head;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.ColumnDates;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.StampReader;
import postmortem.source.rule.TimeRule;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * The last resort for a table or a list of objects that no source knows: which of its columns say
 * when, until when, what and how bad, judging by their values and names. It is taken only when
 * exactly one column can be the time of an event, and told with the columns that were taken.
 */
public final class ShapeGuess {

  /** Names that can stand in a pointer of a declaration as they are. */
  private static final Pattern PLAIN_NAME =
      Pattern.compile("[\\p{L}\\p{N}_@$.][\\p{L}\\p{N}_@$. -]{0,59}");

  private static final int MOST_ROWS = 200;
  private static final int MOST_COLUMNS = 60;
  private static final int MOST_OF_DOCUMENT = 2;
  private static final int DEEPEST_LIST = 3;
  private static final int DEEPEST_VALUE = 3;
  private static final int FEWEST_NAMED_OBJECTS = 3;

  private final Redactor redactor;
  private final Recognition recognition;
  private final StampReader stamps;
  private final Map<Pointer, TimeRule> rules = new LinkedHashMap<>();

  public ShapeGuess(Redactor redactor, Recognition recognition) {
    this.redactor = redactor;
    this.recognition = recognition;
    this.stamps = new StampReader(ReadingRules.NONE, redactor);
  }

  /**
   * What came of looking at a file.
   *
   * @param head the file as it is to be read
   * @param source what was guessed; null when nothing was
   * @param named whether the column of times is one by what it is called, too
   * @param taken the columns and what they were taken for, in words, redacted; empty without source
   * @param doubt why nothing was guessed, in words, redacted; empty when there is nothing to say
   * @param advice what to write in a source of one's own; empty when there is nothing to say
   */
  public record Outcome(
      Head head,
      @Nullable SourceDeclaration source,
      boolean named,
      List<String> taken,
      String doubt,
      String advice) {
    public Outcome {
      taken = List.copyOf(taken);
    }

    /** The same, where rows of another list are not read. */
    Outcome without(String list) {
      List<String> more = new ArrayList<>(taken);
      more.add("nothing from " + list);
      return new Outcome(head, source, named, more, doubt, advice);
    }

    /** The note that tells a reader what was guessed. */
    public Diagnostic note() {
      return Diagnostic.note("PM-S018", "no source knows it; guessed: " + String.join(", ", taken))
          .at(Location.of(head.file().name()))
          .helping(
              "check some rows; if a column was taken wrongly, describe it in a YAML file of your own"
                  + " (docs/sources.md), which comes first");
    }
  }

  /** Looks at a file that no source takes. */
  public Outcome of(Head head) {
    Outcome best = new Outcome(head, null, false, List.of(), "", "");
    Pointer chosen = Pointer.ROOT;
    for (Map.Entry<Pointer, List<SourceRecord>> list : lists(head).entrySet()) {
      Outcome outcome = of(head, list.getKey(), list.getValue());
      if (best.source() == null && (outcome.source() != null || best.doubt().isEmpty())) {
        best = outcome;
        chosen = list.getKey();
      } else if (best.source() != null
          && outcome.source() != null
          && !chosen.matches(list.getKey().segments())) {
        best = best.without(redactor.text(list.getKey().toString()));
      }
    }
    return best;
  }

  /** Where rows may stand, those of the longest list first. */
  private Map<Pointer, List<SourceRecord>> lists(Head head) {
    Map<Pointer, List<SourceRecord>> found = new LinkedHashMap<>();
    Tree root = head.root();
    if (head.shape() == Head.Shape.TABLE || head.shape() == Head.Shape.JSON_LINES) {
      found.put(Pointer.ROOT, recognition.beginning(head, Pointer.ROOT, MOST_ROWS));
    } else if (head.shape() == Head.Shape.JSON && root != null) {
      List<List<String>> places = new ArrayList<>();
      places(root, List.of(), places);
      for (List<String> place : places) {
        Pointer at = new Pointer(place);
        if (!isMost(root, at)) {
          continue;
        }
        found.put(at, recognition.beginning(head, at, MOST_ROWS));
      }
    }
    Map<Pointer, List<SourceRecord>> sorted = new LinkedHashMap<>();
    found.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                (Map.Entry<Pointer, List<SourceRecord>> list) -> -list.getValue().size()))
        .forEach(list -> sorted.put(list.getKey(), list.getValue()));
    return sorted;
  }

  /** Whether a document is little else than what stands at a place: a list in settings is not. */
  private static boolean isMost(Tree root, Pointer at) {
    long bytes = 0;
    for (Tree row : at.all(root)) {
      bytes += row.end() - row.start();
    }
    return bytes * MOST_OF_DOCUMENT >= root.end() - root.start();
  }

  private static void places(Tree tree, List<String> path, List<List<String>> found) {
    if (path.size() > DEEPEST_LIST) {
      return;
    }
    if (tree instanceof Tree.Arr arr) {
      if (arr.items().stream().anyMatch(Tree.Obj.class::isInstance)) {
        found.add(with(path, "*"));
      }
    } else if (tree instanceof Tree.Obj obj) {
      List<Tree> members = List.copyOf(obj.fields().values());
      if (members.size() >= FEWEST_NAMED_OBJECTS
          && members.stream().allMatch(Tree.Obj.class::isInstance)) {
        // Objects under their ids.
        found.add(with(path, "*"));
      }
      if (members.size() > 1 && members.stream().allMatch(ShapeGuess::holdsObjects)) {
        // Lists under days, hosts and the like.
        found.add(with(with(path, "*"), "*"));
      }
      obj.fields()
          .forEach(
              (name, child) -> {
                if (PLAIN_NAME.matcher(name).matches()) {
                  places(child, with(path, name), found);
                }
              });
    }
  }

  private static boolean holdsObjects(Tree tree) {
    return tree instanceof Tree.Arr arr
        && !arr.isBlank()
        && arr.items().stream().allMatch(Tree.Obj.class::isInstance);
  }

  private static List<String> with(List<String> path, String segment) {
    List<String> longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }

  private Outcome of(Head head, Pointer records, List<SourceRecord> rows) {
    if (ColumnDates.isNeeded(head)) {
      ColumnDates dates = new ColumnDates();
      rows.forEach(dates::learn);
      stamps.dates(head.file().name(), dates);
    }
    List<ColumnProfile> columns = columns(head, rows);
    ShapeTimes times = ShapeTimes.of(columns);
    ColumnProfile time = times.time();
    if (times.doubt() == ShapeTimes.Doubt.SPLIT && head.shape() == Head.Shape.TABLE) {
      Head paired = paired(head, times.candidates());
      if (paired != null) {
        return of(paired, records, recognition.beginning(paired, records, MOST_ROWS));
      }
    }
    if (time == null) {
      return doubtful(head, times, records);
    }
    ShapeRoles roles = ShapeRoles.of(columns, time, times.end(), nouns(head, records));
    if (roles == null) {
      return new Outcome(
          head,
          null,
          false,
          List.of(),
          "a time stands in " + shown(time) + ", but nothing beside it that says what happened",
          where(records) + "time: " + shownPointer(time) + " and a summary");
    }
    return new Outcome(
        head, GuessedSource.of(roles, records), time.name().saysTime(), taken(roles), "", "");
  }

  /** Looks at all values that stand under names, down to some depth. */
  private List<ColumnProfile> columns(Head head, List<SourceRecord> rows) {
    Map<List<String>, ColumnProfile> columns = new LinkedHashMap<>();
    int seen = 0;
    for (SourceRecord row : rows) {
      Map<List<String>, Tree.Text> values = new LinkedHashMap<>();
      values(row.tree(), List.of(), values);
      for (Map.Entry<List<String>, Tree.Text> value : values.entrySet()) {
        ColumnProfile column = columns.get(value.getKey());
        if (column == null && columns.size() < MOST_COLUMNS) {
          column = new ColumnProfile(value.getKey(), title(head, value.getKey()));
          for (int i = 0; i < seen; i++) {
            column.missing();
          }
          columns.put(value.getKey(), column);
        }
        if (column != null) {
          column.see(value.getValue().raw(), time(row, column));
        }
      }
      seen++;
      for (ColumnProfile column : columns.values()) {
        if (column.rows() < seen) {
          column.missing();
        }
      }
    }
    withoutParts(head.columns(), columns);
    return List.copyOf(columns.values());
  }

  /** Where day and time of day have columns of their own, both together count. */
  private static void withoutParts(CsvColumns table, Map<List<String>, ColumnProfile> columns) {
    ColumnProfile whole = columns.get(List.of("date_time"));
    if (whole != null && table.day() >= 0 && table.timeOfDay() >= 0 && whole.holdsTimes()) {
      columns.remove(List.of(table.names().get(table.day())));
      columns.remove(List.of(table.names().get(table.timeOfDay())));
    }
  }

  private static String title(Head head, List<String> path) {
    CsvColumns table = head.columns();
    String name = path.get(path.size() - 1);
    if (name.equals("date_time") && table.day() >= 0 && table.timeOfDay() >= 0) {
      return table.titles().get(table.day()) + " " + table.titles().get(table.timeOfDay());
    }
    return table.names().isEmpty() ? String.join(".", path) : table.title(name);
  }

  private static void values(Tree tree, List<String> path, Map<List<String>, Tree.Text> found) {
    if (tree instanceof Tree.Text text && !path.isEmpty()) {
      found.put(path, text);
    } else if (tree instanceof Tree.Obj obj && path.size() < DEEPEST_VALUE) {
      obj.fields()
          .forEach(
              (name, child) -> {
                if (PLAIN_NAME.matcher(name).matches()) {
                  values(child, with(path, name), found);
                }
              });
    }
  }

  private Optional<EventTime> time(SourceRecord row, ColumnProfile column) {
    TimeRule rule =
        rules.computeIfAbsent(
            new Pointer(column.path()),
            at -> TimeRule.written(List.of(new Reference(Reference.Scope.ELEMENT, at)), List.of()));
    return stamps.read(row, rule);
  }

  /** Words of the file's name and of the list's. */
  private static List<String> nouns(Head head, Pointer records) {
    String file = head.file().name();
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1);
    int dot = name.indexOf('.');
    List<String> nouns = new ArrayList<>(ColumnName.split(dot > 0 ? name.substring(0, dot) : name));
    nouns.addAll(ColumnName.split(records.lastName()));
    return nouns;
  }

  /**
   * The file with day and time of day together; null when more than one column may be the other.
   */
  private static @Nullable Head paired(Head head, List<ColumnProfile> parts) {
    List<String> names = head.columns().names();
    String day = parts.get(0).path().get(0);
    List<String> clocks = parts.stream().skip(1).map(part -> part.path().get(0)).toList();
    int behind = names.indexOf(day) + 1;
    String clock =
        clocks.size() == 1
            ? clocks.get(0)
            : behind < names.size() && clocks.contains(names.get(behind))
                ? names.get(behind)
                : null;
    return clock == null || names.contains("date_time") || isPaired(head.columns())
        ? null
        : head.paired(day, clock);
  }

  private static boolean isPaired(CsvColumns table) {
    return table.day() >= 0 && table.timeOfDay() >= 0;
  }

  private Outcome doubtful(Head head, ShapeTimes times, Pointer records) {
    String named = times.candidates().stream().map(this::shown).collect(Collectors.joining(", "));
    String written =
        times.candidates().stream().map(this::shownPointer).collect(Collectors.joining(" or "));
    String doubt =
        switch (times.doubt()) {
          case NO_EVENTS -> "the only times, in " + named + ", are not when something happened";
          case ONE_MOMENT -> "the time in " + named + " is the same in every row";
          case GAPS -> "many rows have no time in " + named;
          case SPLIT -> "day and time of day stand in columns of their own: " + named;
          case SEVERAL -> "more than one column may say when: " + named;
          case NONE, NO_TIMES -> "";
        };
    boolean advised = !doubt.isEmpty() && times.doubt() != ShapeTimes.Doubt.NO_EVENTS;
    return new Outcome(
        head, null, false, List.of(), doubt, advised ? where(records) + "time: " + written : "");
  }

  private String where(Pointer records) {
    return records.equals(Pointer.ROOT)
        ? ""
        : "records: " + redactor.text(records.toString()) + " and ";
  }

  private List<String> taken(ShapeRoles roles) {
    List<String> taken = new ArrayList<>();
    taken.add("time from " + shown(roles.time()));
    taken(taken, "end", roles.end());
    if (roles.numbers()) {
      taken.add("numbers from the other columns");
    } else {
      taken.add(
          "text from "
              + roles.texts().stream().map(this::shown).collect(Collectors.joining(" and ")));
    }
    ColumnProfile before = roles.before();
    ColumnProfile after = roles.after();
    if (before != null && after != null) {
      taken.add("values from " + shown(before) + " and " + shown(after));
    }
    taken(taken, "severity", roles.severity());
    taken(taken, "service", roles.service());
    taken(taken, "host", roles.host());
    taken(taken, "actor", roles.actor());
    if (!roles.numbers()) {
      taken.add("each row as " + roles.type().label());
    }
    return taken;
  }

  private void taken(List<String> taken, String role, @Nullable ColumnProfile column) {
    if (column != null) {
      taken.add(role + " from " + shown(column));
    }
  }

  private String shown(ColumnProfile column) {
    return "\u201c" + redactor.text(column.title()) + "\u201d";
  }

  private String shownPointer(ColumnProfile column) {
    return redactor.text(column.pointer());
  }
}
