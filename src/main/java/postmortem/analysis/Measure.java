package postmortem.analysis;

import java.util.Locale;

/** The durations between milestones. Never a bare "MTTR". */
public enum Measure {
  /** Impact start to detection. */
  TTD("time to detect"),
  /** First alert to acknowledgement. */
  TTA("time to acknowledge"),
  /** Impact start to mitigation. */
  TTM("time to mitigate"),
  /** Impact start to resolution. */
  TTR("time to resolve");

  private final String words;

  Measure(String words) {
    this.words = words;
  }

  /** What it is called in a sentence. */
  public String words() {
    return words;
  }

  /** The name in machine interfaces, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
