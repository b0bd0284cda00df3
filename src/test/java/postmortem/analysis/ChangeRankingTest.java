package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Precision;
import postmortem.event.Severity;
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
            "reverted: taken back at 2026-06-02 11:46:55 UTC, before the recovery",
            "files: touches basket.ts, which the error names",
            "proximity: 13 min 12 s before impact start");
  }

  private static Scene leak() {
    return new Scene("2026-06-02")
        .fact(
            "prometheus/memory.json",
            "11:40:00",
            EventType.METRIC_SHIFT,
            "recommender",
            "Memory had grown steadily for 31 h (memory)",
            e ->
                e.severity(Severity.WARNING)
                    .attribute(Attribute.METRIC, "memory")
                    .attribute(Attribute.BEFORE, "760")
                    .attribute(Attribute.AFTER, "2000")
                    .attribute(Attribute.STARTED, "2026-06-01T04:40:00Z"))
        .fact(
            "argocd/history.json",
            "00:00:00",
            EventType.DEPLOY,
            "recommender",
            "recommender v3.12.0 deployed",
            e -> e.time(before("2026-06-01T04:31:00Z")))
        .rate("gateway/a.log", "11:41:00", "12:20:00", "gateway", 900, "errors per minute");
  }

  private static EventTime before(String at) {
    return new EventTime(
        Instant.parse(at), Precision.SECOND, List.of(Basis.OFFSET), Precision.SECOND.width(), at);
  }

  @Test
  void a_release_after_which_what_ran_out_began_to_grow_is_told_though_it_is_older_than_a_day() {
    RankedChange first = ranked(leak()).get(0);
    assertThat(first.score()).isPositive();
    assertThat(first.terms()).doesNotContainKey("proximity");
    assertThat(first.terms().values())
        .extracting(RankedChange.Term::reason)
        .contains("memory began to grow 9 min after it");
  }

  private static Scene takenBack(
      String version, String summary, EventType type, String back, String... more) {
    String[] attributes = new String[more.length + 2];
    attributes[0] = Attribute.VERSION;
    attributes[1] = back;
    System.arraycopy(more, 0, attributes, 2, more.length);
    return new Scene("2026-06-02")
        .change(
            EventType.DEPLOY,
            "09:50:00",
            "docs-api",
            "docs-api deployed: Lower limits of the trial",
            Attribute.VERSION,
            version,
            Attribute.REVISION,
            "41")
        .rate("web/a.log", "10:00:00", "10:30:00", "docs-api", 1337, "errors per minute")
        .change(type, "10:29:00", "docs-api", summary, attributes);
  }

  @Test
  void a_lower_version_a_revert_by_its_title_and_a_revision_put_back_take_a_deployment_back() {
    for (Scene scene :
        List.of(
            takenBack("v5.14.0", "docs-api deployed", EventType.DEPLOY, "v5.13.2"),
            takenBack(
                "main",
                "docs-api deployed: Revert \"Lower limits of the trial\"",
                EventType.DEPLOY,
                "main"),
            takenBack(
                "1.20.0",
                "revision 42: Rollback to 40",
                EventType.ROLLBACK,
                "1.20.0",
                Attribute.RESTORED,
                "40"))) {
      assertThat(ranked(scene).get(0).terms()).containsKey("reverted");
    }
    for (Scene scene :
        List.of(
            takenBack("v5.14.0", "docs-api deployed", EventType.DEPLOY, "v5.14.1"),
            takenBack("v5.14.0", "docs-api deployed", EventType.DEPLOY, "build-3.1.0"),
            takenBack(
                "main",
                "docs-api deployed: Revert \"Revert \"Lower limits of the trial\"\"",
                EventType.DEPLOY,
                "main"),
            takenBack(
                "1.20.0",
                "revision 43: Rollback to 41",
                EventType.ROLLBACK,
                "1.20.0",
                Attribute.RESTORED,
                "41"))) {
      assertThat(ranked(scene).get(0).terms()).doesNotContainKey("reverted");
    }
  }

  @Test
  void our_own_words_about_an_error_are_not_shared_with_a_change() {
    Scene scene =
        new Scene("2026-06-02")
            .change(EventType.DEPLOY, "09:00:00", "mail-templates", "mail-templates v118 deployed")
            .fact(
                "web/a.log",
                "10:00:00",
                EventType.FIRST_SEEN,
                null,
                "HTTP 5xx first seen: POST /login 503; 1,337 records, 2 templates",
                e -> e.severity(Severity.ERROR).count(1337))
            .rate("web/a.log", "10:00:00", "10:30:00", null, 1337, "errors per minute");
    assertThat(ranked(scene))
        .singleElement()
        .satisfies(change -> assertThat(change.terms()).doesNotContainKey("words"));
  }

  @Test
  void what_a_platform_does_all_day_is_no_change_before_the_impact() {
    Scene scene =
        leak()
            .fact(
                "kubernetes/events.json",
                "11:30:00",
                EventType.INFRASTRUCTURE,
                "report-cron",
                "CronJob report-cron: Saw completed job",
                e -> e.severity(Severity.DEBUG));
    assertThat(ranked(scene))
        .extracting(change -> change.change().summary())
        .containsExactly("recommender v3.12.0 deployed");
  }

  @Test
  void a_certificate_that_expires_comes_before_one_that_was_issued_in_that_moment() {
    Scene scene =
        new Scene("2026-06-02")
            .fact(
                "certificates/new.pem",
                "11:40:01",
                EventType.CERTIFICATE,
                null,
                "Certificate of shop is valid from now on",
                e -> e.severity(Severity.INFO))
            .fact(
                "certificates/old.pem",
                "11:40:00",
                EventType.CERTIFICATE,
                null,
                "Certificate of shop expires",
                e -> e.severity(Severity.WARNING))
            .rate("gateway/a.log", "11:41:00", "12:20:00", "gateway", 900, "errors per minute");
    assertThat(ranked(scene))
        .extracting(change -> change.change().summary())
        .containsExactly("Certificate of shop expires", "Certificate of shop is valid from now on");
  }

  @Test
  void a_version_that_is_put_back_was_not_taken_back() {
    Scene scene =
        new Scene("2026-06-02")
            .fact(
                "github/deployments.json",
                "00:00:00",
                EventType.DEPLOY,
                "orders",
                "orders v24.1 deployed",
                e -> e.time(before("2026-05-28T15:00:00Z")).attribute(Attribute.VERSION, "v24.1"))
            .change(EventType.DEPLOY, "11:38:00", "orders", "v25.0 deployed", "version", "v25.0")
            .change(
                EventType.ROLLBACK, "12:18:00", "orders", "v24.1 rolled back", "version", "v24.1")
            .rate("orders/a.log", "11:41:00", "12:20:00", "orders", 900, "errors per minute");
    assertThat(ranked(scene).stream().filter(change -> change.terms().containsKey("reverted")))
        .extracting(change -> change.change().summary())
        .containsExactly("v25.0 deployed");
  }

  @Test
  void what_began_to_grow_as_a_change_was_made_is_told_with_it() {
    Scene scene =
        leak()
            .fact(
                "jenkins/builds.json",
                "00:00:00",
                EventType.DEPLOY,
                "recommender-deploy",
                "recommender-deploy #212 succeeded",
                e -> e.time(before("2026-06-01T04:43:00Z")));
    assertThat(
            ranked(scene).stream()
                .filter(change -> change.change().summary().contains("#212"))
                .flatMap(change -> change.terms().values().stream()))
        .extracting(RankedChange.Term::reason)
        .contains("memory began to grow about then");
  }
}
