package postmortem.log.layout;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is known besides its lines of when a log was written.
 *
 * @param latest second since 1970 behind which no line was written
 * @param written second since 1970 at which its file was; {@link Long#MAX_VALUE} where that is
 *     unknown
 * @param named the day in its name; null where it has none
 */
public record Origin(long latest, long written, @Nullable LocalDate named) {

  /** Nothing is known. */
  public static final Origin NONE = new Origin(Long.MAX_VALUE, Long.MAX_VALUE, null);
}
