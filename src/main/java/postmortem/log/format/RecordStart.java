package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How records of a format begin where their patterns do not tell, and which of its patterns are
 * about the log itself or go on with the record before. Immutable.
 */
final class RecordStart {

  private final byte[][] texts;
  private final boolean[] noEvents;
  private final boolean[] further;
  private final boolean hasFurther;
  private final boolean spansLines;

  /**
   * A rule.
   *
   * @param texts with one of which each record begins; none when the patterns tell
   * @param noEvents for each pattern whether what it matches is no event
   * @param further for each pattern whether a line that it matches belongs to the record before
   * @param spansLines whether patterns match whole records, not only their first lines
   */
  RecordStart(List<String> texts, boolean[] noEvents, boolean[] further, boolean spansLines) {
    this.texts =
        texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.noEvents = noEvents.clone();
    this.further = further.clone();
    boolean any = false;
    for (boolean one : further) {
      any |= one;
    }
    this.hasFurther = any;
    this.spansLines = spansLines;
  }

  /** Whether there is a rule of its own. */
  boolean isDeclared() {
    return texts.length > 0;
  }

  boolean spansLines() {
    return spansLines;
  }

  boolean isNoEvent(int pattern) {
    return pattern < noEvents.length && noEvents[pattern];
  }

  /** Whether lines that match a pattern may belong to the record before. */
  boolean hasFurther() {
    return hasFurther;
  }

  boolean isFurther(int pattern) {
    return pattern >= 0 && pattern < further.length && further[pattern];
  }

  /** Whether the line begins with one of the texts. */
  boolean begins(byte[] buf, int from, int to) {
    for (byte[] text : texts) {
      int at = 0;
      while (at < text.length && from + at < to && buf[from + at] == text[at]) {
        at++;
      }
      if (at == text.length) {
        return true;
      }
    }
    return false;
  }
}
