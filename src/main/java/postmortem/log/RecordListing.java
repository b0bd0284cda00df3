package postmortem.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.EventTime;
import postmortem.event.Severity;
import postmortem.event.stamp.Reference;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.detection.FirstLook;
import postmortem.log.fit.Fit;
import postmortem.log.format.LogRecord;
import postmortem.log.record.RecordMatcher;
import postmortem.log.scan.Beginning;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.LogScanner;
import postmortem.log.scan.Rotation;
import postmortem.log.summary.Sight;
import postmortem.log.wrapped.Records;

/** Lists the records of logs one by one, with how each came by what it says. */
final class RecordListing {

  private final LogRun run;

  RecordListing(LogRun run) {
    this.run = run;
  }

  /**
   * Hands out every record of logs, file by file in the order given: what {@code formats parse}
   * prints.
   *
   * @param to called once for each record
   */
  void parse(List<EvidenceFile> logs, Consumer<ParsedRecord> to) {
    LogRun.Look look = run.look(logs, () -> null);
    LogScanner scanner = run.scanner(look, run.settings.diagnostics(), run.settings.progress());
    List<Start> starts = starts(logs, look);
    List<FileReport> reports = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      EvidenceFile file = logs.get(i);
      reports.add(
          scanner.walk(
              i,
              file,
              starts.get(i).fit(),
              starts.get(i).beginning(),
              (reader, matcher, sight) ->
                  to.accept(parsed(file, look.rules(), reader, matcher, sight))));
    }
    run.messages(logs, look).tell(reports);
  }

  /** How the reading of a file begins. */
  private record Start(Fit fit, Beginning beginning) {}

  /**
   * How the reading of each file begins, which only a scan tells where more than its head counts.
   */
  private List<Start> starts(List<EvidenceFile> logs, LogRun.Look look) {
    boolean rotated =
        Rotation.sets(logs.stream().map(EvidenceFile::name).toList()).size() < logs.size();
    if (!rotated && look.probes().stream().allMatch(FirstLook.Probe::tellsAll)) {
      return look.fits().stream().map(fit -> new Start(fit, Beginning.NONE)).toList();
    }
    return run.scanner(look, new Diagnostics(), Progress.NONE).scan(logs, look.fits()).stream()
        .map(report -> new Start(report.fit(), report.beginning()))
        .toList();
  }

  /**
   * How the record came by its time in which a line lies.
   *
   * @param line from 1
   * @return empty when the file has no such line
   */
  Optional<ExplainedRecord> explain(EvidenceFile file, long line) {
    LogRun.Look look = run.look(List.of(file), () -> null);
    Start start = starts(List.of(file), look).get(0);
    List<ExplainedRecord> found = new ArrayList<>();
    run.scanner(look, new Diagnostics(), Progress.NONE)
        .walk(
            0,
            file,
            start.fit(),
            start.beginning(),
            (reader, matcher, sight) -> {
              if (reader.line() <= line && line < reader.line() + reader.lines()) {
                found.add(explained(file, look.rules(), reader, matcher, sight));
              }
            });
    return found.stream().findFirst();
  }

  private ParsedRecord parsed(
      EvidenceFile file,
      ReadingRules rules,
      Records reader,
      RecordMatcher matcher,
      @Nullable Sight sight) {
    String format = matcher.format() < 0 ? null : run.formats().get(matcher.format()).name();
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
    Instant at = Instant.ofEpochSecond(sight.second(), sight.nano());
    EventTime near =
        RecordMatcher.resolver(
                run.formats().get(matcher.timedFormat()),
                rules,
                file.name(),
                Reference.near(at.minus(rules.clockOffset(file.name()))))
            .resolve(
                timed.stamp(),
                run.settings.redactor().text(stamped, timed.stampFrom(), timed.stampTo()),
                sight.orderDecided())
            .orElseThrow();
    EventTime time =
        near.at().equals(at)
            ? near
            : new EventTime(at, near.precision(), near.basis(), near.bound(), near.raw());
    return new ParsedRecord(
        file.name(), reader.line(), reader.lines(), time, matcher.severity(), format, null);
  }

  private ExplainedRecord explained(
      EvidenceFile file,
      ReadingRules rules,
      Records reader,
      RecordMatcher matcher,
      @Nullable Sight sight) {
    int format = matcher.format();
    return new ExplainedRecord(
        parsed(file, rules, reader, matcher, sight),
        format < 0 ? null : run.formats().get(format).patternNames().get(matcher.pattern()),
        format < 0
            ? List.of()
            : matcher.inside().stream().map(f -> run.formats().get(f).name()).toList(),
        rules.zone(file.name()).zone().getId());
  }
}
