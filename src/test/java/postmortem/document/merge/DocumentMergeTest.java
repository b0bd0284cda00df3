package postmortem.document.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DocumentMergeTest {

  private static final String BASE = Draft.of("2", 1, 3, 5);
  private static final String MORE = Draft.of("2", 1, 2, 3, 5, 7);

  private static String merged(String mine, String generated) {
    MergeResult result = DocumentMerge.merge(BASE, mine, generated);
    assertThat(result.conflicts()).isEmpty();
    return result.text();
  }

  private static String edit(String text, String from, String to) {
    assertThat(text).contains(from);
    return text.replace(from, to);
  }

  @Test
  void new_rows_come_in_beside_an_edited_row_an_own_row_and_a_deleted_one() {
    String mine = edit(BASE, "Event 3 happened", "The cache was emptied by hand");
    mine = edit(mine, Draft.row(5), "| 2024-05-01 10:04:30 | We rang the provider | note | |\n");
    String result = merged(mine, MORE);
    assertThat(rows(result))
        .containsExactly(
            Draft.row(1).strip(),
            Draft.row(2).strip(),
            Draft.row(3).strip().replace("Event 3 happened", "The cache was emptied by hand"),
            "| 2024-05-01 10:04:30 | We rang the provider | note | |",
            Draft.row(7).strip());
    assertThat(result).contains(Draft.excerpt(2)).contains(Draft.excerpt(7));
  }

  private static List<String> rows(String text) {
    return text.lines().filter(line -> line.startsWith("| 2024")).toList();
  }

  @Test
  void front_matter_is_merged_key_by_key() {
    String mine = edit(BASE, "owner:\n", "owner: ann\nteam: storage\n");
    String result = merged(mine, edit(BASE, "severity:\n", "severity: 2\n"));
    assertThat(result).contains("severity: 2\n").contains("owner: ann\nteam: storage\n");
  }

  @Test
  void an_answer_in_place_of_a_question_stays() {
    String mine = edit(BASE, "_Question: What happened?_", "The queue stood still.\n\nFor long.");
    String result = merged(mine, MORE);
    assertThat(result).contains("The queue stood still.\n\nFor long.\n");
    assertThat(result).doesNotContain("What happened?");
  }

  @Test
  void action_items_of_people_stay_with_and_without_id() {
    String added = Draft.ACTIONS + "| A1 | Add an alert | ann |\n| | Write it down | |\n";
    String result = merged(edit(BASE, Draft.ACTIONS, added), MORE);
    assertThat(result).contains(added);
  }

  @Test
  void a_deleted_section_stays_deleted_and_an_unknown_one_stays() {
    int from = BASE.indexOf("## Timeline");
    int to = BASE.indexOf("## Factors");
    String mine = BASE.substring(0, from) + "## Our own\n\nWords of ours.\n\n" + BASE.substring(to);
    String result = merged(mine, MORE);
    assertThat(result).contains("## Our own\n\nWords of ours.\n\n## Factors");
    assertThat(result).doesNotContain("## Timeline");
    assertThat(rows(result)).isEmpty();
  }

  @Test
  void a_renamed_heading_keeps_its_name_and_what_stands_under_it_is_updated() {
    String result = merged(edit(BASE, "## Timeline", "## What happened when"), MORE);
    assertThat(result).contains("## What happened when").doesNotContain("## Timeline");
    assertThat(rows(result)).hasSize(5);
  }

  @Test
  void a_paragraph_moved_to_another_section_stays_there_and_is_updated_there() {
    String sentence = "- **Impact start**: 1 events in all.\n".replace("1", "3");
    String mine = edit(edit(BASE, sentence, ""), "## Factors\n\n", "## Factors\n\n" + sentence);
    String result = merged(mine, MORE);
    assertThat(result).contains("## Factors\n\n- **Impact start**: 5 events in all.\n");
  }

  @Test
  void a_sentence_that_both_changed_in_different_words_gets_both_changes() {
    String mine = edit(BASE, "3 events in all.", "3 events in all, as far as we know.");
    assertThat(merged(mine, MORE)).contains("5 events in all, as far as we know.");
  }

  @Test
  void a_true_conflict_keeps_the_persons_text_and_reports_both() {
    String mine = edit(BASE, "3 events in all", "Some three dozen");
    MergeResult result = DocumentMerge.merge(BASE, mine, MORE);
    assertThat(result.text()).contains("- **Impact start**: Some three dozen.\n");
    assertThat(result.conflicts()).hasSize(1);
    Conflict conflict = result.conflicts().get(0);
    assertThat(conflict.where()).isEqualTo("Summary");
    assertThat(conflict.mine()).contains("Some three dozen");
    assertThat(conflict.generated()).contains("5 events in all");
    assertThat(result.text().lines().toList().get(conflict.line() - 1)).isEqualTo(conflict.mine());
  }

  @Test
  void a_cell_that_a_person_edited_and_another_that_the_tool_changed_are_both_taken() {
    String mine = edit(BASE, "Event 3 happened", "Ours");
    String result =
        merged(mine, edit(BASE, "| Event 3 happened | log |", "| Event 3 happened | alert |"));
    assertThat(result).contains("| Ours | alert |");
  }

  @Test
  void tables_that_an_editor_lined_up_are_updated_as_if_nobody_had_touched_them() {
    String mine =
        edit(BASE, "happened | log |", "happened     | log    |").replace("|---", "|-------");
    String after = edit(MORE, "| Event 3 happened | log |", "| Event three | alert |");
    after = edit(after, Draft.row(1), "");
    String result = merged(mine, after);
    assertThat(rows(result))
        .hasSize(4)
        .anyMatch(row -> row.contains("| Event three | alert |"))
        .noneMatch(row -> row.contains("Event 1 "));
    assertThat(result).contains("|-------");
  }

  @Test
  void a_cell_in_a_table_that_an_editor_lined_up_is_no_conflict_with_a_new_figure() {
    String table = "| Measure | Value |\n|---|---|\n| TTM | 5 min |\n";
    String base = "## Summary\n\n" + table;
    String mine = base.replace("| 5 min |", "|   5 min   |");
    MergeResult result = DocumentMerge.merge(base, mine, base.replace("5 min", "7 min"));
    assertThat(result.conflicts()).isEmpty();
    assertThat(result.text()).contains("| TTM | 7 min |");
  }

  @Test
  void a_column_that_a_person_took_away_is_not_in_new_rows_either() {
    String mine =
        BASE.lines()
            .map(line -> line.startsWith("|") ? Edits.withoutKind(line) : line)
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(rows(merged(mine, MORE)))
        .contains("| 2024-05-01 10:02:00 | Event 2 happened | [nginx](#e-" + Draft.id(2) + ") |")
        .hasSize(5)
        .noneMatch(row -> row.contains("| log |"));
  }

  @Test
  void a_column_that_a_person_added_is_empty_in_new_rows_and_other_cells_stay_below_their_heads() {
    String mine =
        edit(BASE, "| What happened | Kind |", "| What happened | Who was there | Kind |")
            .replace(" happened | log |", " happened | ann | log |");
    mine = mine.replaceFirst("\\|---\\|---\\|---\\|---\\|", "|---|---|---|---|---|");
    String after = edit(MORE, "| Event 3 happened | log |", "| Event 3 happened | alert |");
    assertThat(rows(merged(mine, after)))
        .anyMatch(row -> row.contains("| Event 2 happened | | log | [nginx]"))
        .anyMatch(row -> row.contains("| Event 3 happened | ann | alert | [nginx]"))
        .anyMatch(row -> row.contains("| Event 1 happened | ann | log | [nginx]"));
  }

  @Test
  void columns_in_another_order_stay_so_for_new_rows() {
    String mine = BASE.replace("| What happened | Kind |", "| Kind | What occurred |");
    mine = mine.replaceAll("(\\| Event \\d+ happened) (\\| log) ", "$2 $1 ");
    String result = merged(mine, MORE);
    assertThat(rows(result)).anyMatch(row -> row.contains("| log | Event 2 happened | [nginx]"));
    assertThat(result).contains("| Kind | What occurred |");
  }

  @Test
  void what_the_tool_no_longer_says_goes_unless_somebody_edited_it() {
    String less = Draft.of("2", 1, 5);
    assertThat(rows(merged(BASE + "\nMine.\n", less))).hasSize(2);
    String mine = edit(BASE, "Event 3 happened", "Ours");
    String result = merged(mine, less);
    assertThat(rows(result)).hasSize(3);
    assertThat(result).as("its excerpt, since it is still linked").contains(Draft.excerpt(3));
  }

  @Test
  void line_ends_byte_order_mark_and_a_missing_last_line_end_are_kept() {
    String mine = edit(BASE, "Event 3 happened", "Ours").stripTrailing();
    String result = merged("\ufeff" + mine.replace("\n", "\r\n"), MORE);
    assertThat(result).startsWith("\ufeff---\r\n").endsWith("</details>");
    assertThat(result.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    assertThat(result.substring(1).replace("\r\n", "\n")).isEqualTo(merged(mine, MORE));
  }

  static IntStream seeds() {
    return IntStream.range(0, 250);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatever_people_do_it_stays_and_merging_again_changes_nothing(int seed) {
    Random random = new Random(seed);
    String base = Draft.random(random);
    String generated = Draft.random(random);
    Edits edits = new Edits(random, base);
    String mine = edits.text();
    assertThat(DocumentMerge.merge(base, mine, base).text()).isEqualTo(mine);
    assertThat(DocumentMerge.merge(base, base, generated).text()).isEqualTo(generated);
    String result = DocumentMerge.merge(base, mine, generated).text();
    assertThat(DocumentMerge.merge(generated, result, generated).text()).isEqualTo(result);
    assertThat(DocumentMerge.merge(base, result, generated).text())
        .as("after a run that was killed before it wrote the new base\n%s", mine)
        .isEqualTo(result);
    for (String own : edits.added()) {
      assertThat(result).contains(own);
    }
    if (!edits.deletedTable()) {
      List<String> wanted = new ArrayList<>(Draft.ids(generated));
      wanted.removeAll(Draft.ids(base));
      assertThat(Draft.ids(result)).containsAll(wanted);
    }
    List<String> gone = new ArrayList<>(Draft.ids(base));
    gone.removeAll(Draft.ids(mine));
    assertThat(Draft.ids(result)).filteredOn(gone::contains).isEmpty();
    assertThat(Draft.ids(result)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void blocks_put_together_again_are_the_document(int seed) {
    Random random = new Random(seed);
    String[] parts = {
      "\n", "\r\n", "\r", "|", "a", "---", "# h", "- i", "```", "<details>", "</details>", " ", ":"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    StringBuilder again = new StringBuilder();
    BlockSplitter.split(text.toString()).forEach(b -> again.append(b.raw()).append(b.gap()));
    assertThat(again.toString()).isEqualTo(text.toString());
  }

  @Test
  void a_large_document_is_merged_quickly_enough_to_be_tested_by_size() {
    int[] events = IntStream.range(0, 600).toArray();
    String base = Draft.of("2", Arrays.copyOf(events, 300));
    String mine = edit(base, "Event 7 happened", "Ours");
    assertThat(rows(DocumentMerge.merge(base, mine, Draft.of("2", events)).text())).hasSize(600);
  }
}
