package architecture.violation.test_name;

import org.junit.jupiter.api.Test;

/** The runner would leave it out. */
class ArchTest1 {
  @Test
  void is_never_run() {}
}
