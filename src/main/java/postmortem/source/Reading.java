package postmortem.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.series.Series.Point;

/** One run of reading: what all sources need, and where they put what they found. */
final class Reading {

  private final Redactor redactor;
  private final ReadingRules rules;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final StampReader stamps;
  private final List<Event> events = new ArrayList<>();
  private final List<FileAccount> accounts = new ArrayList<>();
  private final Map<SeriesKey, SortedMap<java.time.Instant, Point>> series = new LinkedHashMap<>();

  /** What tells one series from another; the same one in two exports is one. */
  record SeriesKey(
      String name,
      Series.Type type,
      String unit,
      @Nullable String service,
      String source,
      SortedMap<String, String> labels) {
    SeriesKey {
      labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }
  }

  Reading(
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress) {
    this.redactor = redactor;
    this.rules = rules;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
    this.stamps = new StampReader(rules, redactor);
  }

  Redactor redactor() {
    return redactor;
  }

  ReadingRules rules() {
    return rules;
  }

  Limits limits() {
    return limits;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  StampReader stamps() {
    return stamps;
  }

  /** Streams the records of a file. */
  RecordScan scan(EvidenceFile file) {
    return new RecordScan(file, redactor, limits, diagnostics, progress);
  }

  /** Streams them without counting the bytes twice. */
  RecordScan silentScan(EvidenceFile file) {
    return new RecordScan(file, redactor, limits, new Diagnostics(), Progress.NONE);
  }

  /** Opens the books of a piece of evidence. */
  RowBook book(Evidence evidence, String reader) {
    return new RowBook(evidence, reader, rules, limits.maxRecords());
  }

  /** Closes them. */
  void close(RowBook book) {
    events.addAll(book.events());
    accounts.add(book.close(diagnostics));
  }

  /** An account that needs no books. */
  void account(FileAccount account) {
    accounts.add(account);
  }

  /** Puts a sample into its series; of two at one instant the first is kept. */
  void sample(SeriesKey key, Point point) {
    series.computeIfAbsent(key, k -> new TreeMap<>()).putIfAbsent(point.time().at(), point);
  }

  /** All that was found. */
  Readout readout() {
    List<Series> all = new ArrayList<>();
    series.forEach(
        (key, points) -> {
          List<Basis> basis =
              points.values().stream()
                  .flatMap(point -> point.time().basis().stream())
                  .distinct()
                  .sorted()
                  .toList();
          all.add(
              new Series(
                  key.name(),
                  key.type(),
                  key.unit(),
                  key.service(),
                  key.source(),
                  key.labels(),
                  List.copyOf(points.values()),
                  basis));
        });
    return new Readout(events, all, accounts);
  }
}
