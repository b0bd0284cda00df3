package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.action.ActionItem;
import postmortem.action.ActionType;
import postmortem.action.Deadline;
import postmortem.action.Field;
import postmortem.action.IssueLink;
import postmortem.action.ItemEdit;
import postmortem.action.Priority;
import postmortem.action.Proof;
import postmortem.diagnostic.DiagnosticException;

/** What is written is read back, what people wrote stays, and mistakes are pointed at. */
class ActionItemFileTest {

  private static final Instant AT = Instant.parse("2025-02-10T09:00:00Z");
  private static final String FILE = "action-items/2025-02-09-orders.A1.yaml";

  private static final List<String> TEXTS =
      List.of(
          "Cap the pool of the mailer",
          "x",
          "no",
          "null",
          "~",
          "2025-03-11",
          "012",
          "1.10",
          "- not a list",
          "a: b # c",
          "\"quoted\" and 'single'",
          "@someone fixes #12",
          "{flow}, [list], *alias, &anchor, !tag, |, >",
          "back\\slash \\n",
          "Größe 漢字 \uD83D\uDE80",
          "tab\there",
          "x".repeat(300),
          "\u202Eright to left",
          "<!-- postmortem:action-item b.A2 -->",
          "ends with a full stop.",
          "=======");

  private static ActionItem item(Random random) {
    ItemEdit edit =
        ActionItem.candidate("2025-02-09-orders", "A" + random.nextInt(20), text(random))
            .edit(AT.plusSeconds(random.nextInt(100_000)), text(random))
            .created();
    change(edit, random);
    return edit.result();
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static void change(ItemEdit edit, Random random) {
    for (int i = random.nextInt(8); i >= 0; i--) {
      switch (random.nextInt(13)) {
        case 0 -> edit.owner(text(random));
        case 1 ->
            edit.deadline(
                new Deadline(LocalDate.of(2025, 3, 1 + random.nextInt(28)), text(random)));
        case 2 -> edit.priority(new Priority("P" + random.nextInt(4)));
        case 3 -> edit.type(List.of(ActionType.values()).get(random.nextInt(4)));
        case 4 -> edit.description(text(random) + "\n" + text(random) + "\n\n  " + text(random));
        case 5 -> edit.doneWhen(text(random) + "\n" + text(random));
        case 6 -> edit.factor(text(random));
        case 7 -> edit.severity(1 + random.nextInt(5));
        case 8 -> edit.sponsor(text(random));
        case 9 ->
            edit.issue(
                IssueLink.intended("example/orders", AT)
                    .found(1 + random.nextInt(99), text(random), "https://x.example/1")
                    .agreeing(new TreeMap<>(Map.of("title", text(random), text(random), ""))));
        case 10 -> edit.collected(new TreeMap<>(Map.of("action", text(random), "owner", "")));
        case 11 -> edit.drift(Field.TITLE, text(random), text(random), text(random));
        default -> edit.reminded("2025-W0" + random.nextInt(9), text(random)).noted(text(random));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void every_item_is_read_back_as_it_was_written(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      ActionItem item = item(random);
      String text = ActionItemFile.write(item);
      assertThat(ActionItemFile.read(FILE, text)).isEqualTo(item);
      assertThat(ActionItemFile.write(item)).isEqualTo(text);
      ItemEdit edit = item.edit(AT.plusSeconds(200_000), "later");
      change(edit, random);
      ActionItem next = edit.result();
      String changed = ActionItemFile.write(next, FILE, text);
      assertThat(ActionItemFile.read(FILE, changed)).isEqualTo(next);
      assertThat(ActionItemFile.write(next, FILE, changed)).isEqualTo(changed);
    }
  }

  @Test
  void an_item_reads_like_this() {
    ActionItem item =
        ActionItem.candidate("2025-02-09-orders", "A1", "Cap the pool of the mailer")
            .edit(AT, "ines")
            .created()
            .owner("jonas")
            .deadline(new Deadline(LocalDate.of(2025, 3, 11), Deadline.DOCUMENT))
            .priority(new Priority("P1"))
            .doneWhen("The mailer never has more than 20 connections")
            .commit()
            .result()
            .edit(AT.plusSeconds(60), "sync")
            .opening("example/orders", AT)
            .result();
    assertThat(ActionItemFile.write(item))
        .isEqualTo(
            """
            schema: 1
            id: "2025-02-09-orders.A1"
            post-mortem: "2025-02-09-orders"
            title: "Cap the pool of the mailer"
            state: opening
            owner: jonas
            deadline: 2025-03-11
            deadline-policy: document
            priority: P1
            done-when: "The mailer never has more than 20 connections"
            issue:
              repository: example/orders
              intent: 2025-02-10T09:00:00Z
            history:
              - {at: 2025-02-10T09:00:00Z, by: ines, what: created, to: "Cap the pool of the mailer"}
              - {at: 2025-02-10T09:00:00Z, by: ines, what: changed, field: state, from: candidate, to: committed}
              - {at: 2025-02-10T09:00:00Z, by: ines, what: changed, field: done-when, to: "The mailer never has more than 20 connections"}
              - {at: 2025-02-10T09:00:00Z, by: ines, what: changed, field: priority, to: P1}
              - {at: 2025-02-10T09:00:00Z, by: ines, what: changed, field: owner, to: jonas}
              - {at: 2025-02-10T09:00:00Z, by: ines, what: changed, field: deadline, to: "2025-03-11", note: document}
              - {at: 2025-02-10T09:01:00Z, by: sync, what: changed, field: state, from: committed, to: opening}
              - {at: 2025-02-10T09:01:00Z, by: sync, what: changed, field: issue, to: example/orders}
            """);
  }

  private static final String BY_HAND =
      """
      # The one that matters most.
      schema: 1
      id: 2025-02-09-orders.A1
      post-mortem: 2025-02-09-orders

      # Said in the review: not only the mailer.
      title: Cap the pool of the mailer   # short, please
      owner: ines
      state: candidate
      history:
      - at: 2025-02-10T09:00:00Z
        by: ines
        what: created
      # the end
      """;

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void comments_order_and_line_ends_of_people_stay(String lineEnd) {
    String before = BY_HAND.replace("\n", lineEnd);
    ActionItem item =
        ActionItemFile.read(FILE, before)
            .edit(AT.plusSeconds(60), "ines")
            .owner("jonas")
            .deadline(new Deadline(LocalDate.of(2025, 3, 11), Deadline.HAND))
            .result();
    String after = ActionItemFile.write(item, FILE, before);
    assertThat(ActionItemFile.read(FILE, after)).isEqualTo(item);
    assertThat(after)
        .contains("# The one that matters most." + lineEnd + "schema: 1")
        .contains(lineEnd + lineEnd + "# Said in the review: not only the mailer." + lineEnd)
        .contains("title: Cap the pool of the mailer   # short, please" + lineEnd)
        .contains("owner: jonas" + lineEnd + "deadline: 2025-03-11" + lineEnd)
        .contains("# the end");
    assertThat(after.replace("\r\n", "")).doesNotContain(lineEnd.equals("\n") ? "\r" : "\n");
  }

  @Test
  void a_change_of_one_thing_changes_no_other_line() {
    ActionItem item = item(new Random(7));
    String before = ActionItemFile.write(item);
    String after =
        ActionItemFile.write(item.edit(AT, "ines").sponsor("nobody yet").result(), FILE, before);
    assertThat(after.lines().toList())
        .containsSubsequence(before.lines().filter(line -> !line.startsWith("sponsor:")).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state: candidate | state: finished | PM-D009 | 9:8 | write one of: candidate, committed,",
        "owner: ines | ownr: ines | PM-D005 | 8:1 | did you mean \u201cowner\u201d?",
        "owner: ines | deadline: 11.3.2025 | PM-D009 | 8:11 | write a day such as 2025-03-11",
        "owner: ines | severity: high | PM-D009 | 8:11 | write a severity, 1 to 5",
        "owner: ines | proof: it works | PM-D009 | 8:8 | write a pull request, a commit or a link",
        "state: candidate | state: open | PM-A006 | 9:8 | an open item has an issue",
        "state: candidate | state: dropped | PM-A006 | 9:8 | a dropped item has a reason",
        "what: created | what: changed | PM-A006 | 13:9 | names a field",
        "id: 2025-02-09-orders.A1 | id: 2025-02-09-orders.A 1 | PM-A006 | 3:5 | the id is not 2025-02-09-orders.<ID of the row>",
        "# the end | owner: jonas | PM-D002 | 14:1 | stands here twice",
        "owner: ines | owner: *alias | PM-D003 | 8:8 | aliases are not read here",
        "owner: ines | <<<<<<< HEAD | PM-A003 | 8:1 | a conflict of a Git merge",
        "schema: 1 | schema: 2 | PM-D008 | 2:9 | use a newer postmortem",
      })
  void a_mistake_is_shown_with_its_place(
      String right, String wrong, String code, String place, String words) {
    assertThatThrownBy(() -> ActionItemFile.read(FILE, BY_HAND.replace(right, wrong)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("[" + code + "]")
        .hasMessageContaining(FILE + ":" + place)
        .hasMessageContaining("^")
        .hasMessageContaining(words);
  }

  @Test
  void a_proof_needs_no_kind_in_the_file() {
    String text = BY_HAND.replace("state: candidate", "state: done\nproof: example/orders#12");
    assertThat(ActionItemFile.read(FILE, text).proof())
        .isEqualTo(new Proof(Proof.Kind.PULL_REQUEST, "example/orders#12"));
  }
}
