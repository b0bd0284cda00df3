package postmortem.source.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <div><div>Test</div></div>                                      | Test
          <p>one</p><p>two<br>three</p>                                   | one / two / three
          p95 &gt; 4&nbsp;s &amp; rising &#8212; &#x2764;                 | p95 > 4 s & rising — ❤
          a < b and b > c                                                 | a < b and b > c
          5 <6, unclosed                                                  | 5 <6, unclosed
          <at id="0">Kim</at>&nbsp;look                                   | @Kim look
          see <a href="https://d.example/x?a=1&amp;b=2">the board</a>.    | see the board (https://d.example/x?a=1&b=2).
          <a href="https://d.example/x">https://d.example/x</a>           | https://d.example/x
          <a href="javascript:alert(1)">press</a>                         | press
          <img alt="🙂" src="x"> <emoji alt="👍"></emoji> <img src="y">   | 🙂 👍 [image]
          <script>alert('</p>')</script>x<style>p{}</style><SCRIPT>y</SCRIPT >| x
          <!-- <b>hidden</b> -->shown                                     | shown
          <b title="a > b">bold</b>                                       | bold
          <b title="never closed>text                                     | text
          <table><tr><td>a</td><td>b</td></tr></table>                    | a b
          <blockquote><p>is it down?</p></blockquote><p>it was</p>        | “is it down?” / it was
          <blockquote></blockquote>x                                      | x
          &unknown; &amp;amp; & alone;                                    | &unknown; &amp; & alone;
          &lt;script&gt;what somebody typed&lt;/script&gt;                | <script>what somebody typed</script>
          """)
  void tags_are_gone_and_words_are_kept(String html, String words) {
    assertThat(HtmlText.of(html).replace("\n", " / ")).isEqualTo(words);
  }

  @Test
  void a_script_that_is_not_closed_hides_all_that_follows() {
    assertThat(HtmlText.of("before<script>alert(1)")).isEqualTo("before");
  }

  @Test
  void a_control_character_is_a_blank_however_it_is_written() {
    assertThat(HtmlText.of("a\u001b[31mb&#27;c&#0;d")).isEqualTo("a [31mb c d");
  }

  @Test
  void hostile_text_of_a_million_characters_is_read_at_once() {
    assertThat(HtmlText.of("<a ".repeat(400_000))).isNotEmpty();
    assertThat(HtmlText.of("<a href=\"".repeat(200_000) + ">")).isNotNull();
    assertThat(HtmlText.of("&".repeat(1_000_000))).hasSize(1_000_000);
    assertThat(HtmlText.of("<div>".repeat(300_000) + "x")).isEqualTo("x");
  }
}
