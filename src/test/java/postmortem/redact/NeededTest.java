package postmortem.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "(?<![a-z])ghp_[a-z]{3} ghp_",
        "(?:pub)?key-[a-f0-9]{32} key-",
        "colou?r colo",
        "ab{0,2}cd cd",
        "ab+cd ab",
        "v1\\.0-[a-f0-9]{24}-x v1.0-",
        "[^]]abc[\\]]de abc",
        "(?i)AbC\\s+d abc"
      })
  void the_longest_run_outside_of_groups_is_needed(String regex, String literal) {
    assertThat(Needed.of(regex).literal()).isEqualTo(literal);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "abc|def",
        "(?:abc|def)",
        "[abc]",
        "ab[c[d]]|e",
        "a?",
        "abc(?i)def",
        "\\u00e9tat",
        "\\Qabc\\E"
      })
  void nothing_is_needed_where_there_is_a_choice(String regex) {
    assertThat(Needed.of(regex).literal()).isEmpty();
  }

  @Test
  void a_text_without_it_need_not_be_searched() {
    Needed anyCase = Needed.of("(?i)Secret: .*");
    assertThat(anyCase.isIn("THE SECRET: A", "the secret: a")).isTrue();
    assertThat(anyCase.isIn("the secret is a", "the secret is a")).isFalse();
    assertThat(Needed.of("Secret: .*").isIn("THE SECRET: A", "the secret: a")).isFalse();
    assertThat(Needed.of("[a-z]+").isIn("", "")).isTrue();
  }
}
