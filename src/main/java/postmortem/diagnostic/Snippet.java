package postmortem.diagnostic;

/**
 * A line of text with a caret under one place. Text from evidence must have gone through the
 * redactor before it comes here.
 *
 * @param text one line without its line end
 * @param caret index in {@code text} of the character under which the caret stands; may equal its
 *     length
 * @param remark what stands beside the caret; may be empty
 */
public record Snippet(String text, int caret, String remark) {

  public Snippet {
    if (text.indexOf('\n') >= 0 || caret < 0 || caret > text.length()) {
      throw new IllegalArgumentException(
          "not one line with a caret in it: " + caret + " in " + text);
    }
  }

  /** A snippet without a remark. */
  public static Snippet of(String text, int caret) {
    return new Snippet(text, caret, "");
  }
}
