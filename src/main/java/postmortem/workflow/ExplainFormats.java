package postmortem.workflow;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.ExitCode;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.log.ExplainedRecord;
import postmortem.log.Explanation;
import postmortem.log.ParsedRecord;
import postmortem.redact.Redactor;
import postmortem.source.Claims;

/** Why evidence is read as it is. */
public final class ExplainFormats {

  private ExplainFormats() {}

  /**
   * Says why each piece of evidence is read as it is.
   *
   * @param line of each log, from 1, whose record to explain; null to explain whole files
   */
  public static ExitCode run(Session session, ReadingOptions options, @Nullable Long line)
      throws IOException {
    Redactor redactor = session.redactor();
    List<Evidence> evidence = Readers.find(session, options, redactor);
    Readers readers =
        Readers.of(
            session,
            options,
            new IncidentSearch(session).find(options, evidence).incident(),
            redactor);
    Claims claims = readers.sources().claim(evidence);
    readers.sources().tellUnknown(claims);
    Map<String, String> claimed = claims.sources();
    for (Evidence one : evidence) {
      String source = claimed.get(one.name());
      session.out().append(one.name()).append('\n');
      if (source != null) {
        session.out().append("  read as the export ").append(source).append('\n');
      } else if (one instanceof EvidenceFile file
          && file.content().isText()
          && claims.left().contains(one)) {
        if (line == null) {
          explain(session.out(), readers.logs().explain(file));
        } else {
          explain(session.out(), readers.logs().explain(file, line), line);
        }
      } else {
        session.out().append("  not read: ").append(why(one)).append('\n');
      }
    }
    return session.diagnostics().hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  /** What is known of evidence that nothing reads. */
  private static String why(Evidence one) {
    if (!(one instanceof EvidenceFile file)) {
      return "nothing knows what it is";
    }
    return file.content().isText()
        ? "JSON or a table that no source knows"
        : "this is no text, and no export that a source knows";
  }

  private static void explain(Appendable out, Optional<ExplainedRecord> found, long line)
      throws IOException {
    if (found.isEmpty()) {
      out.append("  line " + line + ": there is no such line with a record\n");
      return;
    }
    ExplainedRecord explained = found.get();
    ParsedRecord record = explained.record();
    EventTime time = record.time();
    row(
        out,
        "record",
        record.lines() == 1
            ? "line " + record.line()
            : "lines " + record.line() + " to " + (record.line() + record.lines() - 1));
    row(
        out,
        "format",
        record.format() == null
            ? "none"
            : record.format()
                + ", pattern "
                + explained.pattern()
                + explained.inside().stream()
                    .map(inside -> ", around " + inside)
                    .collect(joining()));
    row(out, "severity", record.severity().label());
    if (time == null) {
      row(out, "no time", String.valueOf(record.reason()));
      return;
    }
    row(out, "stamp", time.raw());
    for (Basis basis : time.basis()) {
      row(out, "rule", rule(basis, explained.zone()));
    }
    row(out, "instant", time.text());
    row(out, "basis", time.basis().stream().map(Basis::label).collect(joining(", ")));
    row(out, "bound", time.bound().toString());
  }

  private static void row(Appendable out, String name, String value) throws IOException {
    out.append(String.format(Locale.ROOT, "    %-9s %s\n", name, value));
  }

  private static String rule(Basis basis, String zone) {
    return switch (basis) {
      case OFFSET -> "the stamp says its offset";
      case EPOCH -> "the stamp counts from 1970";
      case ZONE_CONFIGURED -> "the format is in UTC, or somebody stated the zone: " + zone;
      case ZONE_ASSUMED -> "the stamp has no zone, and nobody stated one: UTC is assumed";
      case YEAR_INFERRED -> "the year is the nearest to the record before, or to the reference";
      case UNIT_INFERRED -> "the unit is told by the size of the number";
      case ORDER_RESOLVED -> "the hour exists twice: the records before decide";
      case AMBIGUOUS -> "the hour exists twice, or not at all, and nothing decides";
      case ALIGNED -> "moved by the stated offset of the clock";
    };
  }

  private static void explain(Appendable out, Explanation explanation) throws IOException {
    String chosen = explanation.chosen();
    out.append(
        chosen == null
            ? "  no log format takes any of the " + explanation.lines() + " lines looked at\n"
            : "  read as the log format " + chosen + "\n");
    for (Explanation.Candidate candidate : explanation.candidates()) {
      out.append(
          String.format(
              Locale.ROOT,
              "    %-20s takes %,d of %,d lines, %,d more as continuation; score %,d\n",
              candidate.format(),
              candidate.matched(),
              explanation.lines(),
              candidate.continued(),
              candidate.score()));
    }
    if (!explanation.companions().isEmpty()) {
      out.append("  beside it: ")
          .append(String.join(", ", explanation.companions()))
          .append(" takes what it does not\n");
    }
    unfit(out, explanation.unfit());
    for (Explanation.Look look : explanation.looks()) {
      out.append("  " + look.where() + ", from byte " + look.offset() + ": ")
          .append(
              look.shares().stream()
                  .map(
                      share ->
                          (share.format() == null ? "no format" : share.format())
                              + " "
                              + share.records())
                  .collect(joining(", ")))
          .append('\n');
      unfit(out, look.unfit());
    }
  }

  private static void unfit(Appendable out, List<Explanation.Unfit> lines) throws IOException {
    for (Explanation.Unfit unfit : lines) {
      String head = "    " + unfit.place() + ": ";
      out.append(head).append(unfit.snippet().text().replace('\t', ' ')).append('\n');
      out.append(" ".repeat(head.length() + unfit.snippet().caret()))
          .append("^ ")
          .append(unfit.snippet().remark())
          .append('\n');
    }
  }
}
