package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

final class ChangeRankingTest {

  static List<RankedChange> ranked(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident()).changes();
  }

  @Test
  void the_release_that_brought_the_query_comes_first() {
    assertThat(ranked(Scenes.slowQuery()))
        .extracting(change -> change.change().summary())
        .containsExactly(
            "billing-api v4.7.0 deployed",
            "Find invoices by their comment",
            "web-shop v9.1 deployed",
            "letters v2 did not become ready");
  }

  @Test
  void the_flag_comes_before_the_release_and_the_release_before_the_unrelated_update() {
    List<RankedChange> ranked = ranked(Scenes.flag());
    assertThat(ranked)
        .extracting(change -> change.change().summary())
        .containsExactly(
            "useBasketCache turned on in production: false \u2192 true",
            "basket-service v3.2.0 deployed to production",
            "Add caching layer to basket service",
            "Update dependency typescript to v6",
            "newFooter turned on in test");
    assertThat(ranked.get(0).terms().entrySet())
        .extracting(term -> term.getKey() + ": " + term.getValue().reason())
        .contains(
            "reverted: taken back at 2026-06-02T11:46:55Z, before the recovery",
            "files: touches basket.ts, which the error names",
            "proximity: 13 min 12 s before impact start");
  }
}
