package postmortem.log;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Event;
import postmortem.event.Place;
import postmortem.event.StreamName;
import postmortem.event.clock.Anchors;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.finding.EventWriter;
import postmortem.log.finding.Finding;
import postmortem.log.finding.Findings;
import postmortem.log.finding.ReadTogether;
import postmortem.log.format.FormatLibrary;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.LogScanner;
import postmortem.log.summary.CitedRecord;
import postmortem.log.summary.Citer;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.Sight;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;

/**
 * Reads text logs: finds the format of each file, scans the files side by side, and turns what each
 * stream of records says into a handful of events. The result does not depend on the order of the
 * files, the number of threads, or how the bytes are cut into blocks.
 */
public final class LogEngine {

  private static final int BLOCK = 1 << 18;

  private final LogRun.Settings settings;
  private final LogRun run;

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
        new LogRun.Settings(
            library,
            redactor,
            rules,
            limits,
            diagnostics,
            progress,
            threads,
            BLOCK,
            LogScanner.Cut.USUAL));
  }

  LogEngine(LogRun.Settings settings) {
    this(settings, List.of());
  }

  private LogEngine(LogRun.Settings settings, List<WrappedLog> exports) {
    this.settings = settings;
    this.run = new LogRun(settings, exports);
  }

  /**
   * An engine that reads these exports by their records; their files go among the logs of {@link
   * #read} and its like.
   */
  public LogEngine wrapping(List<WrappedLog> exports) {
    Map<String, ZoneId> said = new HashMap<>();
    exports.forEach(log -> log.zone().ifPresent(zone -> said.put(log.file().name(), zone)));
    return new LogEngine(said.isEmpty() ? settings : settings.saying(said), exports);
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
    LogRun.Look look = run.look(files, elsewhere);
    List<FileReport> reports = run.scanOnce(files, look);
    reports.stream()
        .filter(report -> Prose.is(files.get(report.file()).name(), report))
        .forEach(FileReport::isNoEvidence);
    run.messages(files, look).tell(reports);
    List<Event> events = new ArrayList<>();
    Map<Integer, Set<Place>> handed = new HashMap<>();
    Citer citer = run.citer(files, look);
    for (List<FileReport> workload : workloads(files, reports)) {
      events.addAll(events(workload, citer, files, handed));
    }
    List<FileAccount> accounts = new ArrayList<>();
    SortedMap<String, Anchors> anchors = new TreeMap<>();
    for (FileReport report : reports) {
      if (!report.anchors().isEmpty()) {
        anchors.put(files.get(report.file()).name(), report.anchors());
      }
      accounts.add(
          run.account(
              files.get(report.file()),
              look,
              report,
              handed.getOrDefault(report.file(), Set.of()).size()));
    }
    return new Readout(events, List.of(), accounts, anchors);
  }

  /** The files of each workload, in the order of their names. */
  private static Collection<List<FileReport>> workloads(
      List<EvidenceFile> files, List<FileReport> reports) {
    Map<String, List<FileReport>> workloads = new TreeMap<>();
    for (FileReport report : reports) {
      if (report.format() >= 0) {
        workloads
            .computeIfAbsent(
                StreamName.workload(files.get(report.file()).name()) + '\0' + report.format(),
                key -> new ArrayList<>())
            .add(report);
      }
    }
    return workloads.values();
  }

  /** The streams of a workload: of the files of each, the first is merged with the others. */
  private static List<LogSummary> streams(List<FileReport> workload, List<EvidenceFile> files) {
    Map<String, LogSummary> streams = new TreeMap<>();
    for (FileReport report : workload) {
      LogSummary stream =
          streams.putIfAbsent(StreamName.of(files.get(report.file()).name()), report.summary());
      if (stream != null) {
        stream.merge(report.summary());
      }
    }
    return List.copyOf(streams.values());
  }

  private List<Event> events(
      List<FileReport> workload,
      Citer citer,
      List<EvidenceFile> files,
      Map<Integer, Set<Place>> handed) {
    ReadTogether together =
        new ReadTogether(
            workload.stream()
                .map(
                    report ->
                        new ReadTogether.Span(
                            files.get(report.file()).name(),
                            report.stamps().first(),
                            report.stamps().last()))
                .toList());
    List<Finding> findings = Findings.of(streams(workload, files), citer);
    List<Sight> sights = new ArrayList<>();
    for (Finding finding : findings) {
      sights.add(finding.at());
      if (finding.until() != null) {
        sights.add(finding.until());
      }
      sights.addAll(finding.grounds().also());
    }
    try {
      citer.read(sights);
    } catch (IOException e) {
      settings.diagnostics().add(LogRun.changed(files.get(findings.get(0).at().file())));
    }
    List<Event> events = new ArrayList<>();
    for (Finding finding : findings) {
      CitedRecord cited = citer.of(finding.at());
      if (cited != null) {
        CitedRecord record = inDoubt(cited, finding.at().file(), workload);
        Sight until = finding.until();
        List<CitedRecord> also =
            finding.grounds().also().stream().map(citer::of).filter(Objects::nonNull).toList();
        events.add(
            EventWriter.write(
                finding,
                record,
                until == null ? null : citer.of(until),
                also,
                together.during(finding.at(), until)));
        handed
            .computeIfAbsent(finding.at().file(), k -> new HashSet<>())
            .add(record.citation().place());
      }
    }
    return events;
  }

  /** The record, with how far its clock may be off where several write its file by turns. */
  private static CitedRecord inDoubt(CitedRecord record, int file, List<FileReport> workload) {
    return workload.stream()
        .filter(report -> report.file() == file && report.course().isOfSeveralClocks())
        .map(report -> record.inDoubt(Duration.ofSeconds(report.course().farthest())))
        .findFirst()
        .orElse(record);
  }

  /**
   * Hands out every record of logs, file by file in the order given: what {@code formats parse}
   * prints.
   *
   * @param to called once for each record
   */
  public void parse(List<EvidenceFile> logs, Consumer<ParsedRecord> to) {
    new RecordListing(run).parse(logs, to);
  }

  /**
   * Groups the records of logs by what they say: what {@code signatures} prints.
   *
   * @return what matters most first
   */
  public Signatures signatures(List<EvidenceFile> logs) {
    return new SignatureListing(run).signatures(logs);
  }

  /**
   * Says of every record of logs which of the {@link #signatures} it has: file by file, in the
   * order of their names. Reads them twice, so that none may be one which can be read only once.
   *
   * @param to called once for each record
   */
  public List<FileAccount> assign(List<EvidenceFile> logs, Consumer<Assignment> to) {
    return new SignatureListing(run).assign(logs, to);
  }

  /** Why a file is read as it is. */
  public Explanation explain(EvidenceFile file) {
    return run.explainer.explain(file);
  }

  /**
   * How the record came by its time in which a line lies.
   *
   * @param line from 1
   * @return empty when the file has no such line
   */
  public Optional<ExplainedRecord> explain(EvidenceFile file, long line) {
    return new RecordListing(run).explain(file, line);
  }
}
