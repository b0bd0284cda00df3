package postmortem.document.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConflictMarkerLeftTest {

  private static final String RULE = "conflict-marker-left";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<<<<<<< HEAD\nfive\n=======\nsix\n>>>>>>> theirs",
        "<<<<<<< ours\r\nfive\r\n||||||| base\r\n=======\r\nsix\r\n>>>>>>> theirs\r\n",
        "| a | b |\n| --- | --- |\n<<<<<<< HEAD\n| 1 | 2 |\n=======\n| 1 | 3 |\n>>>>>>> x",
        "five\n=======\nsix\n>>>>>>> theirs",
        "<<<<<<<",
        "five\n<<<<<<< HEAD"
      })
  void flags(String text) {
    assertThat(Linted.by(RULE, text)).hasSize(1);
  }

  @Test
  void each_conflict_is_named_where_it_begins() {
    String one = "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n";
    assertThat(Linted.by(RULE, one + one))
        .containsExactly(
            "1:1 a conflict of a merge begins here", "6:1 a conflict of a merge begins here");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Heading\n=======\n\ntext",
        "```\n<<<<<<< HEAD\nfive\n=======\nsix\n>>>>>>> theirs\n```",
        ">>>>>>> seven deep",
        "<<<<<< six",
        "<<<<<<<< eight",
        "text <<<<<<< HEAD"
      })
  void accepts(String text) {
    assertThat(Linted.by(RULE, text)).isEmpty();
  }
}
