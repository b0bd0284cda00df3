package postmortem.workflow;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import postmortem.diagnostic.ExitCode;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.log.Explanation;
import postmortem.redact.Redactor;
import postmortem.source.Claims;

/** Why evidence is read as it is. */
public final class ExplainFormats {

  private ExplainFormats() {}

  /** Says why each piece of evidence is read as it is. */
  public static ExitCode run(Session session, ReadingOptions options) throws IOException {
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
        explain(session.out(), readers.logs().explain(file));
      } else {
        session.out().append("  not read: nothing knows what it is\n");
      }
    }
    return session.diagnostics().hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
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
              "    %-20s takes %,d of %,d lines, %,d more as continuation\n",
              candidate.format(),
              candidate.matched(),
              explanation.lines(),
              candidate.continued()));
    }
    for (Explanation.Unfit unfit : explanation.unfit()) {
      String head = "    line " + unfit.line() + ": ";
      out.append(head).append(unfit.snippet().text().replace('\t', ' ')).append('\n');
      out.append(" ".repeat(head.length() + unfit.snippet().caret()))
          .append("^ ")
          .append(unfit.snippet().remark())
          .append('\n');
    }
  }
}
