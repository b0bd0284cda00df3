package postmortem.incident;

import java.util.Locale;

/** The five moments that durations are measured between, in their usual order. */
public enum Milestone {
  /** Users first affected. */
  IMPACT_START,
  /** First signal reached a person or a pager. */
  DETECTION,
  /** A responder takes it. */
  ACKNOWLEDGEMENT,
  /** User impact stopped or lessened; the cause may remain. */
  MITIGATION,
  /** Service normal and the underlying condition dealt with. */
  RESOLUTION;

  /** The name in files and machine interfaces: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
