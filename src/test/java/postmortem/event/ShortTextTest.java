package postmortem.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of a text where there is little room for it. */
final class ShortTextTest {

  @Test
  void a_text_that_fits_stays_and_another_ends_with_an_ellipsis() {
    assertThat(ShortText.of("refused", 7)).isEqualTo("refused");
    assertThat(ShortText.of("refused", 6)).isEqualTo("refus\u2026");
    assertThat(ShortText.of("refused", 1)).isEqualTo("\u2026");
  }

  @Test
  void no_character_is_cut_in_two() {
    String fire = "\uD83D\uDD25".repeat(10);

    assertThat(ShortText.of(fire, 10)).isEqualTo(fire);
    assertThat(ShortText.of(fire, 4)).isEqualTo("\uD83D\uDD25".repeat(3) + "\u2026");
  }

  @ParameterizedTest
  @CsvSource({
    "trace 28d5d6dec37813b3ba5d34c847b985cd: no connection, 30, trace \u2026: no connection",
    "order 0527e05a-1315-4b1e-9a00-00aa11bb22cc is wrong,   30, order \u2026 is wrong",
    "pod cart-28d5d6dec37813b3ba5d34c847b985cd is down,     20, pod cart-28d5d6dec3\u2026",
    "28d5d6dec37813b3ba5d34c847b985cd,                      40, 28d5d6dec37813b3ba5d34c847b985cd",
  })
  void identifiers_by_themselves_go_before_the_end_does(String text, int most, String told) {
    assertThat(ShortText.telling(text, most)).isEqualTo(told);
  }
}
