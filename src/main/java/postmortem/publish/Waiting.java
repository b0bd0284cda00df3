package postmortem.publish;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What to do when a remote asks to be left alone for a while. */
@FunctionalInterface
public interface Waiting {

  /** Never waits. */
  Waiting NONE = (why, asked) -> false;

  /**
   * Comes back with true when the remote may be asked again; at once, with false, where that would
   * take longer than the run may wait.
   *
   * @param why what the remote answered
   * @param asked for how long; null when it did not say
   */
  boolean waitOut(String why, @Nullable Duration asked);
}
