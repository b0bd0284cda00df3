package postmortem.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Progress;
import postmortem.event.EventTime;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.evidence.ContentHash;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.redact.Redactor;

/**
 * What all work on the logs of a run has in common: its settings, the first look at each file, the
 * moment that yearless stamps are near, and the scan.
 */
final class LogRun {

  /** In so many lines of a file without years, and so many inside of these, one is looked for. */
  private static final int MOST_LINES = 1_000;

  private static final int MOST_INSIDE = 100;

  /** Two zones are no farther apart than this. */
  private static final Duration ZONES = Duration.ofHours(26);

  /**
   * The settings of a run.
   *
   * @param diagnostics told what a reader has to know about the logs
   * @param threads how many files are read at once, at least 1
   * @param block how many bytes are read at a time
   * @param cut how large the pieces of a file are
   */
  record Settings(
      FormatLibrary library,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads,
      int block,
      LogScanner.Cut cut) {
    Settings {
      threads = Math.max(1, threads);
    }

    /** The same, with zones that pieces of evidence say themselves. */
    Settings saying(Map<String, ZoneId> zones) {
      return new Settings(
          library,
          redactor,
          rules.saying(zones),
          limits,
          diagnostics,
          progress,
          threads,
          block,
          cut);
    }
  }

  final Settings settings;
  final List<LogFormat> formats;
  private final FormatIndex index;
  final Map<String, WrappedLog> wrapped;
  final Detector detector;
  final Explainer explainer;

  /**
   * The work of a run.
   *
   * @param exports whose records are read as those of logs
   */
  LogRun(Settings settings, List<WrappedLog> exports) {
    this.settings = settings;
    // What envelopes are matched with comes last: no line is ever taken for one.
    List<LogFormat> all = new ArrayList<>(settings.library().formats());
    for (WrappedLog export : exports) {
      if (!all.contains(export.format())) {
        all.add(export.format());
      }
    }
    this.index = new FormatIndex(all);
    this.formats = index.formats();
    this.wrapped =
        exports.stream().collect(Collectors.toUnmodifiableMap(e -> e.file().name(), e -> e));
    this.detector = new Detector(settings.library(), settings.rules().dateOrder().orElse(null));
    this.explainer = new Explainer(index, detector, settings.redactor(), settings.diagnostics());
  }

  /**
   * What a first look at a file gave.
   *
   * @param fit its formats
   * @param first instant of its first stamp with a full date, or where it has none of those inside
   *     its lines; null when there is none
   */
  record Probe(Fit fit, @Nullable Instant first) {
    /** Whether nothing behind the beginning can change how the file is read. */
    boolean tellsAll() {
      return fit.format() < 0 || (first != null && fit.twin() < 0);
    }
  }

  /**
   * What a first look at all files gave.
   *
   * @param probes of each file
   * @param known whether evidence tells what yearless stamps are near
   * @param reference a moment that tells their years; null when there is none
   */
  record Look(List<Probe> probes, boolean known, @Nullable Reference reference) {
    Look {
      probes = List.copyOf(probes);
    }

    /** The formats of each file. */
    List<Fit> fits() {
      return probes.stream().map(Probe::fit).toList();
    }
  }

  /**
   * Looks at the beginning of each file.
   *
   * @param elsewhere finds a moment that other evidence is about, or null; asked only when no log
   *     has full dates
   */
  Look look(List<EvidenceFile> files, Supplier<@Nullable Instant> elsewhere) {
    List<Probe> probes =
        SideBySide.run(
            settings.threads(),
            pool -> {
              List<Callable<Probe>> tasks = new ArrayList<>();
              files.forEach(file -> tasks.add(() -> probe(file)));
              List<Probe> results = new ArrayList<>();
              for (Future<Probe> future : pool.invokeAll(tasks)) {
                results.add(future.get());
              }
              return results;
            });
    Instant known = reference(probes, elsewhere);
    if (known != null) {
      return new Look(probes, true, Reference.near(known));
    }
    Instant written = fileTime(files);
    return new Look(probes, false, written != null ? Reference.last(written) : null);
  }

  private Probe probe(EvidenceFile file) {
    try {
      WrappedLog export = wrapped.get(file.name());
      if (export != null) {
        return probe(export);
      }
      Sample sample = Sample.of(file);
      Fit fit = detector.fit(sample);
      if (file.path() != null && file.bytes() > Sample.MOST) {
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
    RecordMatcher matcher = new RecordMatcher(index, fit);
    try (WrappedLog.Cursor cursor = export.open()) {
      WrappedRecords records = new WrappedRecords(cursor);
      if (records.next()
          && matcher.match(records.buf(), records.from(), records.firstTo(), records.to())
          && matcher.timed().stampFrom() >= 0
          && matcher.timed().stamp().hasYear()) {
        return new Probe(
            fit,
            RecordMatcher.resolver(
                    formats.get(matcher.timedFormat()),
                    settings.rules(),
                    export.file().name(),
                    null)
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
              ? Trial.lastOfRecord(chosen, sample.bytes(), sample.lines(), i, record)
              : i;
      if (chosen.match(sample.bytes(), line[0], line[1], sample.lines().get(last)[1], record)
          && !chosen.isNoEvent(record)
          && record.stampFrom() >= 0) {
        if (record.stamp().hasYear()) {
          return instant(record.stamp(), format, file, null);
        }
        return record.has(Role.INNER) ? innerInstant(file, sample, format) : null;
      }
    }
    return null;
  }

  private @Nullable Instant instant(
      Stamp stamp, int format, EvidenceFile file, @Nullable Reference reference) {
    return RecordMatcher.resolver(formats.get(format), settings.rules(), file.name(), reference)
        .resolve(stamp, "")
        .map(EventTime::at)
        .orElse(null);
  }

  /**
   * What the lines inside of yearless ones say, where they have full dates which tell the same day
   * and time, up to a zone: the median, since one of them may tell of another year.
   */
  private @Nullable Instant innerInstant(EvidenceFile file, Sample sample, int format) {
    RecordMatcher matcher = new RecordMatcher(index, Fit.of(format));
    List<Instant> inside = new ArrayList<>();
    for (int[] line : sample.lines().subList(0, Math.min(MOST_LINES, sample.lines().size()))) {
      if (matcher.match(format, sample.bytes(), line[0], line[1], line[1])
          && matcher.hasTwoClocks()
          && matcher.innerTimed().stamp().hasYear()) {
        Stamp inner = matcher.innerTimed().stamp();
        Instant instant = instant(inner, matcher.innerTimedFormat(), file, null);
        Instant around =
            instant == null
                ? null
                : instant(matcher.timed().stamp(), format, file, Reference.near(instant));
        if (around != null && Duration.between(instant, around).abs().compareTo(ZONES) <= 0) {
          inside.add(instant);
        }
      }
      if (inside.size() == MOST_INSIDE) {
        break;
      }
    }
    return inside.isEmpty() ? null : inside.stream().sorted().toList().get(inside.size() / 2);
  }

  /**
   * A moment near the incident: stated, else from logs with full dates, else from other evidence;
   * null when there is none.
   */
  private @Nullable Instant reference(List<Probe> probes, Supplier<@Nullable Instant> elsewhere) {
    if (settings.rules().reference().isPresent()) {
      return settings.rules().reference().get();
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

  /** Scans files as the first look at them tells. */
  List<FileReport> scan(List<EvidenceFile> files, Look look) {
    return scanner(look.reference(), settings.diagnostics(), settings.progress())
        .scan(files, look.fits());
  }

  /** The same; records that two exports of one log hold count once. */
  List<FileReport> scanOnce(List<EvidenceFile> files, Look look) {
    return scanner(look.reference(), settings.diagnostics(), settings.progress())
        .scanOnce(files, look.fits());
  }

  /** A scanner that says what it has to say to {@code told}. */
  LogScanner scanner(@Nullable Reference reference, Diagnostics told, Progress shown) {
    return new LogScanner(
        new ScanSettings(
            index,
            settings.rules(),
            settings.limits(),
            shown,
            reference,
            settings.block(),
            wrapped,
            settings.threads() > 1),
        told,
        settings.threads(),
        settings.cut());
  }

  /** Tells what a reader has to know about the logs. */
  LogMessages messages(List<EvidenceFile> files, Look look) {
    return new LogMessages(
        files, formats, settings.rules(), settings.diagnostics(), explainer::unfit, !look.known());
  }

  /** Cites records of these files. */
  Citer citer(List<EvidenceFile> files) {
    return new Citer(index, files, wrapped, settings.rules(), settings.redactor());
  }

  /** The account of a file of whose rows so many became events. */
  FileAccount account(EvidenceFile file, FileReport report, int handed) {
    return new FileAccount(
        file.name(),
        ContentHash.of(file),
        file.bytes(),
        report.format < 0 ? null : formats.get(report.format).name(),
        report.format >= 0,
        report.read,
        handed,
        report.repeated,
        report.read - handed - report.repeated - report.filtered - report.unreadable,
        report.filtered,
        report.unreadable,
        report.first,
        report.last,
        report.zoneNeeded ? settings.rules().zone(file.name()).zone().getId() : null,
        List.copyOf(report.basis),
        settings.rules().clockOffset(file.name()),
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

  /** That a file is no longer what was read. */
  static Diagnostic changed(EvidenceFile file) {
    return Diagnostic.error(
            "PM-L003", "a log changed while it was read: its findings cannot be cited")
        .at(Location.of(file.name()))
        .helping("copy it to a place where nobody writes, and draft again");
  }
}
