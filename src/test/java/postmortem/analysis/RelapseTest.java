package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.timeline.Scene;

/** A fix that did not last is told, and is not what brought the recovery. */
final class RelapseTest {

  private static Scene firing() {
    return new Scene("2026-03-04")
        .alert(EventType.ALERT_FIRED, "10:02:10", "CheckoutErrors", "checkout", Severity.CRITICAL)
        .alert(EventType.ALERT_RESOLVED, "10:54:30", "CheckoutErrors", "checkout", Severity.INFO);
  }

  private static Scene twice() {
    return firing()
        .rate("web/a.log", "10:00:21", "10:12:39", "checkout", 549, "errors per minute")
        .rate("web/a.log", "10:31:40", "10:52:14", "checkout", 931, "errors per minute");
  }

  private static List<String> relapses(Scene scene) {
    return Analyzer.analyze(scene.timeline(), scene.incident()).relapses().stream()
        .map(
            relapse ->
                EventTime.format(relapse.back().time().at()).substring(11, 19)
                    + " "
                    + EventTime.format(relapse.again().time().at()).substring(11, 19))
        .toList();
  }

  @Test
  void errors_that_rise_again_after_all_were_back_are_a_relapse() {
    assertThat(relapses(twice())).containsExactly("10:12:39 10:31:40");
  }

  @Test
  void what_went_on_elsewhere_meanwhile_was_not_over() {
    assertThat(
            relapses(
                twice()
                    .rate(
                        "app/b.log", "10:01:00", "10:40:00", "checkout", 900, "errors per minute")))
        .isEmpty();
    assertThat(
            relapses(
                firing()
                    .rate("web/a.log", "10:00:21", "10:12:39", "checkout", 549, "errors per minute")
                    .rate(
                        "app/b.log", "10:13:20", "10:52:14", "checkout", 931, "errors per minute")))
        .isEmpty();
  }

  @Test
  void what_was_put_live_before_it_came_back_did_not_end_it() {
    Scene scene =
        twice()
            .change(EventType.DEPLOY, "10:12:20", "checkout", "checkout 51be0d7 deployed")
            .change(EventType.DEPLOY, "10:31:25", "checkout", "checkout 9c1f22a deployed")
            .change(EventType.DEPLOY, "10:51:55", "checkout", "checkout e07aa13 deployed");
    String recovery =
        Analyzer.analyze(scene.timeline(), scene.incident()).factors().stream()
            .filter(factor -> factor.category() == Factor.Category.RECOVERY)
            .findFirst()
            .orElseThrow()
            .toString();
    assertThat(recovery).contains("e07aa13").doesNotContain("9c1f22a", "51be0d7");
  }
}
