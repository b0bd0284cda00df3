package postmortem.event.stamp;

/** A layout that cannot be compiled, with the place in it. */
public final class StampLayoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int index;

  StampLayoutException(String message, int index) {
    super(message);
    this.index = index;
  }

  /** Index of the character in the layout where the mistake is; may equal its length. */
  public int index() {
    return index;
  }
}
