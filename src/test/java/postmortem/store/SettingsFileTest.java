package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.DiagnosticException;
import postmortem.incident.Settings;

/** What a repository has decided. */
class SettingsFileTest {

  @Test
  void everything_that_can_be_set_is_read() {
    Settings settings =
        SettingsFile.read(
            "postmortem.yaml",
            """
            schema: 1
            issues: {repository: acme/orders}
            display-zone: Europe/Copenhagen
            owners:
              ana: {github: ana-k, role: lead, team: storage}
              bo: {}
            deadlines:
              1: {high: 15, low: 30}
              '2': {high: 0}
            sponsors: [ana]
            labels: [post-mortem, follow-up]
            template: short
            """);
    assertThat(settings.issueRepository()).isEqualTo("acme/orders");
    assertThat(settings.displayZone()).isEqualTo(ZoneId.of("Europe/Copenhagen"));
    assertThat(settings.owners())
        .containsEntry("ana", new Settings.Owner("ana-k", "lead", "storage"))
        .containsEntry("bo", new Settings.Owner(null, null, null));
    assertThat(settings.deadlines())
        .isEqualTo(Map.of(1, Map.of("high", 15, "low", 30), 2, Map.of("high", 0)));
    assertThat(settings.sponsors()).containsExactly("ana");
    assertThat(settings.labels()).containsExactly("post-mortem", "follow-up");
    assertThat(settings.template()).isEqualTo("short");
  }

  @Test
  void every_key_has_a_default() {
    assertThat(SettingsFile.read("postmortem.yaml", "schema: 1\n")).isEqualTo(Settings.DEFAULT);
    assertThat(SettingsFile.read("postmortem.yaml", "schema: 1\nlabels:\ntemplate:\nowners:\n"))
        .isEqualTo(Settings.DEFAULT);
  }

  @Test
  void labels_can_be_none() {
    assertThat(SettingsFile.read("postmortem.yaml", "schema: 1\nlabels: []\n").labels()).isEmpty();
  }

  @Test
  void a_template_lies_below_the_templates_folder() {
    assertThatThrownBy(() -> SettingsFile.read("postmortem.yaml", "schema: 1\ntemplate: ../up\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessage(
            """
            error[PM-D009]: \u201c../up\u201d is not understood
              --> postmortem.yaml:2:11
               | template: ../up
               |           ^
              help: write the name of a folder below templates/
            """);
  }
}
