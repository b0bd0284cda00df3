package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock can be told where to stand, so that what is made can be made again. */
class SourceDateTest {

  @TempDir Path folder;

  private Run review(String epoch) {
    return Cli.in(folder).with("SOURCE_DATE_EPOCH", epoch).run("review");
  }

  @Test
  void now_is_where_the_environment_says() {
    assertThat(review("1773738000").out()).isEqualTo("action-items/reviews/2026-W12.md\n");
    assertThat(review("").out()).isEqualTo("action-items/reviews/2026-W14.md\n");
  }

  @Test
  void what_is_no_number_of_seconds_is_wrong_usage() {
    Run run = review("today");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            error[PM-C003]: SOURCE_DATE_EPOCH is not a number of seconds
              help: unset it, or set it to the seconds since 1970, such as 1773738000
            """);
    assertThat(folder).isEmptyDirectory();
  }
}
