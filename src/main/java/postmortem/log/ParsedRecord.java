package postmortem.log;

import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.event.Severity;

/**
 * One record of a log as it was read: a row of {@code formats parse --json}.
 *
 * @param evidence name of the file
 * @param line its first line, from 1
 * @param lines how many lines it has
 * @param time when; null when the record could not be read
 * @param severity what it says
 * @param format name of the format that read it; null when none did
 * @param reason why it could not be read; null when it was
 */
public record ParsedRecord(
    String evidence,
    long line,
    int lines,
    @Nullable EventTime time,
    Severity severity,
    @Nullable String format,
    @Nullable String reason) {
  public ParsedRecord {
    if ((time == null) == (reason == null)) {
      throw new IllegalArgumentException("a record has a time or a reason why not");
    }
  }
}
