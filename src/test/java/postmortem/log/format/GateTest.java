package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.event.stamp.StampLayout;

/** What is told of a line before a format is tried on it. */
class GateTest {

  private static final List<LogFormat> FORMATS = FormatLibrary.builtIn().formats();

  private static List<String> mutated() {
    return SampleLines.mutated(FORMATS, new Random(20_251));
  }

  @Test
  void no_format_that_takes_a_line_is_kept_from_it() {
    LogRecord plain = new LogRecord();
    LogRecord gated = new LogRecord();
    JsonKinds objects = new JsonKinds(new JsonKinds.Keys(FORMATS));
    Outline outline = new Outline();
    Random random = new Random(5);
    int matches = 0;
    int tries = 0;
    int pairs = 0;
    for (String line : mutated()) {
      byte[] buf = line.getBytes(StandardCharsets.UTF_8);
      int firstTo = ByteSearch.indexOf(buf, 0, buf.length, (byte) '\n');
      long marksOfFirst = Marks.of(buf, 0, firstTo);
      long marksOfAll = Marks.of(buf, 0, buf.length);
      objects.begin();
      for (int f = 0; f < FORMATS.size(); f++) {
        LogFormat format = FORMATS.get(f);
        int to = format.spansLines() ? buf.length : firstTo;
        for (boolean timed : new boolean[] {true, false}) {
          if (!timed && !format.takesUntimed()) {
            continue;
          }
          pairs++;
          long begun = format.mayBegin(buf[0]);
          long only = format.mayTake(begun, to == firstTo ? marksOfFirst : marksOfAll, timed);
          outline.read(buf, 0, to, random.nextInt(Outline.LENGTH + 1));
          only = format.fitting(only, outline);
          outline.read(buf, 0, to, Outline.LENGTH);
          only = format.fitting(only, outline);
          tries += only != 0 ? 1 : 0;
          boolean found = matches(format, timed, buf, firstTo, -1, plain);
          matches += found ? 1 : 0;
          if (matches(format, timed, buf, firstTo, only, gated) != found) {
            fail("%s takes %s: %s", format, line, found);
          }
          if (found) {
            assertThat(said(gated)).as("%s of %s", format, line).isEqualTo(said(plain));
          }
          if (to == buf.length && objects.reads(f)) {
            assertThat(format.match(objects, f, timed, buf, 0, buf.length, gated))
                .as("%s takes %s as an object", format, line)
                .isEqualTo(found);
            if (found) {
              assertThat(said(gated)).as("%s of %s", format, line).isEqualTo(said(plain));
            }
          }
        }
      }
    }
    assertThat(matches).isGreaterThan(5_000);
    assertThat(tries).as("most are kept from it").isLessThan(pairs / 10);
  }

  private static boolean matches(
      LogFormat format, boolean timed, byte[] buf, int firstTo, long only, LogRecord into) {
    if (only == 0) {
      return false;
    }
    return timed
        ? format.match(buf, 0, firstTo, buf.length, only, into)
        : format.matchUntimed(buf, 0, firstTo, buf.length, only, into);
  }

  private static List<Object> said(LogRecord record) {
    return List.of(
        record.pattern(),
        record.stampFrom(),
        record.stampTo(),
        record.severity(),
        record.status(),
        record.from(Role.MESSAGE),
        record.has(Role.MESSAGE) ? record.to(Role.MESSAGE) : -1,
        record.from(Role.INNER));
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
