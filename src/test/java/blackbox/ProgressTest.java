package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import bench.generator.Family;
import bench.generator.Generator;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.cli.Main;

/** What a person who watches sees of long work, and what remains of it. */
class ProgressTest {

  @TempDir Path folder;

  @BeforeEach
  void aLogOfSomeMegabytes() throws Exception {
    Family family = Family.all().get(0);
    try (OutputStream out = Files.newOutputStream(folder.resolve("shop.log"))) {
      Generator.write(family, 1, 6 << 20, out, id -> {});
    }
  }

  @Test
  void long_work_shows_how_far_it_is_and_leaves_nothing_behind() {
    String err = standardError(true, 700, "signatures", "shop.log");

    assertThat(err).containsPattern("reading +[0-9]+% .*MB .*MB/s");
    assertThat(onTheScreen(err)).doesNotContain("reading").contains("shop.log", "read");
  }

  @Test
  void short_work_shows_nothing() {
    assertThat(standardError(true, 1, "signatures", "shop.log")).doesNotContain("reading", "\r");
  }

  @Test
  void nobody_is_told_where_standard_error_is_no_terminal() {
    assertThat(standardError(false, 700, "signatures", "shop.log")).doesNotContain("\r", "MB/s");
  }

  @Test
  void the_name_of_a_file_does_not_move_the_cursor() throws Exception {
    Files.copy(folder.resolve("shop.log"), folder.resolve("a\u001b[31m.log"));

    assertThat(standardError(false, 1, "signatures", "a\u001b[31m.log"))
        .contains("a?[31m.log")
        .doesNotContain("\u001b");
  }

  @Test
  void quiet_means_neither_progress_nor_account() {
    assertThat(standardError(true, 700, "signatures", "-q", "shop.log")).isEmpty();
  }

  /** What a run prints in a world whose clock goes on by so much whenever it is looked at. */
  private String standardError(boolean terminal, int millis, String... args) {
    StringWriter err = new StringWriter();
    Main.World world =
        new Main.World(
            InputStream.nullInputStream(),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            Map.of(),
            new Hasty(millis),
            folder,
            folder.resolveSibling("tmp"),
            terminal);
    assertThat(Main.run(world, args)).isZero();
    return err.toString();
  }

  /** The lines that stand there when all is done. */
  private static String onTheScreen(String printed) {
    StringBuilder screen = new StringBuilder();
    for (String line : printed.replaceAll("\u001b\\[\\?7[lh]", "").split("\n", -1)) {
      screen.append(line.substring(line.lastIndexOf("\u001b[K") + 1)).append('\n');
    }
    return screen.toString();
  }

  private static final class Hasty extends Clock {
    private final int step;
    private long now = Instant.parse("2026-04-01T12:00:00Z").toEpochMilli();

    Hasty(int step) {
      this.step = step;
    }

    @Override
    public synchronized long millis() {
      now += step;
      return now;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
