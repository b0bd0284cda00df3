package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.StampLayout;

/** What is told of a line before a format is tried on it. */
class GateTest {

  private static final List<LogFormat> FORMATS = FormatLibrary.builtIn().formats();

  private static List<String> samples() {
    List<String> samples = new ArrayList<>();
    for (LogFormat format : FORMATS) {
      for (FormatSample sample : format.declared().fields().list("samples", FormatSample::read)) {
        samples.add(String.join("\n", sample.lines()));
      }
    }
    return samples;
  }

  @Test
  void no_format_that_takes_a_sample_of_any_is_kept_from_it() {
    LogRecord plain = new LogRecord();
    LogRecord gated = new LogRecord();
    JsonKinds kinds = new JsonKinds(FORMATS);
    int matches = 0;
    int tries = 0;
    int pairs = 0;
    for (String sample : samples()) {
      byte[] buf = sample.getBytes(StandardCharsets.UTF_8);
      int firstTo = ByteSearch.indexOf(buf, 0, buf.length, (byte) '\n');
      kinds.begin();
      for (int f = 0; f < FORMATS.size(); f++) {
        pairs++;
        LogFormat format = FORMATS.get(f);
        int to = format.spansLines() ? buf.length : firstTo;
        long only = format.mayTake(format.mayBegin(buf[0]), Marks.of(buf, 0, to));
        boolean worth =
            only != 0 && (to < buf.length || kinds.mayTake(f, true, buf, 0, buf.length));
        tries += worth ? 1 : 0;
        if (format.match(buf, 0, firstTo, buf.length, plain)) {
          matches++;
          assertThat(worth).as("%s is tried on %s", format, sample).isTrue();
          assertThat(format.match(buf, 0, firstTo, buf.length, only, gated)).isTrue();
          assertThat(gated.pattern()).as("pattern of %s", format).isEqualTo(plain.pattern());
        }
        long any = format.takesUntimed() ? -1 : 0;
        only = format.mayTakeUntimed(format.mayBegin(buf[0]), Marks.of(buf, 0, to));
        if (any != 0 && format.matchUntimed(buf, 0, firstTo, buf.length, any, plain)) {
          assertThat(to < buf.length || kinds.mayTake(f, false, buf, 0, buf.length)).isTrue();
          assertThat(format.matchUntimed(buf, 0, firstTo, buf.length, only, gated)).isTrue();
          assertThat(gated.pattern()).as("pattern of %s", format).isEqualTo(plain.pattern());
        }
      }
    }
    assertThat(matches).isGreaterThan(300);
    assertThat(tries).as("most are kept from it").isLessThan(pairs / 3);
  }

  @Test
  void a_stamp_has_the_marks_that_its_layout_says() {
    for (String layout :
        List.of("yyyy-MM-dd HH:mm:ss[,SSS]", "rfc3339", "MMM _d H:mm", "epoch-ms")) {
      String stamp =
          switch (layout) {
            case "rfc3339" -> "2025-02-09T10:05:23Z";
            case "epoch-ms" -> "1739095523178";
            case "MMM _d H:mm" -> "Feb  9 1:05";
            default -> "2025-02-09 10:05:23";
          };
      byte[] bytes = ("at " + stamp).getBytes(StandardCharsets.UTF_8);
      assertThat(StampLayout.compile(layout).marks() & ~Marks.of(bytes, 0, bytes.length)).isZero();
    }
    byte[] port = "10.0.0.9:51 and 1:2:3".getBytes(StandardCharsets.UTF_8);
    assertThat(StampLayout.compile("HH:mm:ss").marks() & ~Marks.of(port, 0, port.length))
        .as("an address with a port is no time of day")
        .isNotZero();
  }
}
