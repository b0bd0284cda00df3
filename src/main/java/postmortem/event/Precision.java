package postmortem.event;

import java.time.Duration;
import java.util.Locale;

/** The smallest unit a stamp was written with, coarsest first. */
public enum Precision {
  DAY(Duration.ofDays(1), 0),
  MINUTE(Duration.ofMinutes(1), 0),
  SECOND(Duration.ofSeconds(1), 0),
  MILLI(Duration.ofMillis(1), 3),
  MICRO(Duration.ofNanos(1_000), 6),
  NANO(Duration.ofNanos(1), 9);

  private final Duration width;
  private final int fractionDigits;

  Precision(Duration width, int fractionDigits) {
    this.width = width;
    this.fractionDigits = fractionDigits;
  }

  /** How long one unit lasts: the true instant lies within this after the stamp. */
  public Duration width() {
    return width;
  }

  /** How many digits of a second's fraction to print. */
  public int fractionDigits() {
    return fractionDigits;
  }

  /** The precision of a second with that many written digits of fraction. */
  public static Precision ofFractionDigits(int digits) {
    if (digits == 0) {
      return SECOND;
    }
    return digits <= 3 ? MILLI : digits <= 6 ? MICRO : NANO;
  }

  /** The name in machine interfaces, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
