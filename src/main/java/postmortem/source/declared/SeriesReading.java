package postmortem.source.declared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SeriesRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Numbers;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** Reads numbers over time as their declaration says. */
public final class SeriesReading {

  /** What is written where the numbers have no unit. */
  private static final Set<String> NO_UNIT = Set.of("none", "short", "count", "-");

  /** A name with its unit behind it, such as {@code Latency(s)}. */
  private static final Pattern WITH_UNIT = Pattern.compile("(.*\\S)\\s*\\(([^()]{1,12})\\)");

  /** A name with its labels behind it, such as {@code up{job="web"}}. */
  private static final Pattern WITH_LABELS = Pattern.compile("([^{]*)\\{(.*)\\}");

  private final SourceDeclaration source;
  private final Reading reading;
  private final SeriesLabels labelReader;

  /** The series of the last number, by its column. */
  private final Map<String, Key> last = new HashMap<>();

  SeriesReading(SourceDeclaration source, Reading reading) {
    this.source = source;
    this.reading = reading;
    this.labelReader = new SeriesLabels(reading.redactor());
  }

  /** Where the numbers of a sample belong, without the name of a column. */
  private record Home(
      SeriesRule rule,
      String name,
      @Nullable String unit,
      @Nullable String service,
      TreeMap<String, String> labels,
      boolean cumulative) {}

  /** Reads a record; one without samples is no loss. */
  void read(SourceRecord record, RowBook book, CsvColumns columns) {
    boolean any = false;
    for (SeriesRule rule : source.series()) {
      List<SourceRecord> series = new ArrayList<>();
      rule.each().each(record.tree(), (at, value) -> series.add(record.element(at, value)));
      for (SourceRecord one : rule.each().equals(Pointer.ROOT) ? List.of(record) : series) {
        if (rule.when().holds(one)) {
          any |= series(rule, one, book, columns);
        }
      }
    }
    if (!any) {
      book.filtered();
    }
  }

  private boolean series(SeriesRule rule, SourceRecord series, RowBook book, CsvColumns columns) {
    List<SourceRecord> samples = samples(rule, series);
    if (samples.isEmpty()) {
      return false;
    }
    TreeMap<String, String> labels = new TreeMap<>();
    rule.labels().forEach(reference -> labelReader.of(series, reference, labels));
    Home home =
        new Home(
            rule,
            Optional.ofNullable(rule.name()).flatMap(v -> v.of(series)).orElse(""),
            Optional.ofNullable(rule.unit()).flatMap(v -> v.of(series)).orElse(null),
            reading
                .rules()
                .service(series.evidence())
                .or(() -> Optional.ofNullable(rule.service()).flatMap(v -> v.of(series)))
                .orElse(null),
            labels,
            rule.cumulative() != null && rule.cumulative().holds(series));
    samples.forEach(sample -> sample(home, sample, book, columns));
    return true;
  }

  private static List<SourceRecord> samples(SeriesRule rule, SourceRecord series) {
    List<SourceRecord> samples = new ArrayList<>();
    if (!rule.zip().isEmpty()) {
      zipped(rule, series, samples);
      return samples;
    }
    for (Pointer pointer : rule.samples()) {
      if (pointer.equals(Pointer.ROOT)) {
        samples.add(series);
      } else {
        pointer.each(series.tree(), (at, value) -> samples.add(series.element(at, value)));
      }
    }
    if (rule.header().isEmpty()) {
      return samples;
    }
    List<String> names = new ArrayList<>();
    for (SourceRecord list : series.records(rule.header().get(0))) {
      if (list.tree() instanceof Tree.Arr arr) {
        arr.items().forEach(item -> names.add(item instanceof Tree.Text text ? text.raw() : ""));
      }
    }
    return samples.stream().map(sample -> named(sample, series, names)).toList();
  }

  /** A list of values as an object with the names of a header. */
  private static SourceRecord named(SourceRecord sample, SourceRecord series, List<String> names) {
    if (!(sample.tree() instanceof Tree.Arr arr)) {
      return sample;
    }
    Map<String, Tree> fields = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(names.size(), arr.items().size()); i++) {
      fields.put(names.get(i), arr.items().get(i));
    }
    return series.made(sample.place(), new Tree.Obj(arr.start(), arr.end(), fields));
  }

  private static void zipped(SeriesRule rule, SourceRecord series, List<SourceRecord> samples) {
    Map<String, Tree.Arr> lists = new LinkedHashMap<>();
    SourceRecord last = series;
    int length = Integer.MAX_VALUE;
    for (Map.Entry<String, List<Reference>> entry : rule.zip().entrySet()) {
      for (Reference reference : entry.getValue()) {
        for (SourceRecord found : series.records(reference)) {
          if (found.tree() instanceof Tree.Arr arr
              && lists.putIfAbsent(entry.getKey(), arr) == null) {
            length = Math.min(length, arr.items().size());
            last = found;
          }
        }
      }
    }
    if (lists.size() < rule.zip().size()) {
      return;
    }
    for (int i = 0; i < length; i++) {
      Map<String, Tree> fields = new LinkedHashMap<>();
      Tree item = last.tree();
      for (Map.Entry<String, Tree.Arr> list : lists.entrySet()) {
        item = list.getValue().items().get(i);
        fields.put(list.getKey(), item);
      }
      samples.add(
          series.made(
              last.element("/" + i, item).place(), new Tree.Obj(item.start(), item.end(), fields)));
    }
  }

  private void sample(Home home, SourceRecord sample, RowBook book, CsvColumns columns) {
    SeriesRule rule = home.rule();
    Optional<EventTime> time = reading.stamps().read(sample, rule.time());
    if (time.isEmpty()) {
      book.unreadable(
          sample.place(), "PM-S006", "no time could be read", "compare with " + source.url());
      return;
    }
    TreeMap<String, String> labels = new TreeMap<>(home.labels());
    rule.sampleLabels().forEach(reference -> labelReader.of(sample, reference, labels));
    Map<String, String> numbers = new LinkedHashMap<>();
    double per = Double.NaN;
    if (rule.except() != null) {
      columns(home, sample, columns, numbers, labels);
    } else {
      sample.raw(rule.value()).ifPresent(raw -> numbers.put("", raw));
    }
    if (!rule.per().isEmpty()) {
      per = sample.raw(rule.per()).flatMap(Numbers::parse).map(Numbers.Amount::value).orElse(0.0);
    }
    boolean entered = false;
    boolean wrong = false;
    for (Map.Entry<String, String> number : numbers.entrySet()) {
      Optional<Numbers.Amount> amount = Numbers.parse(number.getValue());
      if (Numbers.isNothing(number.getValue()) || per == 0) {
        continue;
      }
      if (amount.isEmpty()) {
        wrong = true;
        continue;
      }
      if (!entered && !book.aggregated(time.get())) {
        return;
      }
      entered = true;
      reading.sample(
          key(home, number.getKey(), amount.get().unit(), labels),
          time.get(),
          amount.get().value(),
          per,
          sample.citation());
    }
    if (wrong && !entered) {
      book.unreadable(
          sample.place(), "PM-S006", "the value is not a number", "compare with " + source.url());
    } else if (!entered) {
      // The system's way of saying that there is no number here: a declared non-event.
      book.filtered();
    }
  }

  /** The numbers of a row by the titles of their columns; short texts beside them are labels. */
  private void columns(
      Home home,
      SourceRecord sample,
      CsvColumns columns,
      Map<String, String> numbers,
      Map<String, String> labels) {
    if (!(sample.tree() instanceof Tree.Obj obj)) {
      return;
    }
    Set<String> known = new TreeSet<>();
    List<Reference> told = new ArrayList<>(home.rule().time().from());
    if (home.rule().name() != null) {
      told.addAll(home.rule().name().references());
    }
    for (Reference reference : told) {
      if (!reference.pointer().segments().isEmpty()) {
        known.add(reference.pointer().segments().get(0));
      }
    }
    List<Pattern> except = home.rule().except() == null ? List.of() : home.rule().except();
    obj.fields()
        .forEach(
            (name, tree) -> {
              if (known.contains(name)
                  || except.stream().anyMatch(g -> g.matcher(name).matches())) {
                return;
              }
              if (tree instanceof Tree.Text text) {
                boolean value = Numbers.isNumber(text.raw());
                if (value) {
                  numbers.put(reading.redactor().text(columns.title(name)), text.raw());
                } else if (text.raw().length() <= SeriesLabels.LONGEST
                    && !text.raw().equals(home.service())) {
                  labels.put(name, sample.redacted(name, text));
                }
              } else if (tree instanceof Tree.Obj inner) {
                inner
                    .fields()
                    .forEach(
                        (part, number) -> {
                          if (number instanceof Tree.Text text && Numbers.isNumber(text.raw())) {
                            numbers.put(reading.redactor().text(name + "." + part), text.raw());
                          }
                        });
              }
            });
  }

  private Reading.SeriesKey key(
      Home home, String column, String writtenUnit, SortedMap<String, String> labels) {
    Key known = last.get(column);
    if (known != null && known.isOf(home, column, writtenUnit, labels)) {
      return known.key();
    }
    Reading.SeriesKey key = made(home, column, writtenUnit, labels);
    last.put(column, new Key(home, column, writtenUnit, new TreeMap<>(labels), key));
    return key;
  }

  /** The series that a sample belonged to; mostly the next one belongs to it as well. */
  private record Key(
      Home home,
      String column,
      String unit,
      SortedMap<String, String> labels,
      Reading.SeriesKey key) {
    boolean isOf(Home other, String name, String written, SortedMap<String, String> beside) {
      return home.equals(other)
          && column.equals(name)
          && unit.equals(written)
          && labels.equals(beside);
    }
  }

  private Reading.SeriesKey made(
      Home home, String column, String writtenUnit, SortedMap<String, String> labels) {
    String name =
        home.name().isEmpty() || column.isEmpty()
            ? home.name() + column
            : home.name() + " " + column;
    String unit = home.unit();
    SortedMap<String, String> all = labels;
    Matcher labelled = WITH_LABELS.matcher(name);
    if (labelled.matches()) {
      all = new TreeMap<>(labels);
      Matcher label = SeriesLabels.QUOTED.matcher(labelled.group(2));
      while (label.find()) {
        if (label.group(1).equals("__name__")) {
          name = label.group(2);
        } else {
          all.put(label.group(1), label.group(2));
        }
      }
      name =
          labelled.group(1).isBlank()
              ? (name.endsWith("}") ? "" : name)
              : labelled.group(1).strip();
    }
    Matcher withUnit = WITH_UNIT.matcher(name);
    if (unit == null && withUnit.matches()) {
      name = withUnit.group(1);
      unit = withUnit.group(2);
    }
    if (unit == null && !writtenUnit.isEmpty()) {
      unit = writtenUnit;
    }
    if (unit != null && NO_UNIT.contains(unit.toLowerCase(java.util.Locale.ROOT))) {
      unit = "";
    }
    return new Reading.SeriesKey(
        name,
        home.rule().type(),
        unit == null ? SeriesRule.unitOf(name) : unit,
        home.service(),
        source.system(),
        all,
        home.cumulative());
  }
}
