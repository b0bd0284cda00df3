package postmortem.analysis;

import java.util.Locale;

/**
 * How well one aspect of the system could be seen, from what the evidence held.
 *
 * @param aspect metrics, logs, traces, context, deployment visibility, change tracking
 * @param grade how well
 * @param because what the grade rests on, one line
 */
public record Observability(Aspect aspect, Grade grade, String because) {

  /** What is graded. */
  public enum Aspect {
    METRICS,
    LOGS,
    TRACES,
    CONTEXT,
    DEPLOYMENT_VISIBILITY,
    CHANGE_TRACKING;

    /** The name in machine interfaces: lower case with hyphens. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How well it could be seen. */
  public enum Grade {
    STRONG,
    PARTIAL,
    WEAK;

    /** The name in machine interfaces, in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
