package postmortem.workflow.incident;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.incident.SourceRule;
import postmortem.log.LogEngine;
import postmortem.redact.Redactor;
import postmortem.source.SourceReader;
import postmortem.workflow.Session;

/**
 * The readers of a run, with the formats and sources that come with the program and the user's own.
 *
 * @param libraries what they know
 * @param rules what people state and what the command line says
 * @param sources reads exports
 * @param logs reads text logs
 */
public record Readers(
    Libraries libraries, ReadingRules rules, SourceReader sources, LogEngine logs) {

  /** Readers for evidence that follow what is stated beside it and what the command line says. */
  public static Readers forEvidence(
      Session session, ReadingOptions options, List<Evidence> evidence, Redactor redactor)
      throws IOException {
    Incident incident = new IncidentSearch(session).find(options, evidence).incident();
    return of(session, options, incident, redactor);
  }

  /** Readers that follow what people state and what the command line says. */
  static Readers of(Session session, ReadingOptions options, Incident incident, Redactor redactor)
      throws IOException {
    return of(session, options, incident, redactor, Libraries.load(session, options.formats()));
  }

  /** The same, with libraries that are loaded already. */
  static Readers of(
      Session session,
      ReadingOptions options,
      Incident incident,
      Redactor redactor,
      Libraries libraries) {
    return of(session, options, incident, redactor, libraries, List.of());
  }

  /** The same, with rules that follow what is stated. */
  static Readers of(
      Session session,
      ReadingOptions options,
      Incident incident,
      Redactor redactor,
      Libraries libraries,
      List<SourceRule> more) {
    List<SourceRule> stated = new ArrayList<>(options.sourceRules());
    stated.addAll(more);
    ReadingRules rules =
        new ReadingRules(
            incident,
            stated,
            options.reference(),
            options.from(),
            options.until(),
            options.dateOrder());
    return new Readers(
        libraries,
        rules,
        new SourceReader(
            libraries.sources(),
            libraries.formats(),
            redactor,
            rules,
            options.limits(),
            session.diagnostics(),
            session.progress(),
            options.threads()),
        new LogEngine(
            libraries.formats(),
            redactor,
            rules,
            options.limits(),
            session.diagnostics(),
            session.progress(),
            options.threads()));
  }

  /** The evidence that the command line names. */
  public static List<Evidence> find(Session session, ReadingOptions options, Redactor redactor)
      throws IOException {
    List<Evidence> found =
        new EvidenceFinder(session.in())
            .find(
                options.evidence(),
                session.folder(),
                options.limits(),
                redactor,
                session.diagnostics());
    session.progress().expect(bytes(found));
    return found;
  }

  /** How much there is to read; -1 where a file says so only when it is unpacked. */
  private static long bytes(List<Evidence> evidence) {
    long sum = 0;
    for (Evidence each : evidence) {
      if (each instanceof EvidenceFile file) {
        if (file.path() == null) {
          return -1;
        }
        sum += file.bytes();
      }
    }
    return sum;
  }
}
