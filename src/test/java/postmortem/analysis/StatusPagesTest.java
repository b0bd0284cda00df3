package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

/** A company's own status page is no provider, and what was over is no trouble. */
final class StatusPagesTest {

  private static Scene outage() {
    return new Scene("2026-01-21")
        .firstSeen("app/label.log", "14:00:07", "label-api", 2700, "label creation failed")
        .rate("app/label.log", "14:00:07", "15:13:20", "label-api", 2700, "errors per minute")
        .alert(EventType.ALERT_FIRED, "14:06:20", "Labels5xx", "label-api", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "15:25:00", "Labels5xx", "label-api", Severity.INFO);
  }

  private static Scene say(
      Scene scene, String page, String component, String time, EventType type, String status) {
    return scene.fact(
        "statuspage/" + page + ".json",
        time,
        type,
        component,
        page + ": trouble (" + status + ")",
        e ->
            e.severity(Severity.WARNING)
                .attribute("provider", page)
                .attribute("status", status)
                .attribute(Attribute.INCIDENT, page + "-1"));
  }

  private static Analysis analysis(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident());
  }

  @Test
  void the_page_on_which_the_failing_service_stands_is_our_own() {
    Scene scene =
        say(
            outage(),
            "Fjord",
            "Label API",
            "14:25:00",
            EventType.UPSTREAM_DEGRADED,
            "investigating");
    Analysis analysis = analysis(scene);
    assertThat(analysis.upstream()).isEmpty();
    assertThat(analysis.ownPages()).containsExactly("Fjord");
  }

  @Test
  void a_page_that_tells_of_the_trouble_before_it_reached_us_is_a_providers() {
    Scene scene =
        say(
            outage(),
            "Carrier",
            "Label API",
            "13:58:00",
            EventType.UPSTREAM_DEGRADED,
            "investigating");
    assertThat(analysis(scene).upstream())
        .extracting(Upstream::provider)
        .containsExactly("Carrier");
  }

  @Test
  void a_component_that_every_page_has_makes_no_page_our_own() {
    Scene scene =
        say(outage(), "Carrier", "API", "14:25:00", EventType.UPSTREAM_DEGRADED, "identified");
    assertThat(analysis(scene).ownPages()).isEmpty();
  }

  @Test
  void a_trouble_that_the_provider_says_was_over_is_not_ranked() {
    Scene scene =
        say(outage(), "Tiles", "Maps", "09:00:00", EventType.UPSTREAM_DEGRADED, "investigating");
    say(scene, "Tiles", "Maps", "09:20:00", EventType.UPSTREAM_RECOVERED, "resolved");
    assertThat(analysis(scene).changes()).isEmpty();
  }

  @Test
  void a_providers_maintenance_that_has_begun_is_ranked_as_a_change() {
    Scene scene =
        say(outage(), "Carrier", "API", "14:00:00", EventType.STATUS_UPDATE, "in_progress");
    RankedChange first = analysis(scene).changes().get(0);
    assertThat(first.terms().get("upstream"))
        .extracting(RankedChange.Term::reason)
        .isEqualTo("under maintenance when the impact began");
    assertThat(analysis(scene).factors().get(0).text())
        .contains("it was under maintenance when the impact began");
  }

  private static Scene saidLater(String words, String began) {
    Scene scene =
        new Scene("2026-01-21")
            .firstSeen("app/label.log", "14:00:07", "label-api", 2700, words)
            .rate("app/label.log", "14:00:07", "15:13:20", "label-api", 2700, "errors per minute")
            .change(EventType.DEPLOY, "13:57:10", "web-shop", "web-shop v3.18.0 deployed");
    return scene.fact(
        "statuspage/Parcelo.json",
        "14:18:40",
        EventType.UPSTREAM_DEGRADED,
        "Rates",
        "Parcelo: Elevated 429 (investigating)",
        e ->
            e.severity(Severity.WARNING)
                .attribute("provider", "Parcelo")
                .attribute(Attribute.INCIDENT, "i77")
                .attribute(Attribute.STARTED, began));
  }

  @Test
  void what_a_provider_says_only_later_to_have_begun_before_is_ranked_by_its_beginning() {
    RankedChange first =
        analysis(saidLater("429 from parcelo", "2026-01-21T13:58:55.000Z")).changes().get(0);
    assertThat(first.change().summary()).startsWith("Parcelo");
    assertThat(first.at()).isEqualTo("2026-01-21T13:58:55Z");
    assertThat(first.terms()).containsKey("upstream");
  }

  @Test
  void it_is_not_ranked_where_no_error_names_the_provider_or_only_a_host_name_does() {
    for (String words : new String[] {"label creation failed", "GET https://api.parcelo.example"}) {
      assertThat(analysis(saidLater(words, "2026-01-21T13:58:55.000Z")).changes())
          .extracting(ranked -> ranked.change().summary())
          .containsExactly("web-shop v3.18.0 deployed");
    }
  }

  @Test
  void what_began_after_the_impact_by_the_providers_own_word_is_not_ranked() {
    assertThat(analysis(saidLater("429 from parcelo", "2026-01-21T14:10:00.000Z")).changes())
        .hasSize(1);
  }
}
