package postmortem.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTablesTest {

  private static List<Spot> found(String text) {
    return DocumentReader.read("postmortem.md", text).htmlActions();
  }

  @Test
  void a_table_below_action_items_is_noticed_where_it_begins() {
    assertThat(found("# x\n\n## Action items\n\n<table>\n<tr><td>a</td></tr>\n</table>\n"))
        .containsExactly(new Spot(5, 1));
    assertThat(
            found("## Action items\n\n<div><TABLE class=\"x\"><tr><td>a</td></tr></TABLE></div>"))
        .containsExactly(new Spot(3, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table><tr><th>Action</th><th>Owner</th></tr></table>",
        "<table>\n<tr><td align='left'> <b>Action items</b></td></tr></table>",
        "<table><tr><th>ID</th>\n<th>ACTIONS</th></tr></table>"
      })
  void a_table_with_a_column_for_actions_is_noticed_anywhere(String table) {
    assertThat(found("# x\n\n" + table)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "## Impact\n\n<table><tr><th>Users</th></tr></table>",
        "## Action items\n\n```html\n<table></table>\n```",
        "## Action items\n\n> <table><tr><td>a</td></tr></table>",
        "## Action items\n\n<details>\n<pre>&lt;table&gt;</pre>\n</details>",
        "## Action items\n\n<tablet>x</tablet>",
        "## Impact\n\n<table><tr><th>Transaction</th></tr></table>"
      })
  void others_are_not(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void a_hostile_block_ends() {
    assertThat(found("<table>" + "<td ".repeat(50_000))).isEmpty();
    assertThat(found("<table><td>" + " ".repeat(200_000))).isEmpty();
  }
}
