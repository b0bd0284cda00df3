package postmortem.source.scan;

import java.time.Instant;
import java.time.ZoneId;
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
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.clock.Anchors;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.series.Series.Point;
import postmortem.source.rule.SeriesRule;
import postmortem.source.rule.StampReader;
import postmortem.source.tree.CsvColumns;

/** One run of reading: what all sources need, and where they put what they found. */
public final class Reading {

  private final Redactor redactor;
  private final ReadingRules rules;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final int threads;
  private final StampReader stamps;
  private final @Nullable Instant elsewhere;
  private final List<Event> events = new ArrayList<>();
  private final List<FileAccount> accounts = new ArrayList<>();
  private final SortedMap<String, Anchors> anchors = new TreeMap<>();

  /** The series that got the last sample: the next one mostly belongs to it as well. */
  private @Nullable SeriesKey recentKey;

  private @Nullable Samples recent;
  private final Map<SeriesKey, Samples> series = new LinkedHashMap<>();

  /**
   * What tells one series from another; the same one in two exports is one.
   *
   * @param name empty when nothing tells it
   * @param cumulative whether the numbers only ever grow
   */
  public record SeriesKey(
      String name,
      Series.Type type,
      String unit,
      @Nullable String service,
      String source,
      SortedMap<String, String> labels,
      boolean cumulative) {
    public SeriesKey {
      labels = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    private SeriesKey named(String other) {
      String told = unit.isEmpty() ? SeriesRule.unitOf(other) : unit;
      return new SeriesKey(other, type, told, service, source, labels, cumulative);
    }
  }

  public Reading(
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress) {
    this(redactor, rules, limits, diagnostics, progress, 1, null);
  }

  public Reading(
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads,
      @Nullable Instant elsewhere) {
    this.threads = threads;
    this.elsewhere = elsewhere;
    this.redactor = redactor;
    this.rules = rules;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
    this.stamps = new StampReader(rules, redactor);
  }

  public Redactor redactor() {
    return redactor;
  }

  public ReadingRules rules() {
    return rules;
  }

  public Limits limits() {
    return limits;
  }

  public Diagnostics diagnostics() {
    return diagnostics;
  }

  public StampReader stamps() {
    return stamps;
  }

  /** A moment that the evidence as a whole is about; null when none is known. */
  @Nullable Instant elsewhere() {
    return elsewhere;
  }

  /** Streams the records of a file. */
  public RecordScan scan(EvidenceFile file) {
    return new RecordScan(file, redactor, limits, diagnostics, progress, threads);
  }

  /** How many rows a table has. */
  public long rows(EvidenceFile file, CsvColumns columns) {
    long[] rows = new long[1];
    scan(file).csv(columns, LeftOut.NOTHING, record -> rows[0]++);
    return rows[0];
  }

  /** Streams them without counting the bytes twice. */
  public RecordScan silentScan(EvidenceFile file) {
    return new RecordScan(file, redactor, limits, new Diagnostics(), Progress.NONE, threads);
  }

  /** Opens the books of a piece of evidence. */
  public RowBook book(Evidence evidence, String reader) {
    return new RowBook(evidence, reader, rules, limits.maxRecords());
  }

  /** Closes them. */
  public void close(RowBook book) {
    ZoneId zone = stamps.zoneUsed(book.name()).orElse(rules.zone(book.name()).zone());
    events.addAll(book.events(zone));
    if (!book.anchors().isEmpty()) {
      anchors.computeIfAbsent(book.name(), name -> new Anchors()).merge(book.anchors());
    }
    stamps.tell(book.name(), book.reader(), diagnostics);
    accounts.add(book.close(zone, diagnostics));
  }

  /** An account that needs no books. */
  public void account(FileAccount account) {
    accounts.add(account);
  }

  /**
   * Puts a sample into its series; of two at one instant the first is kept.
   *
   * @param per what the value is divided by; not a number for nothing
   */
  public void sample(SeriesKey key, EventTime time, double value, double per, Citation citation) {
    Samples into = recent;
    if (into == null || !key.equals(recentKey) || key.name().isEmpty()) {
      SeriesKey named = key.name().isEmpty() ? key.named(nameOf(citation)) : key;
      into = series.computeIfAbsent(named, k -> new Samples());
      recentKey = key;
      recent = into;
    }
    into.add(time, value, per, citation);
  }

  /** A query has no name but that of the file which its result was stored in. */
  private static String nameOf(Citation citation) {
    String file = citation.evidence();
    String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1);
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** All that was found. */
  public Readout readout() {
    List<Series> all = new ArrayList<>();
    series.forEach(
        (key, samples) -> {
          List<Point> points = samples.points(key.cumulative());
          if (points.isEmpty()) {
            return;
          }
          List<Basis> basis =
              points.stream()
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
                  points,
                  basis));
        });
    return new Readout(events, all, accounts, anchors);
  }
}
