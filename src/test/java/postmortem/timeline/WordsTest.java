package postmortem.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a word of a message or a change. */
class WordsTest {

  @ParameterizedTest
  @CsvSource({
    "enableUserCache,enable user cache",
    "the HTTPServer of UserCache.java,the http server of user cache java",
    "user-cache_v2 (web-1),user cache v2 web 1",
    "X,x",
    "ÄnderungÜber größe²,änderung über größe²",
    "𝒜lert,𝒜lert",
    "'— … —',''"
  })
  void splits_at_signs_and_where_a_name_has_humps(String text, String words) {
    assertThat(String.join(" ", Words.plain(text))).isEqualTo(words);
  }

  @Test
  void caching_cached_and_cache_are_one() {
    assertThat(Words.stems("caching", "cached", "caches")).hasSize(1);
  }
}
