package postmortem.event;

import java.util.Locale;

/** How bad the source says it is, mildest first; {@link #UNKNOWN} where it says nothing. */
public enum Severity {
  DEBUG,
  INFO,
  NOTICE,
  WARNING,
  ERROR,
  CRITICAL,
  UNKNOWN;

  /** The name in machine interfaces, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this is {@link #ERROR} or {@link #CRITICAL}. */
  public boolean isError() {
    return this == ERROR || this == CRITICAL;
  }
}
