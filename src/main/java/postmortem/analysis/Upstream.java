package postmortem.analysis;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;

/**
 * What a provider said of itself, beside the incident.
 *
 * @param provider its name
 * @param verdict what that means for the incident
 * @param from when its trouble began; null when there was none
 * @param to when its trouble ended; null when there was none, or it goes on as far as is known
 * @param citations of its own words; empty where it said nothing that matters
 */
public record Upstream(
    String provider,
    Verdict verdict,
    @Nullable Instant from,
    @Nullable Instant to,
    List<Citation> citations) {

  /** What a provider's status means for the incident. */
  public enum Verdict {
    /** It was degraded when the impact began, and our own evidence of failure names it. */
    CONTRIBUTING("contributing"),
    /** It was degraded during the incident. */
    DEGRADED("degraded"),
    /** It reported no trouble during the incident, and its report goes on behind it. */
    CLEAN("clean"),
    /** Its report ends before the incident does. */
    NOT_CHECKED("not-checked");

    private final String label;

    Verdict(String label) {
      this.label = label;
    }

    /** The name in machine interfaces. */
    public String label() {
      return label;
    }
  }

  public Upstream {
    citations = List.copyOf(citations);
    boolean trouble = verdict == Verdict.CONTRIBUTING || verdict == Verdict.DEGRADED;
    if (trouble == (from == null) || (!trouble && to != null)) {
      throw new IllegalArgumentException(provider + ": " + verdict + " from " + from + " to " + to);
    }
  }
}
