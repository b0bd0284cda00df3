package postmortem.log;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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
import postmortem.event.stamp.Reference;
import postmortem.evidence.ContentHash;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.detection.FirstLook;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.LogScanner;
import postmortem.log.scan.Rows;
import postmortem.log.scan.ScanSettings;
import postmortem.log.scan.SideBySide;
import postmortem.log.scan.Stamps;
import postmortem.log.summary.Citer;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;

/**
 * What all work on the logs of a run has in common: its settings, the first look at each file, the
 * moment that yearless stamps are near, and the scan.
 */
final class LogRun {

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
  private final FormatIndex index;
  final Map<String, WrappedLog> wrapped;
  private final FirstLook first;
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
      export.formats().stream().filter(format -> !all.contains(format)).forEach(all::add);
    }
    this.index = new FormatIndex(all);
    this.wrapped =
        exports.stream().collect(Collectors.toUnmodifiableMap(e -> e.file().name(), e -> e));
    this.first = new FirstLook(index, settings.rules(), wrapped);
    this.explainer = new Explainer(index, first, settings.redactor(), settings.diagnostics());
  }

  /** All formats: the declared ones, those of exports, and those that were found in files. */
  List<LogFormat> formats() {
    return index.formats();
  }

  /**
   * What a first look at all files gave.
   *
   * @param probes of each file
   * @param known whether evidence tells what yearless stamps are near
   * @param reference a moment that tells their years; null when there is none
   * @param rules those of the run, with the zones that files tell
   */
  record Look(
      List<FirstLook.Probe> probes,
      boolean known,
      @Nullable Reference reference,
      ReadingRules rules) {
    Look {
      probes = List.copyOf(probes);
    }

    /** The formats of each file. */
    List<Fit> fits() {
      return probes.stream().map(FirstLook.Probe::fit).toList();
    }
  }

  /**
   * Looks at the beginning of each file.
   *
   * @param elsewhere finds a moment that other evidence is about, or null; asked only when no log
   *     has full dates
   */
  Look look(List<EvidenceFile> files, Supplier<@Nullable Instant> elsewhere) {
    List<FirstLook.Seen> seen =
        SideBySide.run(
            settings.threads(),
            pool -> {
              List<Callable<FirstLook.Seen>> tasks = new ArrayList<>();
              files.forEach(file -> tasks.add(() -> first.see(file)));
              List<FirstLook.Seen> results = new ArrayList<>();
              for (Future<FirstLook.Seen> future : pool.invokeAll(tasks)) {
                results.add(future.get());
              }
              return results;
            });
    // In the order of the files, whoever was looked at first.
    List<FirstLook.Probe> probes =
        FirstLook.agreed(files, seen).stream().map(first::adopt).toList();
    Map<String, ZoneId> zones = new HashMap<>();
    for (int i = 0; i < probes.size(); i++) {
      ZoneId zone = probes.get(i).zone();
      if (zone != null) {
        zones.put(files.get(i).name(), zone);
      }
    }
    ReadingRules rules = zones.isEmpty() ? settings.rules() : settings.rules().telling(zones);
    Instant known = reference(probes, elsewhere);
    if (known != null) {
      return new Look(probes, true, Reference.near(known), rules);
    }
    Instant written = fileTime(files);
    return new Look(probes, false, written != null ? Reference.last(written) : null, rules);
  }

  /**
   * A moment near the incident: stated, else from logs with full dates, else from other evidence;
   * null when there is none.
   */
  private @Nullable Instant reference(
      List<FirstLook.Probe> probes, Supplier<@Nullable Instant> elsewhere) {
    if (settings.rules().reference().isPresent()) {
      return settings.rules().reference().get();
    }
    Instant latest = null;
    for (FirstLook.Probe probe : probes) {
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
    return scanner(look, settings.diagnostics(), settings.progress()).scan(files, look.fits());
  }

  /** The same; records that two exports of one log hold count once. */
  List<FileReport> scanOnce(List<EvidenceFile> files, Look look) {
    return scanner(look, settings.diagnostics(), settings.progress()).scanOnce(files, look.fits());
  }

  /** A scanner that says what it has to say to {@code told}. */
  LogScanner scanner(Look look, Diagnostics told, Progress shown) {
    return new LogScanner(
        new ScanSettings(
            index,
            look.rules(),
            settings.limits(),
            shown,
            look.reference(),
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
        files, index, look.rules(), settings.diagnostics(), explainer::unfit, !look.known());
  }

  /** Cites records of these files. */
  Citer citer(List<EvidenceFile> files, Look look) {
    return new Citer(index, files, look.fits(), wrapped, look.rules(), settings.redactor());
  }

  /** The account of a file of whose rows so many became events. */
  FileAccount account(EvidenceFile file, Look look, FileReport report, int handed) {
    Rows rows = report.rows();
    Stamps stamps = report.stamps();
    return new FileAccount(
        file.name(),
        ContentHash.of(file),
        file.bytes(),
        report.format() < 0 ? null : formats().get(report.format()).name(),
        report.format() >= 0,
        rows.read(),
        handed,
        rows.repeated(),
        rows.timed() - handed,
        rows.filtered(),
        rows.unreadable(),
        stamps.first(),
        stamps.last(),
        stamps.zoneNeeded() ? look.rules().zone(file.name()).zone().getId() : null,
        List.copyOf(stamps.basis()),
        settings.rules().clockOffset(file.name()),
        shares(report));
  }

  /** How many records each format took, where there is more than one. */
  private SortedMap<String, Long> shares(FileReport report) {
    SortedMap<String, Long> shares = new TreeMap<>();
    for (int f = 0; f < formats().size(); f++) {
      if (report.rows().taken(f) > 0) {
        shares.put(formats().get(f).name(), report.rows().taken(f));
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
