package postmortem.evidence;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of unpacked evidence a run may still keep in memory. Thread-safe. */
final class Room {

  private final AtomicLong left;

  Room(long bytes) {
    left = new AtomicLong(bytes);
  }

  /** Takes room, if there is that much. */
  boolean take(long bytes) {
    if (left.addAndGet(-bytes) < 0) {
      left.addAndGet(bytes);
      return false;
    }
    return true;
  }

  /** Gives room back. */
  void give(long bytes) {
    left.addAndGet(bytes);
  }
}
