package postmortem.log.summary;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.EventTime;
import postmortem.event.Severity;

/**
 * A record that was read again to be cited. All text is redacted.
 *
 * @param citation where it stands
 * @param time when
 * @param written the instant before its clock was corrected
 * @param severity what it says
 * @param format name of its format
 * @param message what happened; one line
 * @param template its signature
 * @param request whether the signature is that of a request
 * @param service who wrote it; null when it does not say
 * @param exception class of the exception; null when there is none
 * @param code source file and line of the service's own code; null when it names none
 * @param trace id; null when there is none
 */
public record CitedRecord(
    Citation citation,
    EventTime time,
    Instant written,
    Severity severity,
    String format,
    String message,
    String template,
    boolean request,
    @Nullable String service,
    @Nullable String exception,
    @Nullable String code,
    @Nullable String trace) {

  /** The same where the clock may have been slow by that much. */
  public CitedRecord inDoubt(Duration by) {
    return new CitedRecord(
        citation,
        new EventTime(time.at(), time.precision(), time.basis(), time.bound().plus(by), time.raw()),
        written,
        severity,
        format,
        message,
        template,
        request,
        service,
        exception,
        code,
        trace);
  }
}
