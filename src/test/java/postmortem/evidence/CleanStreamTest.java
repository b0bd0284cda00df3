package postmortem.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class CleanStreamTest {

  @Test
  void colours_are_taken_out_also_where_the_escape_is_written_out() throws IOException {
    assertThat(clean("\u001b[31mERROR\u001b[0m a")).isEqualTo("ERROR a");
    assertThat(clean("#033[1;44m[D]#033[0m b")).isEqualTo("[D] b");
    assertThat(clean("^[[38;2;255;100;0mWARN^[[0m c^[[K")).isEqualTo("WARN c");
  }

  @Test
  void what_a_program_says_to_a_terminal_of_its_time_stays() throws IOException {
    assertThat(clean("\u001b_bk;t=1739095523120\u0007ok \u001b[31mno\u001b[0m"))
        .isEqualTo("_bk;t=1739095523120 ok no");
    assertThat(clean("\u001b_open\nnext")).isEqualTo("_open\nnext");
    byte[] lines = "\u001b_bk;t=1739095523120\u0007a\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    assertThat(Content.of(lines, lines.length)).isEqualTo(Content.UTF_8);
    byte[] bells = "\u0007ding\n".repeat(40).getBytes(StandardCharsets.UTF_8);
    assertThat(Content.of(bells, bells.length)).isEqualTo(Content.BINARY);
  }

  @Test
  void what_only_looks_like_a_colour_stays() throws IOException {
    for (String text :
        new String[] {
          "ticket #033 of [31m]", "issue #033[a]", "x^[[y]]", "#033[1;44", "^[[", "#03", "#033[1 m"
        }) {
      assertThat(clean(text)).isEqualTo(text);
      assertThat(needed(text)).isFalse();
    }
  }

  @Test
  void a_sequence_that_lies_over_the_end_of_a_buffer_is_taken_out() throws IOException {
    for (int before = 8150; before < 8200; before++) {
      String text = "x".repeat(before);
      assertThat(clean(text + "#033[31mERROR#033[0m\n" + text)).isEqualTo(text + "ERROR\n" + text);
    }
  }

  @Test
  void only_text_with_something_in_it_is_cleaned() {
    assertThat(needed("a #033[0m b")).isTrue();
    assertThat(needed("a ^[[0m b")).isTrue();
    assertThat(needed("a \u001b[0m b")).isTrue();
    assertThat(needed("a b")).isFalse();
  }

  private static boolean needed(String text) {
    byte[] head = text.getBytes(StandardCharsets.UTF_8);
    return CleanStream.isNeeded(head, head.length);
  }

  /** Read whole, byte by byte, and from a source that yields little at once: always the same. */
  private static String clean(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String whole = text(new CleanStream(new ByteArrayInputStream(bytes)).readAllBytes());
    try (InputStream slow =
        new CleanStream(
            new ByteArrayInputStream(bytes) {
              @Override
              public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, 3));
              }
            })) {
      StringBuilder one = new StringBuilder();
      for (int b = slow.read(); b >= 0; b = slow.read()) {
        one.append((char) b);
      }
      assertThat(one.toString()).isEqualTo(whole);
    }
    return whole;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
