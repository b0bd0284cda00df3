package postmortem.workflow.log;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.ExitCode;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.log.ExplainedRecord;
import postmortem.log.Explanation;
import postmortem.log.LogEngine;
import postmortem.log.ParsedRecord;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.source.Claims;
import postmortem.workflow.Session;
import postmortem.workflow.incident.Readers;
import postmortem.workflow.incident.ReadingOptions;

/** Why evidence is read as it is. */
public final class ExplainFormats {

  /** A record may say many things; more than these say nothing new of its time. */
  private static final int MOST_EXPLAINED = 20;

  private ExplainFormats() {}

  /**
   * Says why each piece of evidence is read as it is.
   *
   * @param line of each log or export, from 1, whose record to explain; null to explain whole files
   * @param pointer of a record in a JSON or YAML document; null for the first that has a time
   */
  public static ExitCode run(
      Session session, ReadingOptions options, @Nullable Long line, @Nullable String pointer)
      throws IOException {
    Redactor redactor = session.redactor();
    List<Evidence> evidence = Readers.find(session, options, redactor);
    Readers readers = Readers.forEvidence(session, options, evidence, redactor);
    Claims claims = readers.sources().claim(evidence);
    readers.sources().tellUnknown(claims);
    Map<String, String> claimed = claims.sources();
    Set<String> logs =
        claims.wrapped().stream().map(log -> log.file().name()).collect(Collectors.toSet());
    Readout exports = claimed.isEmpty() ? null : readers.sources().read(claims);
    for (Evidence one : evidence) {
      String source = claimed.get(one.name());
      session.out().append(one.name()).append('\n');
      if (source != null) {
        session.out().append("  read as the export ").append(source).append('\n');
        if (line != null && one instanceof EvidenceFile file && logs.contains(one.name())) {
          LogEngine engine = readers.logs().wrapping(claims.wrapped());
          explain(session.out(), engine.explain(file, line), line);
        } else if (exports != null) {
          explain(session.out(), exports, one.name(), place(exports, one.name(), line, pointer));
        }
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

  /** The place asked for; of lines that of the record which begins there or last before. */
  private static String place(
      Readout exports, String evidence, @Nullable Long line, @Nullable String pointer) {
    if (line == null) {
      return pointer == null ? "" : new Place.Pointer(pointer).toString();
    }
    long begin =
        exports.events().stream()
            .map(event -> event.citations().get(0))
            .filter(citation -> citation.evidence().equals(evidence))
            .mapToLong(citation -> citation.place() instanceof Place.Line at ? at.number() : 0)
            .filter(number -> number <= line)
            .max()
            .orElse(line);
    return new Place.Line(Math.max(begin, 1)).toString();
  }

  private static String named(Place place) {
    return place instanceof Place.Line line ? "line " + line.number() : place.toString();
  }

  /** How records of an export came by their times: those at a place, or else the first. */
  private static void explain(Appendable out, Readout exports, String evidence, String place)
      throws IOException {
    String target = evidence + place;
    Set<String> said = new LinkedHashSet<>();
    for (Event event : exports.events()) {
      Citation citation = event.citations().get(0);
      if (citation.evidence().equals(evidence) && isAt(citation.target(), target, place)) {
        said.add(explained(citation, event.type().label(), event.time(), exports));
      }
    }
    for (Series series : exports.series()) {
      for (Series.Point point : series.points()) {
        Citation citation = point.citation();
        if (citation.evidence().equals(evidence) && isAt(citation.target(), target, place)) {
          said.add(explained(citation, "sample of " + series.name(), point.time(), exports));
        }
      }
    }
    if (said.isEmpty() && !place.isEmpty()) {
      out.append(
          "  "
              + target
              + ": there is no such record, or nothing of it has a time;"
              + " records of JSON and YAML are named with --pointer\n");
    }
    for (String one : said.stream().limit(place.isEmpty() ? 1 : MOST_EXPLAINED).toList()) {
      out.append(one);
    }
  }

  private static boolean isAt(String cited, String target, String place) {
    return place.isEmpty()
        || cited.equals(target)
        || (place.startsWith("#") && cited.startsWith(target + "/"));
  }

  private static String explained(Citation citation, String what, EventTime time, Readout exports)
      throws IOException {
    StringBuilder out = new StringBuilder();
    String zone =
        exports.accounts().stream()
            .filter(account -> account.evidence().equals(citation.evidence()))
            .map(account -> String.valueOf(account.zone()))
            .findFirst()
            .orElse("UTC");
    row(out, "record", named(citation.place()) + ", " + what);
    row(out, "stamp", time.raw());
    for (Basis basis : time.basis()) {
      row(out, "rule", rule(basis, zone));
    }
    row(out, "instant", time.text());
    row(out, "basis", time.basis().stream().map(Basis::label).collect(joining(", ")));
    row(out, "bound", time.bound().toString());
    return out.toString();
  }

  private static void row(Appendable out, String name, String value) throws IOException {
    out.append(String.format(Locale.ROOT, "    %-9s %s\n", name, value));
  }

  private static String rule(Basis basis, String zone) {
    return switch (basis) {
      case OFFSET -> "the stamp says its offset";
      case EPOCH -> "the stamp counts from 1970";
      case ZONE_CONFIGURED ->
          "the format is in UTC, somebody stated the zone, or the log tells it: " + zone;
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
    for (String layout : explanation.layouts()) {
      out.append("  found in its lines: ").append(layout).append('\n');
    }
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
