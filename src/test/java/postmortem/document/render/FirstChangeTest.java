package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

/** The summary names the first of the ranked changes, and says where it is only near. */
final class FirstChangeTest {

  private static final String DOUBT =
      "; nothing but its time or the name of a service ties it to the impact";

  private static String first(String service) {
    Scene scene =
        new Scene("2026-10-15")
            .rate("web/a.log", "07:41:02", "08:24:25", "shop", 5331, "errors per minute")
            .alert(EventType.ALERT_FIRED, "07:44:30", "ShopErrors", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "08:29:30", "ShopErrors", "shop", Severity.INFO)
            .change(EventType.DEPLOY, "07:35:00", service, service + " 4.2 went live");
    return SceneDocument.of(scene)
        .lines()
        .filter(line -> line.startsWith("- **First among the changes before impact**"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_change_that_is_only_near_is_said_to_be() {
    assertThat(first("letters")).contains("letters 4.2 went live", DOUBT);
  }

  @Test
  void a_change_of_the_failing_service_shortly_before_is_not() {
    assertThat(first("shop")).contains("shop 4.2 went live").doesNotContain(DOUBT);
  }
}
