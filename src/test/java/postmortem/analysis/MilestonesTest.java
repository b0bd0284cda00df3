package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static postmortem.incident.Milestone.ACKNOWLEDGEMENT;
import static postmortem.incident.Milestone.DETECTION;
import static postmortem.incident.Milestone.IMPACT_START;
import static postmortem.incident.Milestone.MITIGATION;
import static postmortem.incident.Milestone.RESOLUTION;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.event.EventTime;
import postmortem.incident.Milestone;
import postmortem.timeline.Scene;
import postmortem.timeline.Scenes;

final class MilestonesTest {

  static Map<Milestone, String> milestones(Scene scene) {
    Map<Milestone, String> found = new TreeMap<>();
    Analyzer.analyze(scene.timeline(), scene.incident())
        .milestones()
        .forEach(
            (milestone, reached) ->
                found.put(
                    milestone,
                    EventTime.format(reached.at()).substring(11, 19) + " " + reached.rule()));
    return found;
  }

  @Test
  void errors_begin_the_impact_not_the_warnings_before_them() {
    assertThat(milestones(Scenes.slowQuery()))
        .containsExactly(
            Map.entry(IMPACT_START, "09:05:23 first-error"),
            Map.entry(DETECTION, "09:06:45 first-alert"),
            Map.entry(ACKNOWLEDGEMENT, "09:12:00 first-acknowledgement"),
            Map.entry(MITIGATION, "09:35:00 error-metrics-normal"),
            Map.entry(RESOLUTION, "09:40:00 incident-resolved"));
  }

  @Test
  void one_stray_record_before_the_errors_is_no_impact() {
    assertThat(milestones(Scenes.flag()))
        .containsExactly(
            Map.entry(IMPACT_START, "11:45:12 first-error"),
            Map.entry(DETECTION, "11:45:42 first-alert"),
            Map.entry(ACKNOWLEDGEMENT, "11:46:20 first-acknowledgement"),
            Map.entry(MITIGATION, "11:47:30 error-metrics-normal"),
            Map.entry(RESOLUTION, "11:52:00 incident-resolved"));
  }
}
