package architecture.violation.ambient_clock.postmortem.log;

import java.time.Instant;

final class ReadsClock {
  private ReadsClock() {}

  static Object breaks() {
    return Instant.now();
  }
}
