package postmortem.analysis;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import postmortem.analysis.Observability.Aspect;
import postmortem.analysis.Observability.Grade;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.Episode;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.Signal;

/**
 * Grades how well each aspect of the system could be seen, from what the evidence held. It grades
 * the evidence, not the people: what was not exported counts as not seen, and the reason says so.
 */
final class ObservabilityAudit {

  private final Episode episode;
  private final List<Event> events;
  private final List<ManifestEntry> manifest;

  ObservabilityAudit(Episode episode, List<Event> events, List<ManifestEntry> manifest) {
    this.episode = episode;
    this.events = events;
    this.manifest = manifest;
  }

  /** One grade for each aspect, in their order. */
  List<Observability> grades() {
    return List.of(
        metrics(), logs(), traces(), context(), deploymentVisibility(), changeTracking());
  }

  private Observability metrics() {
    boolean users =
        episode.signals().stream()
            .anyMatch(
                s ->
                    s.type() == Signal.Type.ERROR_METRIC || s.type() == Signal.Type.LATENCY_METRIC);
    if (users) {
      return new Observability(
          Aspect.METRICS, Grade.STRONG, "an error or latency metric shows the impact");
    }
    return events.stream().anyMatch(e -> e.kind() == Kind.METRIC)
        ? new Observability(
            Aspect.METRICS, Grade.PARTIAL, "metrics changed, but none of what users get")
        : new Observability(
            Aspect.METRICS,
            Grade.WEAK,
            "no lasting change was found in any metric of the evidence");
  }

  private Observability logs() {
    long files = manifest.stream().filter(entry -> entry.account().log()).count();
    boolean signal = episode.signals().stream().anyMatch(s -> s.type() == Signal.Type.LOG);
    if (signal) {
      return new Observability(Aspect.LOGS, Grade.STRONG, "errors of the incident stand in logs");
    }
    return files > 0
        ? new Observability(
            Aspect.LOGS,
            Grade.PARTIAL,
            files == 1
                ? "1 log, but no new error of the incident in it"
                : files + " logs, but no new error of the incident in them")
        : new Observability(Aspect.LOGS, Grade.WEAK, "no log in the evidence");
  }

  private Observability traces() {
    if (events.stream().anyMatch(e -> e.kind() == Kind.TRACE)) {
      return new Observability(Aspect.TRACES, Grade.STRONG, "failed traces are in the evidence");
    }
    return events.stream().anyMatch(e -> e.attributes().containsKey(Attribute.TRACE))
        ? new Observability(
            Aspect.TRACES, Grade.PARTIAL, "log records carry trace ids, but no trace was exported")
        : new Observability(Aspect.TRACES, Grade.WEAK, "no trace in the evidence");
  }

  private Observability context() {
    boolean code = false;
    boolean service = false;
    for (Signal signal : episode.signals()) {
      Event event = signal.event();
      code |= event.attributes().containsKey(Attribute.CODE);
      service |= event.service() != null;
    }
    if (code && service) {
      return new Observability(
          Aspect.CONTEXT, Grade.STRONG, "errors name their service and the place in the code");
    }
    return code || service
        ? new Observability(
            Aspect.CONTEXT,
            Grade.PARTIAL,
            code ? "errors name the place in the code" : "errors name their service")
        : new Observability(
            Aspect.CONTEXT, Grade.WEAK, "errors name neither a service nor a place in the code");
  }

  private Observability deploymentVisibility() {
    List<Event> deploys =
        events.stream()
            .filter(e -> e.type() == EventType.DEPLOY || e.type() == EventType.ROLLBACK)
            .toList();
    boolean traceable =
        deploys.stream()
            .anyMatch(
                e ->
                    e.attributes().containsKey(Attribute.VERSION)
                        && e.attributes().containsKey(Attribute.COMMIT));
    if (traceable) {
      return new Observability(
          Aspect.DEPLOYMENT_VISIBILITY,
          Grade.STRONG,
          "deployments name their version and their commit");
    }
    return deploys.isEmpty()
        ? new Observability(
            Aspect.DEPLOYMENT_VISIBILITY, Grade.WEAK, "no deployment in the evidence")
        : new Observability(
            Aspect.DEPLOYMENT_VISIBILITY,
            Grade.PARTIAL,
            "deployments are known, but not which commit they brought");
  }

  private Observability changeTracking() {
    Set<String> kinds = new TreeSet<>();
    for (Event event : events) {
      switch (event.type()) {
        case COMMIT, DEPENDENCY -> kinds.add("commits");
        case DEPLOY, ROLLBACK, DEPLOY_FAILED -> kinds.add("deployments");
        case FLAG, CONFIGURATION -> kinds.add("flags and configuration");
        case INFRASTRUCTURE, CERTIFICATE -> kinds.add("infrastructure");
        default -> {
          // Not a change.
        }
      }
    }
    String because =
        kinds.isEmpty()
            ? "no change is recorded in the evidence"
            : "recorded: " + String.join(", ", kinds);
    Grade grade = kinds.isEmpty() ? Grade.WEAK : kinds.size() == 1 ? Grade.PARTIAL : Grade.STRONG;
    return new Observability(Aspect.CHANGE_TRACKING, grade, because);
  }
}
