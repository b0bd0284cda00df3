package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/** Which layout reads the stamp of a line, whatever the lines before it looked like. */
class StampReadingTest {

  private static final int SOME_YEAR = 2025;

  private static final List<LogFormat> FORMATS = FormatLibrary.builtIn().formats();

  private static List<String> declaredLayouts() {
    Set<String> layouts = new LinkedHashSet<>();
    for (LogFormat format : FORMATS) {
      format
          .declared()
          .fields()
          .optional("time")
          .ifPresent(time -> layouts.addAll(time.fields().texts("layouts")));
    }
    return List.copyOf(layouts);
  }

  private static String say(int end, Stamp stamp) {
    return "up to %d: %d s and %d ns, %d off, to the %s"
        .formatted(
            end,
            stamp.localSecond(SOME_YEAR),
            stamp.nano(),
            stamp.offsetSeconds(),
            stamp.precision());
  }

  /** What each layout that can read a stamp makes of it, one after the other. */
  private static List<String> tried(StampLayouts layouts, byte[] line, int from) {
    List<String> all = new ArrayList<>();
    for (StampLayout layout : layouts) {
      Stamp stamp = new Stamp();
      int end = layout.parse(line, from, line.length, stamp);
      if (end >= 0) {
        all.add(say(StampLayout.rest(line, end, line.length, stamp), stamp));
      }
    }
    return all;
  }

  private static List<String> read(
      StampReading reading, StampLayouts layouts, byte[] line, int from, Stamp stamp) {
    List<String> all = new ArrayList<>();
    reading.forget();
    reading.begin(layouts, line, from, line.length, stamp);
    if (reading.end() >= 0) {
      all.add(say(reading.end(), stamp));
      boolean alone = reading.isAlone();
      while (reading.goOn(line, line.length)) {
        Stamp other = new Stamp();
        int end = reading.end();
        reading.copy(other);
        all.add(say(end, other));
      }
      assertThat(alone && all.size() > 1).as("alone among %s", all).isFalse();
    }
    return all;
  }

  @Test
  void the_layouts_that_read_a_stamp_are_those_that_can_one_after_the_other() {
    Random random = new Random(20_252);
    List<String> lines = SampleLines.mutated(FORMATS, random);
    List<String> declared = new ArrayList<>(declaredLayouts());
    int several = 0;
    for (int trial = 0; trial < 400; trial++) {
      Collections.shuffle(declared, random);
      StampLayouts layouts =
          StampLayouts.of(
              declared.subList(0, 2 + random.nextInt(declared.size() - 2)).stream()
                  .map(StampLayout::compile)
                  .toList());
      StampReading reading = new StampReading();
      Stamp stamp = new Stamp();
      for (int n = 0; n < 300; n++) {
        byte[] line = lines.get(random.nextInt(lines.size())).getBytes(StandardCharsets.UTF_8);
        int from = Math.min(random.nextInt(3), line.length - 1);
        List<String> expected = tried(layouts, line, from);
        // Twice: what read the last stamp is tried first.
        for (int again = 0; again < 2; again++) {
          assertThat(read(reading, layouts, line, from, stamp))
              .as("%s from %d", new String(line, StandardCharsets.UTF_8), from)
              .isEqualTo(expected);
        }
        several += expected.size() > 1 ? 1 : 0;
      }
    }
    assertThat(several).as("stamps that several layouts read").isGreaterThan(1_000);
  }
}
