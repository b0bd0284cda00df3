package postmortem.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordReaderTest {

  private record Piece(long offset, long line, int lines, String text) {}

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 4_096})
  void cuts_any_text_into_the_same_records_whatever_the_block(int block) throws IOException {
    Random random = new Random(block);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(40); i > 0; i--) {
        text.append(random.nextInt(3) == 0 ? "\t" : "")
            .append("x".repeat(random.nextInt(20)))
            .append(random.nextBoolean() ? "\n" : "\r\n");
      }
      String whole = text + (random.nextBoolean() ? "last" : "");
      assertThat(read(whole, block, 1_000)).isEqualTo(simple(whole));
    }
  }

  @Test
  void a_line_over_the_limit_is_cut_and_what_follows_keeps_its_place() throws IOException {
    String text = "a\n" + "b".repeat(500) + "\nc\n";
    for (int block = 1; block < 300; block += 13) {
      assertThat(read(text, block, 100))
          .containsExactly(
              new Piece(0, 1, 1, "a"),
              new Piece(2, 2, 1, "b".repeat(100)),
              new Piece(503, 3, 1, "c"));
    }
  }

  @Test
  void a_record_over_the_limit_is_cut_at_a_line_and_what_follows_keeps_its_place()
      throws IOException {
    String text = "a\n" + "\tbbbbbbbb\n".repeat(90) + "c\n";
    for (int block = 1; block < 300; block += 13) {
      List<Piece> pieces = read(text, block, 100);
      assertThat(pieces).hasSize(2);
      assertThat(pieces.get(0).text()).startsWith("a\n\tb").hasSizeLessThanOrEqualTo(101);
      assertThat(pieces.get(1)).isEqualTo(new Piece(902, 92, 1, "c"));
    }
  }

  private static List<Piece> read(String text, int block, int most) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    List<Piece> pieces = new ArrayList<>();
    try (InputStream in = new ByteArrayInputStream(bytes)) {
      RecordReader reader = new RecordReader(in, block, most, (b, f, t) -> b[f] != '\t');
      while (reader.next()) {
        String record =
            new String(
                reader.buf(),
                reader.from(),
                reader.to() - reader.from(),
                StandardCharsets.ISO_8859_1);
        pieces.add(new Piece(reader.offset(), reader.line(), reader.lines(), record));
      }
    }
    return pieces;
  }

  /** The same by the letter, on a string. */
  private static List<Piece> simple(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    int number = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      int next = end < 0 ? text.length() : end + 1;
      end = end < 0 ? text.length() : end;
      end = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
      number++;
      if (end > at && (pieces.isEmpty() || text.charAt(at) != '\t')) {
        pieces.add(new Piece(at, number, 1, text.substring(at, end)));
      } else if (end > at) {
        Piece last = pieces.remove(pieces.size() - 1);
        int from = (int) last.offset();
        pieces.add(
            new Piece(
                from, last.line(), (int) (number - last.line()) + 1, text.substring(from, end)));
      }
      at = next;
    }
    return pieces;
  }
}
