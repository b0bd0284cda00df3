package postmortem.log;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.EventTime;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.LogScanner;
import postmortem.log.signature.TokenMask;
import postmortem.log.summary.Citer;
import postmortem.log.summary.LogSummary;
import postmortem.log.summary.Sight;

/** Groups the records of logs by what they say. */
final class SignatureListing {

  private final LogRun run;

  SignatureListing(LogRun run) {
    this.run = run;
  }

  /**
   * Groups the records of logs by what they say: what {@code signatures} prints.
   *
   * @return what matters most first
   */
  Signatures signatures(List<EvidenceFile> logs) {
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
      run.settings.diagnostics().add(LogRun.changed(grouping.files().get(sights.get(0).file())));
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
  List<FileAccount> assign(List<EvidenceFile> logs, Consumer<Assignment> to) {
    Grouping grouping = group(logs);
    // Everything that is to be said was said in the first pass.
    LogScanner scanner = run.scanner(grouping.look(), new Diagnostics(), Progress.NONE);
    for (int i = 0; i < grouping.files().size(); i++) {
      EvidenceFile file = grouping.files().get(i);
      scanner.walk(
          i,
          file,
          grouping.reports().get(i).fit(),
          grouping.reports().get(i).beginning(),
          (reader, matcher, sight) -> {
            if (sight == null
                || run.settings
                    .rules()
                    .covers(Instant.ofEpochSecond(sight.second(), sight.nano()))) {
              TokenMask mask =
                  matcher
                      .signature()
                      .of(reader.buf(), reader.from(), reader.firstTo(), reader.to());
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
      LogRun.Look look,
      List<FileReport> reports,
      Citer citer,
      SignatureBook book,
      List<FileAccount> accounts) {}

  private Grouping group(List<EvidenceFile> logs) {
    List<EvidenceFile> files =
        logs.stream().sorted(Comparator.comparing(EvidenceFile::name)).toList();
    LogRun.Look look = run.look(files, () -> null);
    List<FileReport> reports = run.scan(files, look);
    run.messages(files, look).tellTimes(reports);
    List<FileAccount> accounts = new ArrayList<>();
    reports.forEach(report -> accounts.add(run.account(files.get(report.file()), look, report, 0)));
    // The first takes in the others: one more summary would cost as much memory as the largest.
    LogSummary timed = reports.isEmpty() ? new LogSummary() : reports.get(0).summary();
    LogSummary untimed = reports.isEmpty() ? new LogSummary() : reports.get(0).untimed();
    for (int i = 1; i < reports.size(); i++) {
      timed.merge(reports.get(i).summary());
      untimed.merge(reports.get(i).untimed());
    }
    Citer citer = run.citer(files, look);
    return new Grouping(
        files, look, reports, citer, new SignatureBook(timed, untimed, citer), accounts);
  }
}
