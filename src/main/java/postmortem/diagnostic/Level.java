package postmortem.diagnostic;

import java.util.Locale;

/** How bad a {@link Diagnostic} is, worst first. */
public enum Level {
  /** The named input cannot be used. */
  ERROR,
  /** The input is used, but the reader must know something about it. */
  WARNING,
  /** Worth knowing. */
  NOTE;

  /** The word printed before the code, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
