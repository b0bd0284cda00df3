package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in the forms that GitHub shows beside the lines of a pull request. */
class LintFormsTest {

  private static final String DOCUMENT =
      """
      ---
      title: Users could not log in
      severity: 2
      ---

      # Users could not log in

      ## Contributing factors

      The outage was caused by human error: 50% of it, said <b>@lee</b> | see #12.
      """;

  @TempDir Path folder;

  private void document() throws IOException {
    Path file = folder.resolve("teams/shop/postmortems/a,b/postmortem.md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, DOCUMENT);
  }

  private Run lint(String form) {
    Map<String, String> variables =
        Map.of(
            "GITHUB_WORKSPACE", folder.toString(),
            "GITHUB_STEP_SUMMARY", folder.resolve("summary.md").toString());
    return new Cli(folder.resolve("teams/shop"), variables, "")
        .run("lint", "--format", form, "postmortems/a,b/postmortem.md");
  }

  @Test
  void annotations_name_files_from_the_top_and_escape_what_means_something() throws Exception {
    document();
    Run run = lint("github");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.out().lines())
        .allMatch(
            line ->
                line.matches(
                    "::(error|warning|notice) file=teams/shop/postmortems/a%2Cb/postmortem\\.md,"
                        + "line=\\d+,col=\\d+,title=[a-z-]+::.+%0Ahelp: .+"))
        .anyMatch(
            line -> line.startsWith("::error ") && line.contains("title=human-error-as-cause"));
  }

  @Test
  void the_summary_of_the_job_has_a_table_in_which_text_does_nothing() throws Exception {
    document();
    Files.writeString(folder.resolve("summary.md"), "Before.\n");
    lint("github");
    String summary = Files.readString(folder.resolve("summary.md"));
    assertThat(summary)
        .startsWith("Before.\n### Post-mortem lint\n")
        .contains("| error | `postmortems/a,b/postmortem.md:10` | `human-error-as-cause` | ")
        .doesNotContain("<b>")
        .doesNotContainPattern("#[0-9]")
        .doesNotContainPattern("@[a-z]");
  }

  @Test
  void sarif_has_each_rule_and_each_finding_with_its_place() throws Exception {
    document();
    Run run = lint("sarif");
    assertThat(run.exit()).isEqualTo(1);
    JsonNode log = new ObjectMapper().readTree(run.out());
    assertThat(log.path("version").asText()).isEqualTo("2.1.0");
    JsonNode sarif = log.path("runs").path(0);
    JsonNode rules = sarif.path("tool").path("driver").path("rules");
    assertThat(rules.size()).isGreaterThan(15);
    assertThat(sarif.path("results")).isNotEmpty();
    for (JsonNode result : sarif.path("results")) {
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      assertThat(place.path("artifactLocation").path("uri").asText())
          .isEqualTo("teams/shop/postmortems/a%2Cb/postmortem.md");
      assertThat(place.path("region").path("startLine").asInt()).isPositive();
      assertThat(rules.path(result.path("ruleIndex").asInt(-1)).path("id"))
          .isEqualTo(result.path("ruleId"));
      assertThat(result.path("level").asText()).isIn("error", "warning", "note");
    }
  }
}
