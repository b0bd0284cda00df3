package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentText;

final class MarkdownTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "@ann and @org/team => @<!-- -->ann and @<!-- -->org/team",
        "fixes #12, GH-7 and o/r#3 => fixes #<!-- -->12, GH-<!-- -->7 and o/r#<!-- -->3",
        "see https://example.org/a => see https:/<!-- -->/example.org/a",
        "www.example.org => www<!-- -->.example.org",
        "mail ann@example.org => mail ann@<!-- -->example.org",
        ":tada: at 10:05:23 => :<!-- -->tada: at 10:05:23",
        "a | b => a \\| b",
        "[x](http://y) ![z] [^1] => \\[x\\](http:/<!-- -->/y) !\\[z\\] \\[^1\\]",
        "<b>x</b> &amp; a & b => &lt;b&gt;x&lt;/b&gt; &amp;amp; a & b",
        "*x* _y_ snake_case ~z~ `c` => \\*x\\* \\_y\\_ snake_case \\~z\\~ \\`c\\`",
        "# not a heading => \\# not a heading",
        "1. not a list => 1\\. not a list",
        "- not an item => \\- not an item",
        "-5 and +3 => -5 and +3",
        "> not a quote => \\> not a quote",
        "costs $5 or $6 => costs \\$5 or \\$6",
        "0.2 per minute => 0.2 per minute",
        "C:\\temp\\x => C:\\\\temp\\\\x",
      })
  void prose_shows_as_it_is_and_does_nothing(String text, String markdown) {
    assertThat(MarkdownText.prose(text)).isEqualTo(markdown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@ann fixes #12 | <script>alert(1)</script> [x](http://y) *b* _c_ `d` ~~e~~ \\ &lt; :+1:",
        "1) one",
        "=== x",
        "+ plus",
        "--- rule",
        "*** rule",
        "[ref]: http://x",
        "a\\",
        "![](x)",
        "$a$ {b}"
      })
  void what_is_read_back_from_a_cell_or_a_paragraph_is_the_text(String text) {
    DocumentText cell =
        DocumentReader.read(
            "x.md", "| a | b |\n|---|---|\n| " + MarkdownText.prose(text) + " | c |\n");
    assertThat(cell.tables().get(0).rows().get(0).get(0).text()).isEqualTo(text);
    assertThat(cell.tables().get(0).rows().get(0)).hasSize(2);
    DocumentText paragraph = DocumentReader.read("x.md", MarkdownText.prose(text) + "\n");
    assertThat(paragraph.passages()).extracting(p -> p.text()).containsExactly(text);
    assertThat(paragraph.passages()).extracting(p -> p.kind()).containsExactly(Passage.PARAGRAPH);
  }

  private static final class Passage {
    static final postmortem.document.read.Passage.Kind PARAGRAPH =
        postmortem.document.read.Passage.Kind.PARAGRAPH;
  }

  @Test
  void all_white_space_becomes_one_space_and_what_cannot_be_seen_is_spelt_out() {
    assertThat(MarkdownText.prose(" a\r\n\tb\u2028c\u00a0d ")).isEqualTo("a b c d");
    assertThat(MarkdownText.prose("x\u202eFDP.exe\u0000\u001b\\[1m"))
        .isEqualTo("x\u2039U+202E\u203aFDP.exe\u2039U+0000\u203a\u2039U+001B\u203a\\\\\\[1m");
    assertThat(MarkdownText.prose("\u05e9\u05dc\u05d5\u05dd \ud83d\udc68\u200d\ud83d\udcbb"))
        .isEqualTo("\u05e9\u05dc\u05d5\u05dd \ud83d\udc68\u200d\ud83d\udcbb");
  }

  @Test
  void code_holds_bars_and_backticks() {
    assertThat(MarkdownText.code("a/b.log:7")).isEqualTo("`a/b.log:7`");
    assertThat(MarkdownText.code("a|b`c")).isEqualTo("<code>a&#124;b&#96;c</code>");
  }

  @Test
  void a_folded_excerpt_is_one_line_of_html() {
    assertThat(MarkdownText.html("</code></pre></details>\n\n| \"a\" & b\r\n\t``` @x"))
        .isEqualTo(
            "&lt;/code&gt;&lt;/pre&gt;&lt;/details&gt;&#10;&#10;| &quot;a&quot; &amp; b&#10;&#9;``` @x");
  }

  @Test
  void front_matter_values_are_quoted() {
    assertThat(MarkdownText.yaml("a: \"b\" \\ # c\n\u202e"))
        .isEqualTo("\"a: \\\"b\\\" \\\\ # c\\u000a\\u202e\"");
  }
}
