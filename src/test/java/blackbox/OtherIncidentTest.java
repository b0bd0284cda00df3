package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two incidents of one team: what they have in common does not make them one. */
class OtherIncidentTest {

  private static final String USERS =
      "[{\"id\":\"U1\",\"name\":\"ana\",\"profile\":{\"real_name\":\"Ana\"}}]";

  @TempDir Path scratch;
  private Path repository;

  @BeforeEach
  void an_empty_repository() throws Exception {
    repository = Files.createDirectory(scratch.resolve("repository"));
  }

  private Path export(String name, String file, String text) throws IOException {
    Path target = scratch.resolve(name).resolve(file);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
    return scratch.resolve(name);
  }

  /** An alert as Alertmanager lists it. */
  private static String alert(String name, String day, String time) {
    return """
        [{"annotations":{"summary":"%1$s is down"},"endsAt":"%2$sT23:00:00.000Z",\
        "fingerprint":"21bf4562adbd7ad5","startsAt":"%2$sT%3$s.000Z",\
        "updatedAt":"%2$sT%3$s.000Z","status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},\
        "receivers":[{"name":"pager"}],"generatorURL":"http://prometheus.example:9090/graph",\
        "labels":{"alertname":"%1$sDown","service":"%1$s","severity":"critical"}}]
        """
        .formatted(name, day, time);
  }

  private Run draft(Path evidence, String... more) {
    List<String> words = new ArrayList<>(List.of("draft", "-q", evidence.toString()));
    words.addAll(List.of(more));
    Run run = Cli.in(repository).run(words.toArray(String[]::new));
    assertThat(run.err()).doesNotContain("PM-C999");
    return run;
  }

  private List<String> posts() throws IOException {
    try (Stream<Path> folders = Files.list(repository.resolve("postmortems"))) {
      return folders.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String document(String id) throws IOException {
    return Files.readString(repository.resolve("postmortems/" + id + "/postmortem.md"));
  }

  @Test
  void lists_of_users_and_empty_files_belong_to_no_incident() throws Exception {
    for (String name : List.of("pay", "mail")) {
      export(name, "slack/users.json", USERS);
      export(name, "slack/channels.json", "[{\"id\":\"C1\",\"name\":\"ops\"}]");
      export(name, "empty.log", "");
    }
    draft(export("pay", "alerts.json", alert("pay", "2026-01-12", "09:14:00")));
    Run run = draft(export("mail", "alerts.json", alert("mail", "2026-02-03", "11:00:00")));

    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("postmortems/2026-02-03-mail/postmortem.md\n");
    assertThat(posts()).containsExactly("2026-01-12-pay", "2026-02-03-mail");
    assertThat(document("2026-01-12-pay")).contains("payDown").doesNotContain("mailDown");
  }

  @Test
  void an_id_that_is_made_does_not_lead_into_another_incident_of_the_day() throws Exception {
    draft(export("a/export", "alerts.json", alert("pay", "2026-01-12", "09:14:00")));
    String before = document("2026-01-12-export");
    Path other = export("b/export", "alerts.json", alert("mail", "2026-01-12", "15:00:00"));
    Run refused = draft(other);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("PM-W053", "--id 2026-01-12-export-2 begins one of its own");
    assertThat(document("2026-01-12-export")).isEqualTo(before);

    assertThat(draft(other, "--id", "2026-01-12-export-2").exit()).isZero();
    assertThat(document("2026-01-12-export-2")).contains("mailDown");
    // From now on it is found by its file.
    assertThat(draft(other).out()).isEqualTo("postmortems/2026-01-12-export-2/postmortem.md\n");
  }

  @Test
  void whoever_says_the_id_may_replace_what_it_holds() throws Exception {
    draft(export("a/export", "alerts.json", alert("pay", "2026-01-12", "09:14:00")));
    Path other = export("b/export", "alerts.json", alert("mail", "2026-01-12", "15:00:00"));
    assertThat(draft(other, "--id", "2026-01-12-export").exit()).isZero();
    assertThat(document("2026-01-12-export")).contains("mailDown");
  }

  @Test
  void the_same_facts_in_files_that_were_all_exported_again_are_the_same_incident()
      throws Exception {
    String alert = alert("pay", "2026-01-12", "09:14:00");
    draft(export("a/export", "alerts.json", alert));
    Run run = draft(export("b/export", "again.json", alert.replace("[{", "[ {")));
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("postmortems/2026-01-12-export/postmortem.md\n");
  }

  @Test
  void another_time_of_the_same_files_is_another_incident() throws Exception {
    export("two", "mail.json", alert("mail", "2026-01-14", "15:00:00"));
    Path both = export("two", "pay.json", alert("pay", "2026-01-12", "09:14:00"));
    Run first = draft(both, "--from", "2026-01-14T00:00:00Z");
    assertThat(first.out()).isEqualTo("postmortems/2026-01-14-two/postmortem.md\n");

    Run refused = draft(both, "--until", "2026-01-13T00:00:00Z");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("PM-W053", "--id 2026-01-12-two begins one of its own");

    assertThat(draft(both, "--until", "2026-01-13T00:00:00Z", "--id", "2026-01-12-two").exit())
        .isZero();
    assertThat(posts()).containsExactly("2026-01-12-two", "2026-01-14-two");
    assertThat(document("2026-01-14-two")).contains("mailDown");
  }

  @Test
  void a_damaged_list_of_rows_does_not_keep_anybody_from_drafting_again() throws Exception {
    draft(export("a/export", "alerts.json", alert("pay", "2026-01-12", "09:14:00")));
    Path rows = repository.resolve("postmortems/2026-01-12-export/timeline.jsonl");
    Files.writeString(rows, "no row\n");
    Run run = draft(export("b/export", "alerts.json", alert("mail", "2026-01-12", "15:00:00")));
    assertThat(run.exit()).isZero();
    assertThat(Files.readString(rows)).contains("mailDown");
  }

  @Test
  void evidence_that_is_missing_the_second_time_is_named() throws Exception {
    export("pay", "status.json", alert("status", "2026-01-12", "09:15:00"));
    Path all = export("pay", "alerts.json", alert("pay", "2026-01-12", "09:14:00"));
    draft(all);
    Path moved = scratch.resolve("moved");
    Tree.copy(all, moved.resolve("exports"));
    Run whole = draft(moved, "--id", "2026-01-12-pay");
    assertThat(whole.err()).doesNotContain("PM-W054");

    Files.delete(moved.resolve("exports/status.json"));
    Run less = draft(moved);
    assertThat(less.exit()).isZero();
    assertThat(less.err())
        .contains("PM-W054", "a file that the post-mortem was drafted from", "status.json");
    // Said once: the manifest lists what there is now.
    assertThat(draft(moved).err()).doesNotContain("PM-W054");
  }

  @Test
  void a_document_that_was_cut_off_to_nothing_is_written_anew() throws Exception {
    Path evidence = export("pay", "alerts.json", alert("pay", "2026-01-12", "09:14:00"));
    draft(evidence);
    String before = document("2026-01-12-pay");
    Files.writeString(repository.resolve("postmortems/2026-01-12-pay/postmortem.md"), "\n");
    assertThat(draft(evidence).exit()).isZero();
    assertThat(document("2026-01-12-pay")).isEqualTo(before);
  }
}
