package postmortem.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.BadCases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.document.read.ActionRow.Column;
import postmortem.document.read.Passage.Kind;

final class DocumentReaderTest {

  private static final String DOCUMENT =
      """
      ---
      id: "2024-05-01-queue"
      severity: 2
      owner:
      tags: [queue, "two words"]
      ---

      # Queue stood still

      The broker\\*s disk was *full*, see `df -h` and
      [the graph](https://example.org/g).

      ## Timeline

      | Time (UTC) | Europe/Berlin | What happened | Kind | Evidence |
      |---|---|---|---|---|
      | 2024-05-01 10:00:01 | 12:00:01 | disk \\| full | log | [syslog](#e-0123456789ab) |
      | 2024-05-01 10:05 | 12:05 | We called the provider | | |

      ## Contributing factors

      - Trigger: disk full ([syslog](#e-0123456789ab))
        - How did it fill?
      - No alert

      ## Action items

      | Owner | Action | Deadline | ID | Notes | Done when |
      |---|---|---|---|---|---|
      | @ann | Add an alert | 2024-06-01 | A1 | | it fires in a test |
      | | | | | | |

      > quoted &amp; said

      <details id="e-0123456789ab"><summary>x</summary>

      folded words

      </details>

      own words again
      """;

  private final DocumentText document = DocumentReader.read("x.md", DOCUMENT);

  @Test
  void front_matter_has_values_and_places() {
    assertThat(document.diagnostics()).isEmpty();
    assertThat(document.frontMatter().text("id")).contains("2024-05-01-queue");
    assertThat(document.frontMatter().text("owner")).isEmpty();
    assertThat(document.frontMatter().texts("tags")).containsExactly("queue", "two words");
    assertThat(document.frontMatter().at("severity")).contains(new Spot(3, 11));
    assertThat(document.frontMatter().at("owner")).contains(new Spot(4, 1));
    assertThat(document.frontMatter().at("title")).isEmpty();
  }

  @Test
  void headings_know_their_path_and_line() {
    Heading timeline = document.headings().get(1);
    assertThat(timeline.path()).containsExactly("Queue stood still", "Timeline");
    assertThat(timeline.at()).isEqualTo(new Spot(13, 4));
  }

  @Test
  void a_passage_finds_each_of_its_characters_again() {
    Passage first = document.passages().get(1);
    assertThat(first.text()).isEqualTo("The broker*s disk was full, see df -h and the graph.");
    assertThat(first.at(first.text().indexOf('*'))).isEqualTo(new Spot(10, 12));
    assertThat(first.at(first.text().indexOf("full"))).isEqualTo(new Spot(10, 25));
    assertThat(first.at(first.text().indexOf("graph"))).isEqualTo(new Spot(11, 6));
    assertThat(first.ownWords()).contains("see      ").doesNotContain("df -h");
    assertThat(first.ownWords()).hasSameSizeAs(first.text());
  }

  @Test
  void evidence_is_told_from_own_words() {
    assertThat(document.passages().stream().filter(p -> p.quoted()).map(Passage::text))
        .contains("quoted & said", "folded words", "disk | full")
        .doesNotContain("own words again", "We called the provider", "Add an alert");
  }

  @Test
  void timeline_rows_have_instants_and_the_events_they_link() {
    assertThat(document.timeline()).hasSize(2);
    TimelineRow first = document.timeline().get(0);
    assertThat(first.instant()).isEqualTo(Instant.parse("2024-05-01T10:00:01Z"));
    assertThat(first.text().text()).isEqualTo("disk | full");
    assertThat(first.eventIds()).containsExactly("0123456789ab");
    assertThat(first.text().at()).isEqualTo(new Spot(17, 36));
    assertThat(document.timeline().get(1).instant()).isEqualTo("2024-05-01T10:05:00Z");
    assertThat(document.timeline().get(1).eventIds()).isEmpty();
  }

  @Test
  void action_items_are_found_by_the_names_of_their_columns() {
    assertThat(document.actions()).hasSize(1);
    ActionRow row = document.actions().get(0);
    assertThat(row.text(Column.ACTION)).contains("Add an alert");
    assertThat(row.text(Column.OWNER)).contains("@ann");
    assertThat(row.text(Column.DONE_WHEN)).contains("it fires in a test");
    assertThat(row.cell(Column.PRIORITY)).isEmpty();
    assertThat(row.cell(Column.ID).orElseThrow().at()).isEqualTo(new Spot(30, 38));
  }

  @Test
  void a_table_that_follows_a_paragraph_without_a_blank_line_is_read_where_it_stands() {
    String text =
        """
        # T

        We do this
        and that:
        | Action | Owner |
        |---|---|
        | Cap the pool | ines |

        ```
        In code:
        | Action | Owner |
        |---|---|
        | No | ines |
        ```

        <div>
        In HTML:
        | Action | Owner |
        |---|---|
        | No | ines |
        </div>

        A bar is no table:
        | so | it | goes
        |---|
        """;
    DocumentText document = DocumentReader.read("x.md", text);
    assertThat(document.actions()).hasSize(1);
    ActionRow row = document.actions().get(0);
    assertThat(row.text(Column.ACTION)).contains("Cap the pool");
    assertThat(row.cell(Column.OWNER).orElseThrow().at()).isEqualTo(new Spot(7, 18));
    assertThat(document.passages()).anyMatch(p -> p.text().contains("and that:"));
  }

  @Test
  void factors_keep_their_tree() {
    assertThat(document.factors()).hasSize(2);
    FactorItem trigger = document.factors().get(0);
    assertThat(trigger.eventIds()).containsExactly("0123456789ab");
    assertThat(trigger.below().get(0).text().text()).isEqualTo("How did it fill?");
  }

  @Test
  void line_ends_and_a_byte_order_mark_change_no_place() {
    for (String variant : List.of("\n", "\r\n")) {
      DocumentText other = DocumentReader.read("x.md", "\ufeff" + DOCUMENT.replace("\n", variant));
      assertThat(other.passages()).isEqualTo(document.passages());
      assertThat(other.frontMatter()).isEqualTo(document.frontMatter());
      assertThat(other.timeline()).isEqualTo(document.timeline());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "---",
        "---\n",
        "---\n---\n",
        "|",
        "| a |\n|---|",
        "\r\n",
        "# ",
        "<details>",
        "\\"
      })
  void odd_documents_are_read(String text) {
    assertThat(DocumentReader.read("odd.md", text).diagnostics()).isEmpty();
  }

  @Test
  void broken_front_matter_is_said_with_its_place_and_the_rest_is_read() {
    DocumentText broken = DocumentReader.read("x.md", "---\nid: a\nid: b\n---\n\n# Title\n");
    assertThat(broken.diagnostics())
        .singleElement()
        .satisfies(d -> assertThat(d.toString()).contains("PM-D002", "x.md:3"));
    assertThat(broken.headings()).hasSize(1);
  }

  @Test
  void a_document_over_the_cap_is_refused_with_the_limit() {
    DocumentText big =
        DocumentReader.read("x.md", "a".repeat(11), new ReadLimits(10, Duration.ofSeconds(5)));
    BadCases.check("PM-M001-document-too-long", big.diagnostics());
  }

  @Test
  void endless_recursion_of_the_parser_becomes_a_diagnostic() {
    DocumentText deep = DocumentReader.read("x.md", "*".repeat(50_000));
    BadCases.check("PM-M003-nested-too-deep", deep.diagnostics());
  }

  @Test
  void an_interrupted_reader_says_so() {
    Thread.currentThread().interrupt();
    DocumentText interrupted = DocumentReader.read("x.md", "# One");
    assertThat(Thread.interrupted()).isTrue();
    BadCases.check("PM-M004-interrupted", interrupted.diagnostics());
  }

  @Test
  void a_parser_that_does_not_end_is_given_up() {
    StringBuilder runs = new StringBuilder();
    for (int i = 1; i < 1500; i++) {
      runs.append('a').append("`".repeat(i));
    }
    DocumentText slow =
        DocumentReader.read(
            "x.md", runs.toString(), new ReadLimits(4 << 20, Duration.ofMillis(50)));
    BadCases.check("PM-M002-parser-does-not-end", slow.diagnostics());
    assertThat(slow.lines()).hasSize(1);
  }

  @Test
  void headings_are_passages_of_their_own_section() {
    assertThat(document.passages().get(0).kind()).isEqualTo(Kind.HEADING);
    assertThat(document.under("action items")).isNotEmpty();
  }
}
