package architecture.violation.test_disabled;

import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/** Not run, and named so that nobody would. */
class Off {
  @Disabled
  @Test
  void is_switched_off() {}
}
