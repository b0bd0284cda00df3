package postmortem.source.recognition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.event.stamp.Marks;
import postmortem.log.format.LinePatterns;
import postmortem.source.SourceLibrary;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;

class LineFitTest {

  private static final List<SourceDeclaration> SOURCES =
      SourceLibrary.builtIn().declared().stream().filter(one -> one.lines() != null).toList();

  /** The lines of all samples, and each of them with a few bytes changed, lost or doubled. */
  private static List<String> mutated() {
    Random random = new Random(20_261);
    String bytes = " \t-:.,0123456789TZabAB_[]{}()<>/+\"=|#*";
    List<String> lines = new ArrayList<>();
    for (SourceDeclaration source : SOURCES) {
      for (SampleText sample : source.samples()) {
        for (String line : sample.text().lines().filter(one -> !one.isEmpty()).toList()) {
          lines.add(line);
          for (int n = 0; n < 4; n++) {
            StringBuilder other = new StringBuilder(line);
            int at = random.nextInt(Math.min(line.length(), 40));
            char there = bytes.charAt(random.nextInt(bytes.length()));
            switch (random.nextInt(3)) {
              case 0 -> other.setCharAt(at, there);
              case 1 -> other.insert(at, there);
              default -> other.deleteCharAt(at);
            }
            lines.add(other.toString());
          }
        }
      }
    }
    return lines;
  }

  @Test
  void no_pattern_that_takes_a_line_is_kept_from_it_by_what_the_line_holds() {
    LinePatterns.Match match = new LinePatterns.Match();
    int taken = 0;
    for (String text : mutated()) {
      byte[] line = text.getBytes(StandardCharsets.UTF_8);
      long marks = Marks.of(line, 0, line.length);
      for (SourceDeclaration source : SOURCES) {
        LinePatterns patterns = Objects.requireNonNull(source.lines()).patterns();
        int plain = patterns.match(line, 0, line.length, match);
        assertThat(patterns.match(line, marks, match))
            .as("%s of \"%s\"", source.name(), text)
            .isEqualTo(plain);
        taken += plain == LinePatterns.NONE ? 0 : 1;
      }
    }
    assertThat(taken).isGreaterThan(SOURCES.size());
  }
}
