package postmortem.event.stamp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final Pattern CLOCK = Pattern.compile("[0-9]:[0-9]{2}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]:[0-9]{2}:[0-9]{2}");

  /** Mostly what marks are made of together. */
  private static final String BYTES = "0019::::-- - az[]|=\t\u00E9";

  /** What stands around a text must not count, wherever it lies in a buffer and however long. */
  @Test
  void a_text_has_the_marks_of_its_bytes_and_of_the_times_and_dashes_in_it_alone() {
    Random random = new Random(7);
    int clocks = 0;
    int seconds = 0;
    int dashes = 0;
    for (int round = 0; round < 200_000; round++) {
      StringBuilder all = new StringBuilder();
      for (int i = random.nextInt(60) + 2; i > 0; i--) {
        all.append(BYTES.charAt(random.nextInt(BYTES.length())));
      }
      int from = random.nextInt(all.length());
      int to = from + random.nextInt(all.length() - from + 1);
      String text = all.substring(from, to);
      long bytes = 0;
      for (byte b : text.getBytes(ISO_8859_1)) {
        bytes |= Marks.of(b);
      }
      boolean clock = CLOCK.matcher(text).find();
      boolean full = SECONDS.matcher(text).find();
      boolean dash = text.contains(" - ");
      long together =
          (clock ? Marks.CLOCK : 0)
              | (full ? Marks.SECONDS : 0)
              | (dash ? Marks.of(" - ".getBytes(ISO_8859_1)) : 0);
      clocks += clock ? 1 : 0;
      seconds += full ? 1 : 0;
      dashes += dash ? 1 : 0;
      assertThat(Marks.of(all.toString().getBytes(ISO_8859_1), from, to))
          .as("%s of %s", text, all)
          .isEqualTo(bytes | together);
    }
    assertThat(clocks).isPositive();
    assertThat(seconds).isPositive();
    assertThat(dashes).isPositive();
  }
}
