package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.event.stamp.StampLayouts;

/** What a regular expression can begin with. */
class RegexNodeTest {

  private static final String BYTES = "abAB019 -[](){}:.,\"\\/T@#\n\u00e9\u00e2";

  private static boolean canStart(RegexNode node, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    return node.canStart(bytes, 0, bytes.length);
  }

  private static RegexNode node(String regex) {
    return new RegexNode(
        Pattern.compile(regex), new String[0], new int[0], StampLayouts.NONE, false);
  }

  /** Each with bytes that it can begin with, and bytes that are known not to begin it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "^\\[?(\\d{1,4})[./-](.*)$ ~ [09 ~ abA]-.",
        "^-* ?(?:\\w+day,? )?([A-Z][a-z]+ \\d{1,2}) ?-*$ ~ -aZ0 ~ [.:@",
        "(?i)begin (\\d+)|END ~ bBeE ~ aA0x",
        "(?=.*:)(?<a>[a-f]+)(?!b).* ~ abf ~ ``",
        "(?<!x)(?:a|b)?c+ ~ abc ~ dA0",
        "\\bword\\b.* ~ w ~ aW",
        "(a)\\1b ~ a ~ b0",
        ".* ~ ab01[ ~ ``",
        "[^a-z].+ ~ A0[ ~ abz",
        "(?:\\u200e)?\\[x\\] ~ [ ~ x]a",
        "$|a ~ a ~ b0"
      })
  void a_line_is_kept_from_it_only_by_a_first_byte_that_it_cannot_begin_with(
      String regex, String can, String cannot) {
    RegexNode node = node(regex);
    can.chars()
        .mapToObj(Character::toString)
        .forEach(c -> assertThat(canStart(node, c + "rest")).as("%s: %s", regex, c).isTrue());
    cannot
        .chars()
        .mapToObj(Character::toString)
        .forEach(c -> assertThat(canStart(node, c + "rest")).as("%s: %s", regex, c).isFalse());
    assertThat(canStart(node, "")).as("nothing is not told by its first byte").isTrue();
    Random random = new Random(20_253);
    Pattern pattern = Pattern.compile(regex);
    for (int n = 0; n < 20_000; n++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(8); i >= 0; i--) {
        line.append(BYTES.charAt(random.nextInt(BYTES.length())));
      }
      String text = line.toString();
      assertThat(!canStart(node, text) && pattern.matcher(text).matches())
          .as("%s takes %s", regex, text)
          .isFalse();
    }
  }
}
