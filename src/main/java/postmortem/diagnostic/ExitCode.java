package postmortem.diagnostic;

/** The exit codes, part of the command-line interface. If several apply, the highest wins. */
public enum ExitCode {
  /** Done. */
  DONE(0),
  /** Lint errors, overdue items when asked, merge conflicts, unusable files when strict. */
  FINDINGS(1),
  /** Usage or configuration. */
  USAGE(2),
  /** Nothing in the evidence could be placed; nothing is written. */
  NOTHING_PLACED(3),
  /** The remote side refused: token, permission, rate limit, network. */
  REMOTE(4),
  /** Our bug. */
  BUG(5);

  private final int value;

  ExitCode(int value) {
    this.value = value;
  }

  /** The number the process ends with. */
  public int value() {
    return value;
  }

  /** The worse of the two. */
  public ExitCode or(ExitCode other) {
    return value >= other.value ? this : other;
  }
}
