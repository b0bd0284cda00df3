package postmortem.action;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OwnersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ines and jonas",
        "Ines & Jonas",
        "Ines, Jonas",
        "ines / jonas",
        "ines/jonas",
        "ines + jonas",
        "ines or jonas",
        "@ines @jonas",
        "@ines, @jonas",
        "ines, jonas and kim",
        "database lead and network lead",
        "kim and the lead"
      })
  void are_several(String words) {
    assertThat(Owners.areSeveral(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ines",
        "@ines",
        "Ines Larsen (with Jonas and Kim)",
        "ines.larsen@shop.example",
        "on-call lead, orders",
        "search and ranking lead",
        "CI/CD lead",
        "R&D",
        "Kim Larsen, SRE",
        "Sandy Orlando",
        "lead of search and the API",
        "the on-call engineer",
        "kim,"
      })
  void is_one(String words) {
    assertThat(Owners.areSeveral(words)).isFalse();
  }
}
