package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SignificanceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "billing-api v4.7.0",
        "Find invoices",
        "GET /invoices/find 504",
        "Pool exhausted",
        "Slow query",
        "http_error_ratio rose",
        "http_error_ratio back",
        "HighErrorRate started",
        "HighErrorRate: billing-api",
        "Acknowledged",
        "Resolved",
        "v4.7.1 deployed",
        "I see slow queries on db-1",
        "Error rate is going down"
      })
  void what_tells_of_the_incident_stands_in_the_document(String summary) {
    assertThat(Scenes.slowQuery().significance(summary)).isGreaterThanOrEqualTo(PlacedEvent.SHOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Relay <*> refused",
        "Watchdog",
        "ProbeSlow",
        "Disk is 80 % full",
        "Lunch at 12",
        "thanks everybody",
        "web-shop v9.1",
        "letters v2"
      })
  void noise_and_chatter_do_not(String summary) {
    assertThat(Scenes.slowQuery().significance(summary)).isLessThan(PlacedEvent.SHOWN);
  }

  @Test
  void a_bot_that_repeats_an_alert_of_the_evidence_is_not_shown() {
    assertThat(Scenes.slowQuery().significance("HighErrorRate firing")).isLessThan(0.5);
  }

  @Test
  void the_flag_and_the_release_before_the_impact_are_shown() {
    Scene scene = Scenes.flag();
    assertThat(scene.significance("useBasketCache turned on")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("basket-service v3.2.0")).isGreaterThanOrEqualTo(0.5);
    assertThat(scene.significance("newFooter")).isLessThan(0.5);
  }
}
