package postmortem.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node.Mark;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.log.WrappedRecord;
import postmortem.log.format.FormatLibrary;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.source.rule.LogRule;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.system.ClassSamples;

/**
 * Tries a declared source on its own samples and rejects, among all other sources. {@code
 * postmortem formats test my-source.yaml} runs it for users, a test for the built-in ones.
 */
public final class SourceCheck {

  private final SourceLibrary library;
  private final Redactor redactor;

  /** A check against the sources of a library. */
  public SourceCheck(SourceLibrary library, Redactor redactor) {
    this.library = library;
    this.redactor = redactor;
  }

  /** Tries a user's declaration; nothing wrong gives an empty list. */
  public List<Diagnostic> check(String file, String text) {
    SourceDeclaration own = SourceDeclaration.parse(file, text);
    return new SourceCheck(library.with(file, text), redactor).check(own);
  }

  /** Tries all sources of the library, those that are classes on the samples beside them. */
  public List<Diagnostic> checkAll() {
    List<Diagnostic> all = new ArrayList<>();
    library.declared().forEach(source -> all.addAll(check(source)));
    ClassSamples.all()
        .forEach(
            (name, own) -> {
              for (SampleText sample : own.samples()) {
                all.addAll(sample(name, null, false, sample, new ArrayList<>()));
              }
              all.addAll(rejects(name, own.mark(), own.rejects()));
            });
    return all;
  }

  private List<Diagnostic> check(SourceDeclaration source) {
    List<Diagnostic> faults = new ArrayList<>();
    List<Event> made = new ArrayList<>();
    for (SampleText sample : source.samples()) {
      faults.addAll(sample(source.name(), source.log(), !source.events().isEmpty(), sample, made));
    }
    boolean read = faults.isEmpty();
    for (int i = 0; i < source.events().size(); i++) {
      EventType type = source.events().get(i).type();
      // A sample that fails says so itself.
      if (read && made.stream().noneMatch(event -> event.type() == type)) {
        faults.add(
            source
                .mark()
                .error("PM-S031", "no sample makes event " + (i + 1) + " (" + type.label() + ")")
                .helping("add a sample with such a record"));
      }
    }
    faults.addAll(rejects(source.name(), source.mark(), source.rejects()));
    return faults;
  }

  private List<Diagnostic> rejects(String source, Mark mark, List<String> rejects) {
    List<Diagnostic> faults = new ArrayList<>();
    for (int i = 0; i < rejects.size(); i++) {
      if (taker(file("reject.json", rejects.get(i))).contains(source)) {
        faults.add(
            mark.error("PM-S032", "reject " + (i + 1) + " is taken")
                .helping("ask for more under \u201crecognise\u201d"));
      }
    }
    return faults;
  }

  private static EvidenceFile file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static EvidenceFile file(String name, byte[] bytes) {
    String hash = HexFormat.of().formatHex(EventId.sha256().digest(bytes));
    return new EvidenceFile(name, null, hash, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  private List<String> taker(EvidenceFile file) {
    return List.copyOf(reader(new Diagnostics()).claim(List.of(file)).sources().values());
  }

  private SourceReader reader(Diagnostics diagnostics) {
    return new SourceReader(
        library, redactor, ReadingRules.NONE, Limits.DEFAULT, diagnostics, Progress.NONE);
  }

  /**
   * Tries a sample.
   *
   * @param log how the source reads logs; null when it does not
   * @param alsoEvents whether it reads events out of logs as well
   * @param made takes the events that came out
   */
  private List<Diagnostic> sample(
      String source,
      @Nullable LogRule log,
      boolean alsoEvents,
      SampleText sample,
      List<Event> made) {
    Mark mark = sample.mark();
    EvidenceFile file = file(sample.name(), sample.bytes());
    List<String> takers = taker(file);
    if (!takers.contains(source)) {
      return List.of(
          mark.error(
                  "PM-S033",
                  takers.isEmpty()
                      ? "the sample is not recognised"
                      : "the sample is taken by " + takers.get(0))
              .helping("compare \u201crecognise\u201d and \u201crecords\u201d with the sample"));
    }
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(file);
    for (int i = 0; i < sample.beside().size(); i++) {
      evidence.add(file("beside-" + i, sample.beside().get(i)));
    }
    if (log != null && !alsoEvents) {
      return records(file, sample);
    }
    Diagnostics diagnostics = new Diagnostics();
    Readout readout = reader(diagnostics).read(evidence);
    List<Diagnostic> faults = new ArrayList<>();
    if (log != null) {
      faults.addAll(records(file, sample));
    }
    for (Diagnostic said : diagnostics.sorted()) {
      if (said.code().equals("PM-L010")) {
        // That nobody states the zone of a sample says nothing about the source.
        continue;
      }
      faults.add(
          mark.error("PM-S034", "reading the sample says: " + said.message())
              .helping("correct the sample, or declare what it says"));
    }
    List<Event> events =
        readout.events().stream()
            .filter(event -> event.citations().get(0).evidence().equals(sample.name()))
            .toList();
    compare(sample, "event", sample.events(), values(events), faults);
    List<Map<String, String>> series =
        readout.series().stream()
            .filter(s -> s.points().get(0).citation().evidence().equals(sample.name()))
            .map(SourceCheck::values)
            .toList();
    compare(sample, "series", sample.series(), series, faults);
    made.addAll(events);
    return faults;
  }

  private List<Diagnostic> records(EvidenceFile file, SampleText sample) {
    List<Diagnostic> faults = new ArrayList<>();
    List<Map<String, String>> found = new ArrayList<>();
    for (WrappedLog log : reader(new Diagnostics()).claim(List.of(file)).wrapped()) {
      try {
        WrappedRecord.read(log, FormatLibrary.builtIn(), ReadingRules.NONE, redactor)
            .forEach(record -> found.add(values(record)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    compare(sample, "record", sample.records(), found, faults);
    return faults;
  }

  private static Map<String, String> values(WrappedRecord record) {
    Map<String, String> values = new java.util.TreeMap<>();
    EventTime time = record.time();
    if (time != null) {
      values.put("at", time.text());
      values.put(
          "basis", String.join(", ", time.basis().stream().map(basis -> basis.label()).toList()));
    }
    EventTime inner = record.innerTime();
    put(values, "inner-at", inner == null ? null : inner.text());
    put(values, "inner", record.inner());
    values.put("severity", record.severity().label());
    put(values, "service", record.service());
    put(values, "host", record.host());
    put(values, "trace", record.trace());
    put(values, "exception", record.exception());
    values.put("message", record.message());
    values.put("status", Integer.toString(record.status()));
    place(values, "", record.place());
    return values;
  }

  private static List<Map<String, String>> values(List<Event> events) {
    return events.stream().map(SourceCheck::values).toList();
  }

  private static void compare(
      SampleText sample,
      String noun,
      List<SampleText.Expected> expected,
      List<Map<String, String>> found,
      List<Diagnostic> faults) {
    if (expected.size() != found.size()) {
      Diagnostic fault =
          sample
              .mark()
              .error(
                  "PM-S035",
                  "the sample yields "
                      + found.size()
                      + " "
                      + noun
                      + (found.size() == 1 || noun.equals("series") ? "" : "s")
                      + ", not "
                      + expected.size());
      for (Map<String, String> one : found) {
        fault = fault.noting(one.toString());
      }
      faults.add(fault.helping("correct what the sample expects, or the rules"));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      Map<String, String> actual = found.get(i);
      for (Map.Entry<String, String> value : expected.get(i).values().entrySet()) {
        String is = actual.getOrDefault(value.getKey(), "none");
        if (!same(value.getKey(), value.getValue(), is)) {
          faults.add(
              expected
                  .get(i)
                  .mark()
                  .error(
                      "PM-S036",
                      value.getKey()
                          + " is \u201c"
                          + is
                          + "\u201d, not \u201c"
                          + value.getValue()
                          + "\u201d")
                  .helping("correct what the sample expects, or the rules"));
        }
      }
    }
  }

  private static boolean same(String key, String expected, String actual) {
    if (key.endsWith("at") || key.equals("until") || key.equals("first") || key.equals("last")) {
      try {
        return java.time.Instant.parse(expected).equals(java.time.Instant.parse(actual));
      } catch (java.time.DateTimeException e) {
        return expected.equals(actual);
      }
    }
    return expected.equals(actual);
  }

  private static Map<String, String> values(Event event) {
    Map<String, String> values = new java.util.TreeMap<>();
    values.put("type", event.type().label());
    values.put("kind", event.kind().label());
    values.put("at", event.time().text());
    values.put("precision", event.time().precision().label());
    values.put(
        "basis",
        String.join(", ", event.time().basis().stream().map(basis -> basis.label()).toList()));
    put(values, "until", event.until() == null ? null : EventTime.format(event.until()));
    values.put("severity", event.severity().label());
    put(values, "service", event.service());
    put(values, "actor", event.actor());
    values.put("source", event.source());
    values.put("summary", event.summary());
    place(values, "", event.citations().get(0).place());
    event.attributes().forEach((name, value) -> values.put("attributes." + name, value));
    return values;
  }

  private static Map<String, String> values(Series series) {
    Map<String, String> values = new java.util.TreeMap<>();
    int last = series.points().size() - 1;
    values.put("name", series.name());
    values.put("unit", series.unit());
    put(values, "service", series.service());
    values.put("source", series.source());
    values.put("points", Integer.toString(series.points().size()));
    values.put("first", series.points().get(0).time().text());
    values.put("last", series.points().get(last).time().text());
    values.put("first-value", Double.toString(series.points().get(0).value()));
    values.put("last-value", Double.toString(series.points().get(last).value()));
    place(values, "first-", series.points().get(0).citation().place());
    place(values, "last-", series.points().get(last).citation().place());
    series.labels().forEach((name, value) -> values.put("labels." + name, value));
    return values;
  }

  private static void place(Map<String, String> values, String prefix, Place place) {
    if (place instanceof Place.Line line) {
      values.put(prefix + "line", Long.toString(line.number()));
    } else if (place instanceof Place.Pointer pointer) {
      values.put(prefix + "pointer", pointer.pointer());
    }
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
