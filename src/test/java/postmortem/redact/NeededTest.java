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
        "colou?r colo,r",
        "ab{0,2}cd cd,a",
        "ab+cd ab,cd",
        "v1\\.0-[a-f0-9]{24}-x v1.0-,-x",
        "[^]]abc[\\]]de abc,de",
        "(?i)AbC\\s+d abc,d"
      })
  void all_runs_outside_of_groups_are_needed_the_longest_first(String regex, String runs) {
    assertThat(Needed.of(regex).runs()).containsExactly(runs.split(","));
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
    assertThat(Needed.of(regex).runs()).isEmpty();
  }

  @Test
  void a_text_without_it_need_not_be_searched() {
    Needed anyCase = Needed.of("(?i)Secret: .*");
    assertThat(anyCase.areIn("THE SECRET: A", "the secret: a")).isTrue();
    assertThat(anyCase.areIn("the secret is a", "the secret is a")).isFalse();
    assertThat(Needed.of("Secret: .*").areIn("THE SECRET: A", "the secret: a")).isFalse();
    assertThat(Needed.of("[a-z]+").areIn("", "")).isTrue();
    assertThat(Needed.of("://\\w+@").areIn("https://a.test", "https://a.test")).isFalse();
  }
}
