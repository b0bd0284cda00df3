package postmortem.workflow.sync;

import java.util.function.Supplier;
import postmortem.tracker.Pace;
import postmortem.tracker.TrackerException;
import postmortem.tracker.TrackerException.Failure;

/** Repeats what may be done twice without harm while the tracker asks to slow down. */
final class Patience {

  private Patience() {}

  /** The result, after as much waiting as the pace allows. */
  static <T> T until(Pace pace, Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (TrackerException e) {
        if (e.failure() != Failure.SLOW_DOWN) {
          throw e;
        }
        pace.waitOut(e);
      }
    }
  }

  /** The same for what gives no result. */
  static void until(Pace pace, Runnable call) {
    until(
        pace,
        () -> {
          call.run();
          return true;
        });
  }
}
