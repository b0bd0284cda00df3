package postmortem.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.0011 | 0.2031 | ratio | 0.11 % | 20 %",
        "536900000 | 250000000 | B | 512 MiB | 240 MiB",
        "0.1814 | 4.787 | s | 180 ms | 4,800 ms",
        "0.2104 | 72.1 | s | 0.21 s | 72 s",
        "210.4 | 72100 | ms | 0.21 s | 72 s",
        "210.4 | 4100 | ms | 210 ms | 4,100 ms",
        "0.148 | 22.25 | % | 0.15 % | 22 %"
      })
  void both_values_are_written_in_the_unit_that_suits_the_smaller_one(
      double before, double after, String unit, String first, String second) {
    assertThat(Reading.of(before, after, unit)).contains(new Reading(first, second));
  }

  @Test
  void what_needs_no_conversion_is_left_to_the_caller() {
    assertThat(Reading.of(3, 4, "connections")).isEmpty();
    assertThat(Reading.of(Double.NaN, 4, "s")).isEmpty();
  }
}
