package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

final class ElsewhereTest {

  private static Scene morning() {
    return new Scene("2026-10-15")
        .rate("web/a.log", "07:41:02", "08:24:25", "shop", 5331, "errors per minute")
        .alert(EventType.ALERT_FIRED, "07:44:30", "ShopErrors", "shop", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "08:29:30", "ShopErrors", "shop", Severity.INFO)
        .rate("web/a.log", "14:10:40", "14:57:12", "shop", 871, "errors per minute");
  }

  @Test
  void a_second_rise_of_errors_with_an_alert_is_told() {
    Scene scene =
        morning()
            .alert(EventType.ALERT_FIRED, "14:13:30", "ShopErrors", "shop", Severity.CRITICAL)
            .alert(EventType.ALERT_RESOLVED, "15:01:30", "ShopErrors", "shop", Severity.INFO);
    assertThat(SceneDocument.of(scene))
        .contains("- **Resolution**: 2026-10-15 08:29:30 UTC")
        .contains(
            "Errors rose, and an alert or a message of an incident came, at another time as well")
        .contains(
            "- 2026-10-15 14:10:40 UTC: errors per minute rose; the alert at 2026-10-15 14:13:30");
  }

  @Test
  void a_rise_that_nobody_was_alerted_to_is_not() {
    assertThat(SceneDocument.of(morning())).doesNotContain("at another time as well");
  }
}
