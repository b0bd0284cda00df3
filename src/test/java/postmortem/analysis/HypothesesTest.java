package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.analysis.Hypothesis.Ground;
import postmortem.event.Attribute;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

final class HypothesesTest {

  private static List<Hypothesis> hypotheses(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident()).hypotheses();
  }

  private static List<String> texts(List<Ground> grounds) {
    return grounds.stream().map(Ground::text).toList();
  }

  @Test
  void a_flag_that_was_switched_back_has_the_recovery_after_it_on_its_side() {
    Hypothesis first = hypotheses(Scenes.flag()).get(0);

    assertThat(first.statement())
        .isEqualTo(
            "The impact depended on this: useBasketCache turned on in production: false \u2192 true,"
                + " 2026-06-02 11:32:00 UTC.");
    assertThat(texts(first.speaksFor()))
        .contains(
            "It came 13 min 12 s before impact start.",
            "It touches basket.ts, which the error names.",
            "It was taken back at 2026-06-02 11:46:55 UTC, and users were well again 35 s later.");
    assertThat(first.speaksAgainst()).isEmpty();
    assertThat(first.check()).contains("2026-06-02 11:32:00 UTC").endsWith("it was not this flag.");
  }

  @Test
  void each_ground_cites_the_change_and_what_else_it_speaks_of() {
    Hypothesis first = hypotheses(Scenes.flag()).get(0);
    Ground file =
        first.speaksFor().stream().filter(g -> g.text().contains("basket.ts")).findFirst().get();
    assertThat(file.citations())
        .extracting(citation -> citation.excerpt())
        .containsExactly(
            "useBasketCache turned on in production: false \u2192 true",
            "Add caching layer to basket service",
            "First seen: Connection refused: Redis at <*>");
  }

  @Test
  void the_shares_are_parts_of_all_points_and_the_likeliest_comes_first() {
    List<Hypothesis> all = hypotheses(Scenes.flag());
    assertThat(all).hasSizeGreaterThan(1);
    assertThat(all)
        .extracting(Hypothesis::share)
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(all.stream().mapToDouble(Hypothesis::share).sum()).isBetween(0.9, 1.0);
    assertThat(all).extracting(Hypothesis::change).startsWith(1, 2);
  }

  @Test
  void a_change_of_another_service_has_that_against_it() {
    Hypothesis shop =
        hypotheses(Scenes.slowQuery()).stream()
            .filter(h -> h.statement().contains("web-shop v9.1"))
            .findFirst()
            .orElseThrow();
    assertThat(texts(shop.speaksAgainst()))
        .contains("It is a change of web-shop, while what failed first was billing-api.");
  }

  @Test
  void warnings_after_a_release_speak_for_it_and_those_before_it_against_it() {
    Hypothesis release =
        hypotheses(Scenes.slowQuery()).stream()
            .filter(h -> h.statement().contains("v4.7.0"))
            .findFirst()
            .orElseThrow();
    assertThat(texts(release.speaksFor()))
        .contains(
            "Warnings that lasted into the impact began 1 min 30 s after it: First seen: Slow query"
                + " <*> ms.");

    Scene late =
        Scenes.slowQuery()
            .change(
                EventType.CONFIGURATION,
                "09:01:00",
                "billing-api",
                "billing-api: pool size 40 \u2192 20",
                Attribute.ENVIRONMENT,
                "production");
    Hypothesis after =
        hypotheses(late).stream()
            .filter(h -> h.statement().contains("pool size"))
            .findFirst()
            .orElseThrow();
    assertThat(texts(after.speaksAgainst()))
        .contains(
            "Warnings that lasted into the impact had begun 1 min 30 s before it: First seen: Slow"
                + " query <*> ms.");
  }

  @Test
  void an_impact_that_ended_with_the_change_in_force_speaks_against_it_unless_something_was_done() {
    Scene left =
        new Scene("2026-01-10")
            .change(
                EventType.FLAG,
                "10:00:00",
                "search",
                "newIndex turned on in production",
                Attribute.FLAG,
                "newIndex",
                Attribute.AFTER,
                "true")
            .shift("prometheus/e.json", "10:05:00", "search", "http_error_ratio", "0", "0.3")
            .recovery("prometheus/e.json", "10:35:00", "search", "http_error_ratio", "0.3", "0");
    assertThat(texts(hypotheses(left).get(0).speaksAgainst()))
        .containsExactly(
            "Users were well again at 2026-01-10 10:35:00 UTC, and nothing on record takes it back or"
                + " replaces it before.");

    Scene helped = left.change(EventType.DEPLOY, "10:33:00", "search", "search v8 deployed");
    assertThat(hypotheses(helped).get(0).speaksAgainst()).isEmpty();
  }

  @Test
  void without_a_change_or_without_an_impact_nothing_is_supposed() {
    assertThat(hypotheses(new Scene("2025-01-01"))).isEmpty();
    Scene bare =
        new Scene("2026-01-10")
            .shift("prometheus/e.json", "10:05:00", "search", "http_error_ratio", "0", "0.3");
    assertThat(hypotheses(bare)).isEmpty();
  }

  @Test
  void no_sentence_blames_or_claims_a_cause() {
    for (Scene scene : List.of(Scenes.flag(), Scenes.slowQuery())) {
      for (Hypothesis hypothesis : hypotheses(scene)) {
        assertThat(hypothesis.toString())
            .doesNotContainPattern(
                "(?i)caused|root cause|\\bwho\\b|\\bwhy\\b|should have|failed to|human error");
      }
    }
  }

  static List<EventType> changes() {
    return Arrays.stream(EventType.values())
        .filter(type -> type.kind() == Kind.CHANGE || type == EventType.UPSTREAM_DEGRADED)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("changes")
  void every_sort_of_change_can_be_put_to_the_test(EventType type) {
    TrialBank.Trial trial = TrialBank.builtIn().of(type);
    assertThat(trial.predicts()).isNotEmpty().allMatch(text -> text.endsWith("."));
    assertThat(trial.check()).containsAnyOf("refutes this", "it was not th");
    assertThat(trial.check().replace("{change}", "").replace("{impact}", ""))
        .doesNotContain("{", "}");
  }
}
