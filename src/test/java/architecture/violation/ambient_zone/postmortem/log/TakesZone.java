package architecture.violation.ambient_zone.postmortem.log;

import java.time.ZoneId;

final class TakesZone {
  private TakesZone() {}

  static Object breaks() {
    return ZoneId.systemDefault();
  }
}
