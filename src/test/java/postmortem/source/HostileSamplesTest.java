package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.log.Readout;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;

/**
 * One number or stamp of an export is what no system writes: the rest is read, no row is lost (an
 * account that does not add up cannot be made), and nothing breaks.
 */
class HostileSamplesTest {

  private static final int EACH = 6;

  private static final Pattern STAMP =
      Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:\\.[0-9]+)?");

  private static final List<String> STAMPS =
      List.of(
          "0001-01-01T00:00:00",
          "9999-12-31T23:59:59",
          "1969-12-31T23:59:59",
          "2262-04-12T00:00:00",
          "1677-09-20T00:00:00",
          "2025-02-30T10:00:00",
          "2016-12-31T23:59:60",
          "0000-00-00 00:00:00",
          "2025-13-01T25:61:61");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "00",
          "4e5",
          "1e300",
          "1e-300",
          "1e999999999",
          "1e-999999999",
          "NaN",
          "65536",
          "2147483648",
          "253402300799999",
          "-62135596800",
          "9223372036854775807",
          "9223372036854775808",
          "31556889864403199",
          "111111111111111111111111111111",
          "0.000000000000000001");

  @Test
  void a_number_or_stamp_that_no_system_writes_breaks_nothing() {
    Random random = new Random(7);
    List<String> read = new ArrayList<>();
    for (SourceDeclaration source : SourceLibrary.builtIn().declared()) {
      for (SampleText sample : source.samples()) {
        for (int i = 0; i < EACH; i++) {
          String hostile = hostile(sample.text(), random);
          Readout readout = Evidences.read(new Diagnostics(), Evidences.file("a.json", hostile));
          assertThat(readout.accounts())
              .as("%s: %s", source.name(), hostile)
              .hasSizeLessThanOrEqualTo(1);
          readout.accounts().forEach(account -> read.add(account.evidence()));
        }
      }
    }
    assertThat(read).as("most are still read by their source").hasSizeGreaterThan(500);
  }

  private static String hostile(String text, Random random) {
    boolean stamp = random.nextInt(3) == 0 && STAMP.matcher(text).find();
    List<String> values = stamp ? STAMPS : NUMBERS;
    Matcher found = (stamp ? STAMP : NUMBER).matcher(text);
    List<int[]> places = new ArrayList<>();
    while (found.find()) {
      places.add(new int[] {found.start(), found.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    return text.substring(0, place[0])
        + values.get(random.nextInt(values.size()))
        + text.substring(place[1]);
  }
}
