package postmortem.source.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.redact.Redactor;
import postmortem.source.SourceCheck;
import postmortem.source.SourceLibrary;
import postmortem.source.system.ClassSource;

class SourceDeclarationTest {

  private static final String OWN =
      """
      schema: 1
      name: my-deploys
      title: Deploys of our own tool
      system: my-tool
      url: https://tool.example/docs
      export: tool history --json
      container: json
      records: /history/*
      recognise:
        - has: [/rolledOutAt, /artifact]
      events:
        - type: deploy
          time: /rolledOutAt
          service: /artifact
          summary: "{/artifact}[ by {/who}] is live"
          identity: [/artifact]
      samples:
        - text: '{"history":[{"rolledOutAt":"2025-03-04T09:00:00Z","artifact":"checkout"}]}'
          events:
            - {type: deploy, at: "2025-03-04T09:00:00Z", summary: checkout is live, service: checkout}
      rejects:
        - '{"history":[{"at":"2025-03-04T09:00:00Z"}]}'
      """;

  private static List<String> check(String text) {
    return new SourceCheck(SourceLibrary.builtIn(), Redactor.builtIn(null))
        .check("my.yaml", text).stream().map(Diagnostic::toString).toList();
  }

  @Test
  void a_source_of_ones_own_is_one_file() {
    assertThat(check(OWN)).isEmpty();
  }

  @Test
  void a_source_without_samples_does_not_load() {
    assertThatThrownBy(() -> check(OWN.substring(0, OWN.indexOf("samples:"))))
        .hasMessageContaining("error[PM-S023]: the source \u201cmy-deploys\u201d has no samples");
  }

  @Test
  void a_wrong_expectation_is_shown_with_both_values() {
    assertThat(check(OWN.replace("summary: checkout is live", "summary: gone")))
        .hasSize(1)
        .first()
        .asString()
        .contains("error[PM-S036]: summary is \u201ccheckout is live\u201d, not \u201cgone\u201d")
        .contains("my.yaml:20:");
  }

  @Test
  void a_reject_that_is_taken_is_reported() {
    assertThat(
            check(
                OWN.replace(
                    "[{\"at\":\"2025-03-04T09:00:00Z\"}]",
                    "[{\"rolledOutAt\":\"2025-03-04T09:00:00Z\",\"artifact\":\"x\"}]")))
        .hasSize(1)
        .first()
        .asString()
        .contains("error[PM-S032]: reject 1 is taken");
  }

  @Test
  void a_sample_that_is_not_recognised_is_reported() {
    assertThat(check(OWN.replace("has: [/rolledOutAt, /artifact]", "has: [/nowhere]")))
        .anyMatch(said -> said.contains("error[PM-S033]: the sample is not recognised"));
  }

  @Test
  void an_open_brace_is_named_with_its_place() {
    assertThatThrownBy(() -> check(OWN.replace("{/artifact}[ by", "{/artifact[ by {")))
        .hasMessageContaining("PM-S020")
        .hasMessageContaining("my.yaml:15:");
  }

  @Test
  void a_misspelt_key_is_refused_with_the_nearest_one() {
    assertThatThrownBy(() -> check(OWN.replace("recognise:", "recognize:")))
        .hasMessageContaining("unknown key \u201crecognize\u201d")
        .hasMessageContaining("did you mean \u201crecognise\u201d?");
  }

  @Test
  void a_wrong_layout_of_stamps_is_refused() {
    assertThatThrownBy(
            () ->
                check(
                    OWN.replace(
                        "time: /rolledOutAt", "time: {from: /rolledOutAt, layouts: [qqqq]}")))
        .hasMessageContaining("PM-D009");
  }

  @Test
  void every_class_is_found_and_all_sources_have_names_of_their_own() {
    List<SourceLibrary.Listed> all = SourceLibrary.builtIn().list();
    assertThat(all).extracting(SourceLibrary.Listed::name).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(SourceLibrary.Listed::name)
        .contains("git", "pagerduty-log-entries", "slack");
    assertThat(ClassSource.all()).hasSize(ClassSource.class.getPermittedSubclasses().length);
  }
}
