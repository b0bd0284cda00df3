package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.action.ActionItem;
import postmortem.action.Policy;
import postmortem.action.PostMortemFacts;
import postmortem.action.Reviewer;
import postmortem.action.WeeklyReview;
import postmortem.document.render.ReviewText;
import postmortem.incident.Settings;
import postmortem.store.ActionRegister;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;

/** The review of a week reads quickly, and is the same whenever it is asked for. */
class ReviewTest {

  private static final String SETTINGS =
      """
      schema: 1
      display-zone: Europe/Copenhagen
      sponsors: [cto]
      owners:
        ines: {github: ines-dev, team: orders}
        jonas: {team: orders}
        mira: {team: payments}
      teams:
        payments: {sponsor: head-of-payments}
      """;

  /** Five minutes at 230 words a minute, a usual speed of silent reading. */
  private static final int MOST_WORDS = 1150;

  @TempDir Path top;
  private Path folder;

  @BeforeEach
  void repository() throws IOException {
    folder = Files.createDirectories(top.resolve("repository"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Run run(String... args) {
    return new Cli(folder, Map.of("USER", "ines"), "").run(args);
  }

  private static Settings settings() {
    return SettingsFile.read("postmortem.yaml", SETTINGS);
  }

  private static String review(
      java.util.Collection<ActionItem> items, List<PostMortemFacts> facts, LocalDate day) {
    return ReviewText.markdown(
        new Reviewer(List.copyOf(items), settings(), day).review(facts), List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void a_year_replays_to_the_same_bytes_and_every_week_reads_in_five_minutes(long seed)
      throws IOException {
    Policy policy = Policy.of(settings());
    YearOfIncidents year = new YearOfIncidents(seed, settings());
    Map<LocalDate, String> written = new TreeMap<>();
    LocalDate last = YearOfIncidents.FIRST.plusDays(YearOfIncidents.DAYS);
    for (LocalDate day = YearOfIncidents.FIRST; day.isBefore(last); day = day.plusDays(7)) {
      String text = review(year.until(policy.endOf(day)), year.facts(day), day);
      written.put(day, text);
      assertThat(words(text)).as("words of " + day).isLessThan(MOST_WORDS);
    }
    assertThat(written.get(LocalDate.of(2025, 9, 29)))
        .contains("```mermaid\nxychart-beta\n", "[W29, W30, ", " put off before, ");
    List<ActionItem> all = new ArrayList<>(year.until(policy.endOf(last.plusDays(400))));
    assertThat(all).hasSize(600);
    for (Map.Entry<LocalDate, String> entry : written.entrySet()) {
      assertThat(review(all, year.facts(last.plusDays(400)), entry.getKey()))
          .as("review of " + entry.getKey())
          .isEqualTo(entry.getValue());
    }
    if (seed == 1) {
      theSameFromDisk(all, year, written);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void what_came_and_what_went_make_up_what_is_open(long seed) {
    Policy policy = Policy.of(settings());
    YearOfIncidents year = new YearOfIncidents(seed, settings());
    LocalDate last = YearOfIncidents.FIRST.plusDays(YearOfIncidents.DAYS);
    int before = 0;
    for (LocalDate day = YearOfIncidents.FIRST; day.isBefore(last); day = day.plusDays(7)) {
      WeeklyReview review =
          new Reviewer(List.copyOf(year.until(policy.endOf(day))), settings(), day)
              .review(List.of());
      assertThat(review.before()).as("open before " + day).isEqualTo(before);
      int promises =
          (int) review.dropped().stream().filter(row -> review.opened().contains(row)).count();
      int left = review.before() + review.opened().size() - review.open();
      assertThat(left)
          .as("left until " + day)
          .isBetween(
              review.closed().size() + promises, review.closed().size() + review.dropped().size());
      before = review.open();
    }
  }

  private void theSameFromDisk(
      List<ActionItem> items, YearOfIncidents year, Map<LocalDate, String> written)
      throws IOException {
    write("postmortem.yaml", SETTINGS);
    ActionRegister register = ActionRegister.load(new Repository(folder));
    for (ActionItem item : items) {
      register.save(item);
    }
    for (PostMortemFacts facts : year.facts(YearOfIncidents.FIRST.plusDays(900))) {
      String published = facts.published() == null ? "" : " " + facts.published();
      write(
          "postmortems/" + facts.id() + "/postmortem.md",
          """
          ---
          severity: %d
          status: %s
          reviewed:%s
          published:%s
          ---

          | Milestone | Time (UTC) |
          |---|---|
          | Resolution | %s 11:00:00 |
          """
              .formatted(
                  facts.severity(),
                  facts.finished() ? "published" : "draft",
                  published,
                  published,
                  facts.happened()));
    }
    for (LocalDate day : List.of(LocalDate.of(2025, 3, 3), LocalDate.of(2025, 9, 29))) {
      Run run = run("review", "--as-of", day.toString());
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).isEqualTo("action-items/reviews/" + Policy.week(day) + ".md\n");
      assertThat(folder.resolve(run.out().strip())).hasContent(written.get(day));
    }
  }

  /** What a reader takes in: no bars, no chart, a cell like a word. */
  private static long words(String text) {
    return text.replaceAll("(?s)```.*?```", "")
        .replace("<br>", " ")
        .replaceAll("<!-- -->", "")
        .lines()
        .filter(line -> !line.startsWith("|---"))
        .flatMap(line -> List.of(line.replace('|', ' ').strip().split("\\s+")).stream())
        .filter(word -> !word.isEmpty())
        .count();
  }

  private void register() throws IOException {
    write("postmortem.yaml", SETTINGS);
    write(
        "postmortems/2026-02-09-orders/postmortem.md",
        """
        ---
        severity: 2
        status: published
        published: 2026-03-05
        ---

        | ID | Action | Owner | Deadline | Priority |
        |---|---|---|---|---|
        | A1 | Cap the pool, @everyone <b>now</b> \\| fixes #7 | ines | 2026-03-11 | P1 |
        | A2 | Alert on waiting connections | mira | 2026-04-05 | P2 |
        | A3 | Write the runbook | | | P2 |
        | A4 | Limit batches | jonas | 2026-03-30 | P0 |
        | A5 | Tell the vendor | jonas | 2026-05-30 | P3 |
        | A6 | Test the restore | mira | 2026-01-30 | P0 |
        """);
    write(
        "postmortems/2026-03-20-cache/postmortem.md", "---\nstatus: in-review\nseverity: 1\n---\n");
    assertThat(run("actions", "collect").exit()).isZero();
    run("actions", "close", "A4", "--proof", "https://github.example/example/orders/pull/9");
    run("actions", "drop", "A5", "--reason", "the vendor was told by @mira");
    run("actions", "edit", "A2", "--owner", "");
  }

  @Test
  void says_everything_that_a_meeting_needs() throws IOException {
    register();
    Run run = run("review");
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo("action-items/reviews/2026-W14.md\n");
    assertThat(Files.readString(folder.resolve("action-items/reviews/2026-W14.md")))
        .contains("# Action items, 2026-W14\n\nAs of the end of 2026-04-01.\n")
        .contains("- **2 overdue** of 3 open items: the oldest by 61 days, 2 for their sponsors.\n")
        .contains("- Since 2026-03-26, when 0 were open: 5 new, 1 closed, 1 dropped.\n")
        .contains("- To decide: 1 candidate, the oldest waiting for 0 days; 1 open item without")
        .contains("- 1 incident without a published post-mortem, 1 past the limit")
        .doesNotContain("```mermaid")
        .contains("## Overdue (2)\n")
        .contains(
            "| Test the restore<br>"
                + item("A6")
                + " | mira (payments) | P0 | 61 |  | 2026-01-30 |\n"
                + "| Cap the pool, @<!-- -->everyone now \\| fixes #<!-- -->7<br>"
                + item("A1")
                + " | ines (orders) | P1 | 21 |  | 2026-03-11 |\n")
        .contains("- **cto**: " + item("A1") + " (21 days)\n")
        .contains("- **head-of-payments**: " + item("A6") + " (61 days)\n")
        .contains(
            "| Alert on waiting connections<br>" + item("A2") + " | nobody | P2 | 2026-04-05 |  |")
        .contains("## Without an owner or a deadline (1)")
        .contains("## Candidates that nobody decided about (1)")
        .contains("## Closed since 2026-03-26 (1)")
        .contains("| [`example/orders/pull/9`](https://github.example/example/orders/pull/9) |")
        .contains("the vendor was told by @<!-- -->mira")
        .contains(
            "| [`2026-03-20-cache`](../../postmortems/2026-03-20-cache/postmortem.md) | 1 | 12 |"
                + " yes |")
        .contains(
            "- [`2026-02-09-orders`](../../postmortems/2026-02-09-orders/postmortem.md) on"
                + " 2026-04-02: 4 items not finished\n")
        .contains("| P0 | 2 | 1 | 0 | 50 % | 0 | 0 |")
        .contains("Nothing to report: register and issues differ.\n");
  }

  private static String item(String key) {
    String id = "2026-02-09-orders." + key;
    return "[`" + id + "`](../" + id + ".yaml)";
  }

  @Test
  void one_item_shows_what_its_deadline_and_reminders_were_made_from() throws IOException {
    register();
    assertThat(run("actions", "show", "A1").out())
        .contains(
            """
            stands       overdue: deadline 2026-03-11 (document), today 2026-04-01 in Europe/Copenhagen, committed
            told         the owner from 2026-03-04 on, every 7 days after 2026-03-11; cto from 2026-03-25 on
            """);
  }

  @Test
  void a_day_before_anything_was_collected_is_empty_but_for_the_debt() throws IOException {
    register();
    assertThat(run("review", "--as-of", "2026-03-31").exit()).isZero();
    assertThat(Files.readString(folder.resolve("action-items/reviews/2026-W14.md")))
        .contains("- **0 overdue** of 0 open items.\n")
        .doesNotContain("Cap the pool")
        .contains("2026-03-20-cache");
  }

  @Test
  void programs_get_all_of_it_and_nothing_is_written() throws IOException {
    register();
    Run run = run("review", "--json");
    assertThat(run.out().lines()).hasSize(1);
    Schemas.assertLines("review", run.out());
    assertThat(run.out())
        .startsWith("{\"schema\":1,\"as-of\":\"2026-04-01\",\"week\":\"2026-W14\",")
        .contains("\"open\":3,\"open-before\":0,\"opened\":[{")
        .contains("\"overdue\":[{\"id\":\"2026-02-09-orders.A6\"")
        .contains("\"proof\":\"https://github.example/example/orders/pull/9\"");
    assertThat(folder.resolve("action-items/reviews")).doesNotExist();
  }

  @Test
  void overdue_items_are_findings_when_asked() throws IOException {
    register();
    assertThat(run("review", "--fail-on-overdue").exit()).isEqualTo(1);
    assertThat(run("review", "--fail-on-overdue", "--as-of", "2026-01-01").exit()).isZero();
    assertThat(run("review", "--as-of", "soon").err()).contains("'soon' is not a day such as");
  }

  @Test
  void an_item_that_cannot_be_read_is_missed_aloud() throws IOException {
    register();
    write("action-items/2026-02-09-orders.A1.yaml", "schema: 1\nid: x\n");
    Run run = run("review");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("error[PM-D006]");
    assertThat(Files.readString(folder.resolve("action-items/reviews/2026-W14.md")))
        .contains("> **Incomplete**: 1 file of the register could not be read:")
        .contains("`action-items/2026-02-09-orders.A1.yaml`");
  }

  @Test
  void an_edit_that_the_history_does_not_tell_is_pointed_at() throws IOException {
    register();
    Path file = folder.resolve("action-items/2026-02-09-orders.A1.yaml");
    Files.writeString(
        file, Files.readString(file).replace("\ndeadline: 2026-03-11", "\ndeadline: 2027-03-11"));
    Run run = run("review");
    assertThat(run.err()).contains("warning[PM-A040]").contains("postmortem actions collect");
    assertThat(Files.readString(folder.resolve("action-items/reviews/2026-W14.md")))
        .contains("**2 overdue** of 3 open items");
  }
}
