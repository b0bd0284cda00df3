package postmortem.redact;

/**
 * A text that counts how often a pattern looks at it, and ends a search that looks too often. A
 * count, unlike a clock, gives the same answer on every machine.
 */
final class Steps implements CharSequence {

  /** A pattern looked at the text more often than its length allows. */
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("a pattern took too many steps", null, false, false);
    }
  }

  private static final long AT_LEAST = 100_000;
  private static final long PER_CHARACTER = 500;

  private final String text;
  private final long most;
  private long taken;

  Steps(String text) {
    this.text = text;
    this.most = AT_LEAST + PER_CHARACTER * text.length();
  }

  /** Starts counting again, for the next pattern. */
  void restart() {
    taken = 0;
  }

  /** Looks since the last start. */
  long taken() {
    return taken;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (++taken > most) {
      throw new Exceeded();
    }
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
