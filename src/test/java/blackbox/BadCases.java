package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import postmortem.diagnostic.Diagnostic;

/**
 * The folders below {@code src/test/resources/bad}, one for each way in which input is bad, named
 * {@code <code>-<what>}. A folder with a {@code command} is run from outside; one without belongs
 * to a test of a class, for faults that no input can bring about.
 */
public final class BadCases {

  /** Where they lie. */
  static final Path HOME = Path.of("src/test/resources/bad");

  private BadCases() {}

  /** The names of all cases. */
  static List<String> all() throws IOException {
    try (Stream<Path> folders = Files.list(HOME)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** Whether a case is run from outside. */
  static boolean hasCommand(String name) {
    return Files.exists(HOME.resolve(name).resolve("command"));
  }

  /** What has to be said there. */
  static String expected(String name) throws IOException {
    return Files.readString(HOME.resolve(name).resolve("expected.txt"));
  }

  /** Compares with what has to be said; writes it with {@code -Dgolden.write=true}. */
  static void check(String name, String said) throws IOException {
    Path file = HOME.resolve(name).resolve("expected.txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, said);
    }
    assertThat(said).as(name).isEqualTo(Files.readString(file));
  }

  /** The same for the diagnostics of a class. */
  public static void check(String name, List<Diagnostic> said) {
    try {
      check(name, said.stream().map(Diagnostic::toString).collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
