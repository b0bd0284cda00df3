package postmortem.log;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Progress;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.event.clock.Anchors;
import postmortem.event.stamp.Stamp;
import postmortem.evidence.ContentHash;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Detector.Sample;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.signature.TokenMask;
import postmortem.redact.Redactor;

/**
 * Reads text logs: finds the format of each file, scans the files side by side, and turns what each
 * stream of records says into a handful of events. The result does not depend on the order of the
 * files, the number of threads, or how the bytes are cut into blocks.
 */
public final class LogEngine {

  private static final int BLOCK = 1 << 18;

  private final FormatLibrary library;
  private final List<LogFormat> formats;
  private final Map<String, WrappedLog> wrapped;
  private final Redactor redactor;
  private final ReadingRules rules;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final int threads;
  private final int block;
  private final LogScanner.Cut cut;
  private final Detector detector;
  private final Explainer explainer;

  /**
   * An engine for one run.
   *
   * @param diagnostics told what a reader has to know about the logs
   * @param threads how many files are read at once, at least 1
   */
  public LogEngine(
      FormatLibrary library,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads) {
    this(
        library,
        redactor,
        rules,
        limits,
        diagnostics,
        progress,
        threads,
        BLOCK,
        LogScanner.Cut.USUAL);
  }

  LogEngine(
      FormatLibrary library,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads,
      int block,
      LogScanner.Cut cut) {
    this(library, redactor, rules, limits, diagnostics, progress, threads, block, cut, List.of());
  }

  private LogEngine(
      FormatLibrary library,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads,
      int block,
      LogScanner.Cut cut,
      List<WrappedLog> exports) {
    this.library = library;
    // What envelopes are matched with comes last: no line is ever taken for one.
    List<LogFormat> all = new ArrayList<>(library.formats());
    for (WrappedLog export : exports) {
      if (!all.contains(export.format())) {
        all.add(export.format());
      }
    }
    this.formats = List.copyOf(all);
    this.wrapped =
        exports.stream().collect(Collectors.toUnmodifiableMap(e -> e.file().name(), e -> e));
    this.redactor = redactor;
    this.rules = rules;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
    this.threads = Math.max(1, threads);
    this.block = block;
    this.cut = cut;
    this.detector = new Detector(library, rules.dateOrder().orElse(null));
    this.explainer = new Explainer(formats, detector, redactor, diagnostics);
  }

  /**
   * An engine that reads these exports by their records; their files go among the logs of {@link
   * #read} and its like.
   */
  public LogEngine wrapping(List<WrappedLog> exports) {
    return new LogEngine(
        library, redactor, rules, limits, diagnostics, progress, threads, block, cut, exports);
  }

  /** The name of the format that takes the lines at the beginning of a file, if one does. */
  public Optional<String> recognises(EvidenceFile file) {
    try {
      int format = detector.fit(Detector.sample(file)).format();
      return format < 0 ? Optional.empty() : Optional.of(formats.get(format).name());
    } catch (IOException e) {
      // Reading it will fail again and say so.
      return Optional.empty();
    }
  }

  /**
   * Reads all text logs of a run. Files whose names differ only in numbers, in a folder and of one
   * format, are one stream of records.
   *
   * @param elsewhere finds a moment that other evidence is about, or null, for stamps without a
   *     year; asked only when no log has full dates
   */
  public Readout read(List<EvidenceFile> logs, Supplier<@Nullable Instant> elsewhere) {
    List<EvidenceFile> files =
        logs.stream().sorted(Comparator.comparing(EvidenceFile::name)).toList();
    List<Probe> probes = run(files, (index, file) -> probe(file));
    @Nullable Instant known = reference(probes, elsewhere);
    Instant reference = known != null ? known : fileTime(files);
    List<FileReport> reports = scan(files, probes, reference);
    new LogMessages(files, formats, rules, diagnostics, explainer::unfit, known == null)
        .tell(reports);
    List<Event> events = new ArrayList<>();
    Map<Integer, Set<Place>> handed = new HashMap<>();
    Citer citer = new Citer(formats, files, wrapped, rules, redactor);
    for (LogSummary summary : streams(files, reports)) {
      events.addAll(events(summary, citer, files, handed));
    }
    List<FileAccount> accounts = new ArrayList<>();
    SortedMap<String, Anchors> anchors = new TreeMap<>();
    for (FileReport report : reports) {
      if (!report.anchors.isEmpty()) {
        anchors.put(files.get(report.file).name(), report.anchors);
      }
      accounts.add(
          account(
              files.get(report.file), report, handed.getOrDefault(report.file, Set.of()).size()));
    }
    return new Readout(events, List.of(), accounts, anchors);
  }

  /**
   * What a first look at a file gave.
   *
   * @param fit its formats
   * @param first instant of its first stamp with a full date; null when it has none
   */
  private record Probe(Fit fit, @Nullable Instant first) {
    /** Whether nothing behind the beginning can change how the file is read. */
    boolean tellsAll() {
      return fit.format() < 0 || (first != null && fit.twin() < 0);
    }
  }

  private Probe probe(EvidenceFile file) {
    try {
      WrappedLog export = wrapped.get(file.name());
      if (export != null) {
        return probe(export);
      }
      Sample sample = Detector.sample(file);
      Fit fit = detector.fit(sample);
      if (file.path() != null && file.bytes() > Detector.SAMPLE) {
        for (Windows.Window window : Windows.ofStored(file)) {
          fit = detector.farther(fit, window.sample());
        }
      }
      return new Probe(fit, fit.format() < 0 ? null : firstInstant(file, sample, fit.format()));
    } catch (IOException e) {
      // Scanning it will fail again and say so.
      return new Probe(Fit.NONE, null);
    }
  }

  private Probe probe(WrappedLog export) throws IOException {
    Fit fit = Fit.of(formats.indexOf(export.format()));
    RecordMatcher matcher = new RecordMatcher(formats, fit);
    try (WrappedLog.Cursor cursor = export.open()) {
      WrappedRecords records = new WrappedRecords(cursor);
      if (records.next()
          && matcher.match(records.buf(), records.from(), records.firstTo(), records.to())
          && matcher.timed().stampFrom() >= 0
          && matcher.timed().stamp().hasYear()) {
        return new Probe(
            fit,
            RecordMatcher.resolver(
                    formats.get(matcher.timedFormat()), rules, export.file().name(), null)
                .resolve(matcher.timed().stamp(), "")
                .map(EventTime::at)
                .orElse(null));
      }
    }
    return new Probe(fit, null);
  }

  private @Nullable Instant firstInstant(EvidenceFile file, Sample sample, int format) {
    LogRecord record = new LogRecord();
    LogFormat chosen = formats.get(format);
    for (int i = 0; i < sample.lines().size(); i++) {
      int[] line = sample.lines().get(i);
      int last =
          chosen.spansLines() && line[0] < line[1]
              ? Detector.lastOfRecord(chosen, sample.bytes(), sample.lines(), i, record)
              : i;
      if (chosen.match(sample.bytes(), line[0], line[1], sample.lines().get(last)[1], record)
          && !chosen.isNoEvent(record)
          && record.stampFrom() >= 0) {
        Stamp stamp = record.stamp();
        return stamp.hasYear()
            ? RecordMatcher.resolver(formats.get(format), rules, file.name(), null)
                .resolve(stamp, "")
                .map(EventTime::at)
                .orElse(null)
            : null;
      }
    }
    return null;
  }

  /**
   * A moment near the incident: stated, else from logs with full dates, else from other evidence;
   * null when there is none.
   */
  private @Nullable Instant reference(List<Probe> probes, Supplier<@Nullable Instant> elsewhere) {
    if (rules.reference().isPresent()) {
      return rules.reference().get();
    }
    Instant latest = null;
    for (Probe probe : probes) {
      Instant first = probe.first();
      if (first != null && (latest == null || first.isAfter(latest))) {
        latest = first;
      }
    }
    return latest != null ? latest : elsewhere.get();
  }

  /** What is left to guess from: the latest time of an archive member, else of a file. */
  private static @Nullable Instant fileTime(List<EvidenceFile> files) {
    Instant latest = null;
    for (boolean member : new boolean[] {true, false}) {
      for (EvidenceFile file : files) {
        Instant time = file.isMember() == member ? file.modified().orElse(null) : null;
        latest = time != null && (latest == null || time.isAfter(latest)) ? time : latest;
      }
      if (latest != null) {
        return latest;
      }
    }
    return null;
  }

  private List<FileReport> scan(
      List<EvidenceFile> files, List<Probe> probes, @Nullable Instant reference) {
    return scanner(reference, diagnostics, progress)
        .scan(files, probes.stream().map(Probe::fit).toList());
  }

  private LogScanner scanner(@Nullable Instant reference, Diagnostics told, Progress shown) {
    return new LogScanner(
        new ScanSettings(formats, rules, limits, shown, reference, block, wrapped, threads > 1),
        told,
        threads,
        cut);
  }

  /** One step for each file; results in the order of the files. */
  @FunctionalInterface
  private interface Step<T> {
    T apply(int index, EvidenceFile file);
  }

  private <T> List<T> run(List<EvidenceFile> files, Step<T> step) {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        int index = i;
        tasks.add(() -> step.apply(index, files.get(index)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading logs", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private List<LogSummary> streams(List<EvidenceFile> files, List<FileReport> reports) {
    Map<String, LogSummary> streams = new TreeMap<>();
    for (FileReport report : reports) {
      if (report.format >= 0) {
        String name = StreamName.of(files.get(report.file).name());
        String key = name + '\0' + report.format;
        LogSummary stream = streams.get(key);
        if (stream == null) {
          streams.put(key, report.summary);
        } else {
          stream.merge(report.summary);
        }
      }
    }
    return List.copyOf(streams.values());
  }

  private List<Event> events(
      LogSummary summary, Citer citer, List<EvidenceFile> files, Map<Integer, Set<Place>> handed) {
    List<Finding> findings = Findings.of(summary, citer);
    List<Sight> sights = new ArrayList<>();
    for (Finding finding : findings) {
      sights.add(finding.at());
      if (finding.until() != null) {
        sights.add(finding.until());
      }
      sights.addAll(finding.also());
    }
    try {
      citer.read(sights);
    } catch (IOException e) {
      diagnostics.add(changed(files.get(findings.get(0).at().file)));
    }
    List<Event> events = new ArrayList<>();
    for (Finding finding : findings) {
      CitedRecord record = citer.of(finding.at());
      if (record != null) {
        Sight until = finding.until();
        List<CitedRecord> also =
            finding.also().stream().map(citer::of).filter(Objects::nonNull).toList();
        events.add(
            EventWriter.write(finding, record, until == null ? null : citer.of(until), also));
        handed
            .computeIfAbsent(finding.at().file, k -> new HashSet<>())
            .add(record.citation().place());
      }
    }
    return events;
  }

  private FileAccount account(EvidenceFile file, FileReport report, int handed) {
    return new FileAccount(
        file.name(),
        ContentHash.of(file),
        file.bytes(),
        report.format < 0 ? null : formats.get(report.format).name(),
        report.format >= 0,
        report.read,
        handed,
        report.read - handed - report.filtered - report.unreadable,
        report.filtered,
        report.unreadable,
        report.first,
        report.last,
        report.zoneNeeded ? rules.zone(file.name()).zone().getId() : null,
        List.copyOf(report.basis),
        rules.clockOffset(file.name()),
        shares(report));
  }

  /** How many records each format took, where there is more than one. */
  private SortedMap<String, Long> shares(FileReport report) {
    SortedMap<String, Long> shares = new TreeMap<>();
    for (int f = 0; f < formats.size(); f++) {
      if (report.taken[f + 1] > 0) {
        shares.put(formats.get(f).name(), report.taken[f + 1]);
      }
    }
    return shares.size() > 1 ? shares : Collections.emptySortedMap();
  }

  /**
   * Hands out every record of logs, file by file in the order given: what {@code formats parse}
   * prints.
   *
   * @param to called once for each record
   */
  public void parse(List<EvidenceFile> logs, Consumer<ParsedRecord> to) {
    List<Probe> probes = run(logs, (index, file) -> probe(file));
    @Nullable Instant known = reference(probes, () -> null);
    Instant reference = known != null ? known : fileTime(logs);
    LogScanner scanner = scanner(reference, diagnostics, progress);
    List<Start> starts = starts(logs, probes, reference);
    List<FileReport> reports = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      EvidenceFile file = logs.get(i);
      reports.add(
          scanner.walk(
              i,
              file,
              starts.get(i).fit(),
              starts.get(i).beginning(),
              (reader, matcher, sight) -> to.accept(parsed(file, reader, matcher, sight))));
    }
    new LogMessages(logs, formats, rules, diagnostics, explainer::unfit, known == null)
        .tell(reports);
  }

  /** How the reading of a file begins. */
  private record Start(Fit fit, Beginning beginning) {}

  /**
   * How the reading of each file begins, which only a scan tells where more than its head counts.
   */
  private List<Start> starts(
      List<EvidenceFile> logs, List<Probe> probes, @Nullable Instant reference) {
    boolean rotated =
        Rotation.sets(logs.stream().map(EvidenceFile::name).toList()).size() < logs.size();
    if (!rotated && probes.stream().allMatch(Probe::tellsAll)) {
      return probes.stream().map(probe -> new Start(probe.fit(), Beginning.NONE)).toList();
    }
    return scanner(reference, new Diagnostics(), Progress.NONE)
        .scan(logs, probes.stream().map(Probe::fit).toList())
        .stream()
        .map(report -> new Start(report.fit, report.beginning))
        .toList();
  }

  /**
   * Groups the records of logs by what they say: what {@code signatures} prints.
   *
   * @return what matters most first
   */
  public Signatures signatures(List<EvidenceFile> logs) {
    Grouping grouping = group(logs);
    List<Sight> sights = new ArrayList<>();
    for (SignatureBook.Entry entry : grouping.book().entries()) {
      sights.addAll(entry.examples());
      entry.first().ifPresent(sights::add);
      entry.last().ifPresent(sights::add);
    }
    Map<String, Citer.Glance> seen = Map.of();
    try {
      seen = grouping.citer().glance(sights);
    } catch (IOException e) {
      diagnostics.add(changed(grouping.files().get(sights.get(0).file)));
    }
    List<Signature> signatures = new ArrayList<>();
    for (SignatureBook.Entry entry : grouping.book().entries()) {
      EventTime first = time(entry.first(), seen);
      EventTime last = time(entry.last(), seen);
      signatures.add(
          new Signature(
              entry.id(),
              entry.template(),
              entry.count(),
              last == null ? null : first,
              first == null ? null : last,
              entry.severity(),
              entry.examples().stream()
                  .map(Citer::key)
                  .map(seen::get)
                  .filter(Objects::nonNull)
                  .map(Citer.Glance::citation)
                  .toList()));
    }
    return new Signatures(signatures, grouping.accounts());
  }

  private static @Nullable EventTime time(Optional<Sight> sight, Map<String, Citer.Glance> seen) {
    return sight.map(Citer::key).map(seen::get).map(Citer.Glance::time).orElse(null);
  }

  /**
   * Says of every record of logs which of the {@link #signatures} it has: file by file, in the
   * order of their names. Reads them twice, so that none may be one which can be read only once.
   *
   * @param to called once for each record
   */
  public List<FileAccount> assign(List<EvidenceFile> logs, Consumer<Assignment> to) {
    Grouping grouping = group(logs);
    // Everything that is to be said was said in the first pass.
    LogScanner scanner = scanner(grouping.reference(), new Diagnostics(), Progress.NONE);
    for (int i = 0; i < grouping.files().size(); i++) {
      EvidenceFile file = grouping.files().get(i);
      scanner.walk(
          i,
          file,
          grouping.reports().get(i).fit,
          grouping.reports().get(i).beginning,
          (reader, matcher, sight) -> {
            if (sight == null || rules.covers(Instant.ofEpochSecond(sight.second, sight.nano))) {
              TokenMask mask =
                  matcher.signature(reader.buf(), reader.from(), reader.firstTo(), reader.to());
              to.accept(
                  new Assignment(
                      file.name(),
                      reader.line(),
                      reader.lines(),
                      grouping
                          .book()
                          .id(mask, matcher.severity(), matcher.statusClass(), sight != null)));
            }
          });
    }
    return grouping.accounts();
  }

  /** Logs that were scanned and grouped. */
  private record Grouping(
      List<EvidenceFile> files,
      @Nullable Instant reference,
      List<FileReport> reports,
      Citer citer,
      SignatureBook book,
      List<FileAccount> accounts) {}

  private Grouping group(List<EvidenceFile> logs) {
    List<EvidenceFile> files =
        logs.stream().sorted(Comparator.comparing(EvidenceFile::name)).toList();
    List<Probe> probes = run(files, (index, file) -> probe(file));
    @Nullable Instant known = reference(probes, () -> null);
    Instant reference = known != null ? known : fileTime(files);
    List<FileReport> reports = scan(files, probes, reference);
    new LogMessages(files, formats, rules, diagnostics, explainer::unfit, known == null)
        .tellTimes(reports);
    List<FileAccount> accounts = new ArrayList<>();
    LogSummary timed = new LogSummary();
    LogSummary untimed = new LogSummary();
    for (FileReport report : reports) {
      accounts.add(account(files.get(report.file), report, 0));
      timed.merge(report.summary);
      untimed.merge(report.untimed);
    }
    Citer citer = new Citer(formats, files, wrapped, rules, redactor);
    return new Grouping(
        files, reference, reports, citer, new SignatureBook(timed, untimed, citer), accounts);
  }

  private static Diagnostic changed(EvidenceFile file) {
    return Diagnostic.error(
            "PM-L003", "a log changed while it was read: its findings cannot be cited")
        .at(Location.of(file.name()))
        .helping("copy it to a place where nobody writes, and draft again");
  }

  private ParsedRecord parsed(
      EvidenceFile file, Records reader, RecordMatcher matcher, @Nullable Sight sight) {
    String format = matcher.format() < 0 ? null : formats.get(matcher.format()).name();
    if (sight == null) {
      String reason =
          format == null
              ? "no format takes this line"
              : reader.isNoEvent() || matcher.isNoEvent()
                  ? "no event: a line about the log itself"
                  : matcher.timed().stampFrom() < 0
                      ? "the record has no time"
                      : "the stamp has no instant";
      Severity severity = format == null ? Severity.UNKNOWN : matcher.severity();
      return new ParsedRecord(
          file.name(), reader.line(), reader.lines(), null, severity, format, reason);
    }
    LogRecord timed = matcher.timed();
    byte[] stamped = matcher.timedBytes(reader.buf());
    Instant at = Instant.ofEpochSecond(sight.second, sight.nano);
    EventTime near =
        RecordMatcher.resolver(
                formats.get(matcher.timedFormat()),
                rules,
                file.name(),
                at.minus(rules.clockOffset(file.name())))
            .resolve(
                timed.stamp(),
                redactor.text(stamped, timed.stampFrom(), timed.stampTo()),
                sight.orderDecided)
            .orElseThrow();
    EventTime time =
        near.at().equals(at)
            ? near
            : new EventTime(at, near.precision(), near.basis(), near.bound(), near.raw());
    return new ParsedRecord(
        file.name(), reader.line(), reader.lines(), time, matcher.severity(), format, null);
  }

  /** Why a file is read as it is. */
  public Explanation explain(EvidenceFile file) {
    return explainer.explain(file);
  }

  /**
   * How the record came by its time in which a line lies.
   *
   * @param line from 1
   * @return empty when the file has no such line
   */
  public Optional<ExplainedRecord> explain(EvidenceFile file, long line) {
    List<Probe> probes = List.of(probe(file));
    Instant known = reference(probes, () -> null);
    Instant reference = known != null ? known : fileTime(List.of(file));
    Start start = starts(List.of(file), probes, reference).get(0);
    List<ExplainedRecord> found = new ArrayList<>();
    scanner(reference, new Diagnostics(), Progress.NONE)
        .walk(
            0,
            file,
            start.fit(),
            start.beginning(),
            (reader, matcher, sight) -> {
              if (reader.line() <= line && line < reader.line() + reader.lines()) {
                found.add(explained(file, reader, matcher, sight));
              }
            });
    return found.stream().findFirst();
  }

  private ExplainedRecord explained(
      EvidenceFile file, Records reader, RecordMatcher matcher, @Nullable Sight sight) {
    int format = matcher.format();
    return new ExplainedRecord(
        parsed(file, reader, matcher, sight),
        format < 0 ? null : formats.get(format).patternNames().get(matcher.pattern()),
        format < 0 ? List.of() : matcher.inside().stream().map(f -> formats.get(f).name()).toList(),
        rules.zone(file.name()).zone().getId());
  }
}
