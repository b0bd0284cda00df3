package postmortem.log.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;

class CandidatesTest {

  private static final List<LogFormat> LIBRARY = FormatLibrary.builtIn().formats();

  /** More kinds of lines than are remembered, and each of them more than once. */
  @Test
  void what_is_remembered_of_other_lines_never_answers_for_a_line() {
    Random random = new Random(11);
    Candidates.Table table =
        new Candidates.Table(LIBRARY, LogFormat::isWrappable, /* timed= */ true);
    byte[] firsts = {'a', '2', '['};
    long[] marks = random.longs(9_000).map(some -> some | random.nextLong()).toArray();
    int some = 0;
    for (int round = 0; round < 20_000; round++) {
      byte first = firsts[random.nextInt(firsts.length)];
      long held = marks[random.nextInt(marks.length)];
      List<Long> expected = new ArrayList<>();
      for (int f = 0; f < LIBRARY.size(); f++) {
        LogFormat format = LIBRARY.get(f);
        long patterns = format.mayTake(format.mayBegin(first), held, /* timed= */ true);
        if (format.isWrappable() && patterns != 0) {
          expected.add((long) f);
          expected.add(patterns);
        }
      }
      Candidates answer = table.of(first, held);
      List<Long> actual = new ArrayList<>();
      for (int i = 0; i < answer.count(); i++) {
        actual.add((long) answer.format(i));
        actual.add(answer.patterns(i));
      }
      assertThat(actual).isEqualTo(expected);
      some += expected.isEmpty() ? 0 : 1;
    }
    assertThat(some).isPositive();
  }
}
