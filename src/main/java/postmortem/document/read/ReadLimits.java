package postmortem.document.read;

import java.time.Duration;

/**
 * What a document may cost.
 *
 * @param characters the most characters of a document
 * @param time of a processor, after which reading is given up
 */
public record ReadLimits(int characters, Duration time) {

  /** 4 Mi characters and 10 seconds. */
  public static final ReadLimits DEFAULT = new ReadLimits(4 << 20, Duration.ofSeconds(10));
}
