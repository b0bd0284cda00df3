package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the table of a document to the register, by the command line. */
class ActionsTest {

  private static final String ID = "2026-02-09-orders";

  @TempDir Path top;
  private Path folder;

  @BeforeEach
  void repository() throws IOException {
    folder = Files.createDirectories(top.resolve("repository"));
  }

  private Path document() {
    return folder.resolve("postmortems/" + ID + "/postmortem.md");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void table(String rows) throws IOException {
    Files.createDirectories(document().getParent());
    Files.writeString(
        document(),
        """
        ---
        id: 2026-02-09-orders
        severity: SEV-2
        status: in-review
        ---

        # Orders slow

        | Milestone | Time (UTC) |
        |---|---|
        | Resolution | 2026-02-09 11:00:00 |

        ## Action items

        """
            + rows
            + "\nThe end.\n");
  }

  private Run run(String... args) {
    return new Cli(folder, Map.of("USER", "ines"), "").run(args);
  }

  private Run ok(String... args) {
    Run run = run(args);
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    return run;
  }

  private String item(String key) throws IOException {
    return Files.readString(folder.resolve("action-items/" + ID + "." + key + ".yaml"));
  }

  private Map<String, String> everything() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static final String TWO_ROWS =
      """
      | ID | Action | Owner | Deadline | Priority | Type | Done when |
      |---|---|---|---|---|---|---|
      | A1 | Cap the pool of the mailer | @jonas | 2026-03-11 | P1 | Prevent | At most 20 connections |
      |    | Alert on waiting connections |  | TBD | P2 | detect | |
      """;

  @Test
  void a_row_becomes_an_item_and_an_empty_id_is_filled_in() throws Exception {
    table(TWO_ROWS);
    String before = Files.readString(document());
    Run run = ok("actions", "collect");
    assertThat(run.out()).isEqualTo(ID + ".A1: new, committed\n" + ID + ".A2: new, candidate\n");
    assertThat(Files.readString(document()))
        .isEqualTo(before.replace("|    | Alert", "| A2 | Alert"));
    assertThat(item("A1"))
        .contains("title: \"Cap the pool of the mailer\"\nstate: committed\nowner: jonas\n")
        .contains("deadline: 2026-03-11\ndeadline-policy: document\npriority: P1\ntype: prevent\n")
        .contains("severity: 2\ndone-when: \"At most 20 connections\"\n")
        .contains("- {at: 2026-04-01T12:00:00Z, by: ines, what: created,");
    assertThat(item("A2")).contains("state: candidate\nowner:\ndeadline:\n");
  }

  @Test
  void collecting_again_changes_nothing() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    Map<String, String> after = everything();
    assertThat(ok("actions", "collect").out()).isEmpty();
    assertThat(ok("actions", "collect", ID).out()).isEmpty();
    assertThat(ok("actions", "collect", "postmortems/" + ID).out()).isEmpty();
    assertThat(ok("actions", "collect", "postmortems/" + ID + "/postmortem.md").out()).isEmpty();
    assertThat(everything()).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"|  | Do |", "|| Do |", "| | Do |", "|   \t| Do |", "|        | Do |"})
  void no_byte_but_the_id_is_touched(String begin) throws Exception {
    for (String lineEnd : List.of("\n", "\r\n")) {
      String text =
          ("\uFEFF# Größe \uD83D\uDE80\n\n| ID | Action |\n|---|---|\n" + begin + "\n\nend  \n")
              .replace("\n", lineEnd);
      write("postmortems/" + ID + "/postmortem.md", text);
      Run run = ok("actions", "collect");
      assertThat(run.out()).isEqualTo(ID + ".A1: new, candidate\n");
      String after = Files.readString(document());
      assertThat(after).contains("A1");
      assertThat(after.replaceFirst("A1", "").replaceAll("[ \t]", ""))
          .isEqualTo(text.replaceAll("[ \t]", ""));
      assertThat(after.lines().filter(line -> !line.contains("Do")).toList())
          .isEqualTo(text.lines().filter(line -> !line.contains("Do")).toList());
      Files.delete(folder.resolve("action-items/" + ID + ".A1.yaml"));
    }
  }

  @Test
  void columns_stand_in_any_order_under_the_names_that_people_use() throws Exception {
    table(
        """
        Due date | Assignee | Nr | Action item | Prio | Ticket | ID
        ---|---|---|---|---|---|---
        11 March 2026 | ines | 1 | Test the rollback \\| weekly | high | [#12](https://github.example/example/orders/issues/12) | AI-07 |
        TBD | | 2 | Write the runbook | | | |
        """);
    ok("actions", "collect");
    assertThat(item("AI-07"))
        .contains("title: \"Test the rollback | weekly\"\nstate: open\nowner: ines\n")
        .contains("deadline: 2026-03-11\n")
        .contains("issue:\n  repository: example/orders\n  number: 12\n");
    assertThat(Files.readString(document()))
        .contains("TBD | | 2 | Write the runbook | | | AI-08 |\n");
    assertThat(item("AI-08")).contains("state: candidate");
  }

  @Test
  void what_people_change_in_the_document_changes_the_item() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    String changed =
        Files.readString(document())
            .replace("2026-03-11", "2026-03-20")
            .replace("|  | TBD |", "| ines | 2026-04-20 |")
            .replace("Alert on waiting", "Alert on 5 waiting");
    Files.writeString(document(), changed);
    assertThat(ok("actions", "collect").out())
        .isEqualTo(ID + ".A1: updated, committed\n" + ID + ".A2: updated, committed\n");
    assertThat(item("A1"))
        .contains("field: deadline, from: \"2026-03-11\", to: \"2026-03-20\"")
        .contains("\ndeadline: 2026-03-20\n");
    assertThat(item("A2")).contains("title: \"Alert on 5 waiting connections\"\nstate: committed");
    assertThat(Files.readString(document())).isEqualTo(changed);
  }

  @Test
  void what_people_change_in_the_register_is_not_taken_back() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    ok("actions", "edit", "A1", "--deadline", "2026-05-01", "--because", "the vendor is late");
    assertThat(ok("actions", "collect").out()).isEmpty();
    assertThat(item("A1")).contains("\ndeadline: 2026-05-01\n").contains("the vendor is late");
    // Now both sides differ from what they had in common.
    Files.writeString(document(), Files.readString(document()).replace("2026-03-11", "2026-04-20"));
    Run run = run("actions", "collect");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("error[PM-A018]: the document and the register disagree on the deadline of")
        .contains("note: the document: 2026-04-20")
        .contains("note: the register: 2026-05-01")
        .contains("postmortem.md:17:");
    assertThat(item("A1")).contains("\ndeadline: 2026-05-01\n");
    ok("actions", "edit", "A1", "--deadline", "2026-04-20");
    ok("actions", "collect");
  }

  @Test
  void a_row_that_is_gone_is_reported_and_kept() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    String text = Files.readString(document());
    Files.writeString(document(), text.replaceAll("\\| A2 .*\n", ""));
    Run run = run("actions", "collect");
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("warning[PM-A017]: the row A2 is gone from the document, and stays")
        .contains("postmortem actions drop " + ID + ".A2 --reason");
    assertThat(item("A2")).contains("state: candidate");
    // Its ID is not given to another row.
    Files.writeString(
        document(), text.replaceAll("\\| A2 .*\n", "|  | Read the logs | | | | | |\n"));
    run("actions", "collect");
    assertThat(Files.readString(document())).contains("| A3 | Read the logs |");
    ok("actions", "drop", "A2", "--reason", "the vendor does it");
    assertThat(run("actions", "collect").err()).isEmpty();
  }

  @Test
  void broken_rows_are_pointed_at_and_the_others_are_collected() throws Exception {
    table(
        """
        | ID | Action | Owner | Deadline | Priority |
        |---|---|---|---|---|
        | A1 | | ines | 2026-03-11 | P1 |
        | A2 | Cap the pool | ines | 03/04/2026 | P1 |
        | A2 | Cap it again | ines | 2026-03-11 | P1 |
        | A 3 | Alert | ines and jonas | 2026-03-11 | P1 |
        | | %s | ines | 2026-03-11 |
        | | | | | |
        """
            .formatted("x".repeat(300)));
    Run run = run("actions", "collect");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err())
        .contains("error[PM-A011]: this row does not say what is to be done")
        .contains("warning[PM-A014]: \u201c03/04/2026\u201d is not a day of one meaning")
        .contains("error[PM-A013]: the ID A2 stands in two rows")
        .contains("error[PM-A012]: \u201cA 3\u201d cannot be the ID of a row")
        .contains("warning[PM-A022]: the action has 300 characters")
        .contains("postmortem.md:17:")
        .contains("^");
    assertThat(run.out()).isEqualTo(ID + ".A2: new, candidate\n" + ID + ".A3: new, committed\n");
    Map<String, String> after = everything();
    assertThat(run("actions", "collect").out()).isEmpty();
    assertThat(everything()).isEqualTo(after);
  }

  @Test
  void a_table_without_ids_is_refused_with_advice() throws Exception {
    table("| Action | Owner |\n|---|---|\n| Cap the pool | ines |\n");
    String before = Files.readString(document());
    Run run = run("actions", "collect");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("error[PM-A010]").contains("give the table a column ID");
    assertThat(Files.readString(document())).isEqualTo(before);
  }

  @Test
  void an_unknown_owner_is_said_with_the_nearest_one() throws Exception {
    write(
        "postmortem.yaml",
        "schema: 1\nowners: {jonas: {github: jonas-dev, role: On-call engineer, team: orders}}\n");
    table(TWO_ROWS.replace("@jonas", "jonnas").replace("|  | TBD", "| on-call engineer | TBD"));
    Run run = run("actions", "collect");
    assertThat(run.exit()).isZero();
    assertThat(run.err())
        .contains("warning[PM-A016]: the owner \u201cjonnas\u201d is not in postmortem.yaml")
        .contains("did you mean jonas?");
    assertThat(item("A2")).contains("owner: jonas\n");
  }

  @Test
  void an_item_lives_from_candidate_to_done() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    Run early = run("actions", "commit", "A2");
    assertThat(early.exit()).isEqualTo(2);
    assertThat(early.err()).contains("error[PM-A002]").contains("has no owner yet");
    Run late = run("actions", "commit", "A2", "--owner", "ines");
    assertThat(late.exit()).isZero();
    assertThat(late.out()).isEqualTo(ID + ".A2: updated, committed\n");
    assertThat(late.err())
        .contains("warning[PM-A028]: the deadline 2026-03-11 of " + ID + ".A2 has passed already");
    assertThat(item("A2"))
        .contains("deadline: 2026-03-11\n")
        .contains("30 days from resolution on 2026-02-09 (UTC), severity 2, priority P2");
    assertThat(ok("actions", "commit", "A2", "--owner", "ines").out()).contains("unchanged");
    ok("actions", "link", "A2", "example/orders#7");
    assertThat(ok("actions", "link", "A2", "7").out()).contains("unchanged, open");
    assertThat(run("actions", "link", "A1", "example/orders#7").err())
        .contains("error[PM-A033]: example/orders#7 is the issue of " + ID + ".A2");
    Run bad = run("actions", "close", "A2", "--proof", "works for me");
    assertThat(bad.exit()).isEqualTo(2);
    assertThat(bad.err()).contains("error[PM-A034]");
    ok("actions", "close", "A2", "--proof", "example/orders#9");
    assertThat(ok("actions", "close", "A2", "--proof", "example/orders#9").out())
        .isEqualTo(ID + ".A2: unchanged, done\n");
    assertThat(ok("actions", "show", "a2").out())
        .contains("state        done\n")
        .contains("proof        example/orders#9\n")
        .contains("came into the register")
        .contains("state: open → done");
    assertThat(ok("actions", "collect").out()).isEmpty();
  }

  @Test
  void dropping_takes_a_reason_or_the_other_item() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    assertThat(run("actions", "drop", "A1").exit()).isEqualTo(2);
    assertThat(run("actions", "drop", "A1", "--reason", " ").err()).contains("PM-A020");
    assertThat(run("actions", "drop", "A1", "--duplicate-of", "A1").err()).contains("PM-A035");
    ok("actions", "drop", "A1", "--duplicate-of", "A2", "--reason", "same pool");
    assertThat(item("A1"))
        .contains("state: duplicate\n")
        .contains("duplicate-of: \"" + ID + ".A2\"");
    ok("actions", "drop", "A2", "--reason", "the mailer is going away");
    assertThat(ok("actions", "list", "--open", "--json").out()).isEmpty();
  }

  @Test
  void a_misspelled_id_among_others_changes_none_of_them() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    Map<String, String> before = everything();
    Run run = run("actions", "close", "A1", "A9", "--proof", "https://shop.example/pull/1");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("there is no action item A9");
    assertThat(run.out()).isEmpty();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void a_cell_that_names_the_issue_0_is_pointed_at() throws Exception {
    table("| ID | Action | Issue |\n|---|---|---|\n| A1 | Cap the pool | example/orders#0 |\n");
    Run run = run("actions", "collect");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).contains("PM-A021").doesNotContain("PM-C999");
    assertThat(item("A1")).contains("title: \"Cap the pool\"");
  }

  @Test
  void an_item_can_be_added_once_beside_the_document() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    String[] add = {"actions", "add", ID, "--title", "Tell the vendor", "--owner", "ines"};
    assertThat(ok(add).out()).isEqualTo(ID + ".X1: new, candidate\n");
    assertThat(ok(add).out()).isEqualTo(ID + ".X1: unchanged, candidate\n");
    assertThat(ok("actions", "collect").err()).isEmpty();
    assertThat(run("actions", "add", "2026-01-01-none", "--title", "x").err()).contains("PM-A031");
    assertThat(run("actions", "add", ID).err()).contains("has a title");
  }

  @Test
  void the_list_has_a_form_for_people_for_programs_and_for_spreadsheets() throws Exception {
    table(TWO_ROWS.replace("Alert on", "=Alert on"));
    ok("actions", "collect");
    assertThat(ok("actions", "list").out())
        .contains("ID ")
        .contains("committed  jonas  2026-03-11  -21 d !  P1    Cap the pool of the mailer\n");
    assertThat(ok("actions", "list", "--json").out().lines().toList())
        .hasSize(2)
        .first()
        .asString()
        .contains("\"id\":\"" + ID + ".A1\"")
        .contains("\"overdue\":true,\"due-in-days\":-21");
    Schemas.assertLines("action-item-row", ok("actions", "list", "--json").out());
    Schemas.assertYaml("action-item", item("A1"));
    Schemas.assertYaml("action-item", item("A2"));
    assertThat(ok("actions", "list", "--csv").out())
        .startsWith("id,post-mortem,state,title,")
        .contains("'=Alert on waiting connections")
        .endsWith("\r\n");
    assertThat(run("actions", "list", "--csv", "--json").exit()).isEqualTo(2);
  }

  @Test
  void the_list_can_be_cut_to_an_owner_a_team_or_what_is_late() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    write(
        "postmortem.yaml",
        "schema: 1\nowners:\n  jonas: {team: orders}\n  ines: {team: payments}\n");
    assertThat(ok("actions", "list", "--owner", "Jonas", "--json").out().lines()).hasSize(1);
    assertThat(ok("actions", "list", "--team", "orders", "--json").out())
        .contains(ID + ".A1")
        .doesNotContain(ID + ".A2");
    assertThat(ok("actions", "list", "--team", "payments", "--json").out()).isEmpty();
    assertThat(ok("actions", "list", "--overdue", "--json").out())
        .contains(ID + ".A1")
        .doesNotContain(ID + ".A2");
    assertThat(ok("actions", "list", "--overdue", "--owner", "ines", "--json").out()).isEmpty();
  }

  @Test
  void a_broken_file_is_pointed_at_and_neither_used_nor_overwritten() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    String broken = item("A2").replace("state: candidate", "state: candidat");
    write("action-items/" + ID + ".A2.yaml", broken);
    write("action-items/copy.yaml", item("A1"));
    Run list = run("actions", "list", "--json");
    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.out().lines()).hasSize(1);
    assertThat(list.err())
        .contains("error[PM-D009]: \u201ccandidat\u201d is not one of the allowed values")
        .contains("action-items/" + ID + ".A2.yaml:5:8\n   | state: candidat\n   |        ^\n")
        .contains("error[PM-A005]: two items have the id " + ID + ".A1");
    assertThat(run("actions", "collect").exit()).isEqualTo(1);
    assertThat(item("A2")).isEqualTo(broken);
  }

  @Test
  void a_hand_edit_of_the_register_enters_the_history_once() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    write(
        "action-items/" + ID + ".A1.yaml",
        item("A1").replace("\ndeadline: 2026-03-11", "\n# agreed on Monday\ndeadline: 2026-04-11"));
    assertThat(ok("actions", "collect").out())
        .isEqualTo(ID + ".A1: edited in the file, committed\n");
    assertThat(item("A1"))
        .contains("# agreed on Monday\ndeadline: 2026-04-11\n")
        .contains("from: \"2026-03-11\", to: \"2026-04-11\", note: \"edited in the file\"}");
    assertThat(ok("actions", "collect").out()).isEmpty();
  }

  @Test
  void a_short_id_has_to_be_the_only_one() throws Exception {
    table(TWO_ROWS);
    write(
        "postmortems/2026-03-01-cache/postmortem.md",
        "| ID | Action |\n|---|---|\n| A1 | Warm the cache |\n");
    ok("actions", "collect");
    Run run = run("actions", "show", "A1");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("error[PM-A008]: A1 can be 2 action items")
        .contains("note: 2026-03-01-cache.A1");
    ok("actions", "show", "2026-03-01-cache.A1");
    assertThat(run("actions", "show", ID + ".A9").err()).contains("did you mean " + ID + ".A");
  }

  @Test
  void two_people_at_once_lose_nothing() throws Exception {
    table(TWO_ROWS);
    ok("actions", "collect");
    ExecutorService people = Executors.newFixedThreadPool(4);
    try {
      List<Future<Run>> runs = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        String number = Integer.toString(i);
        runs.add(
            people.submit(
                () ->
                    number.length() == 1 && Integer.parseInt(number) % 3 == 0
                        ? run("actions", "edit", "A1", "--owner", "p" + number)
                        : run("actions", "add", ID, "--title", "Task " + number)));
      }
      for (Future<Run> run : runs) {
        assertThat(run.get().exit()).as(run.get().err()).isZero();
      }
    } finally {
      people.shutdown();
    }
    assertThat(ok("actions", "list", "--json").out().lines()).hasSize(2 + 8);
    assertThat(item("A1").lines().filter(line -> line.contains("field: owner"))).hasSize(1 + 4);
  }
}
