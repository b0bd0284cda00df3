package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/postmortem} tells the program of the terminal; Java is one that says it. */
final class LauncherTest {

  private static final String SAY_WIDTH =
      """
      #!/bin/sh
      echo "columns: ${COLUMNS:-none}"
      """;

  @TempDir private Path checkout;

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(checkout.resolve("src/main"));
    Files.createDirectories(checkout.resolve("templates"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    executable("bin/postmortem", Files.readString(Path.of("bin/postmortem")));
    executable("jdk/bin/java", SAY_WIDTH);
    Files.writeString(checkout.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path jar = checkout.resolve("target/postmortem-0-all.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "");
  }

  private void executable(String name, String text) throws IOException {
    Path path = checkout.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void the_program_learns_how_wide_the_terminal_is() throws Exception {
    assertThat(inTerminal("stty cols 73; exec bin/postmortem", Map.of())).contains("columns: 73");
  }

  @Test
  void what_the_environment_says_of_the_width_stays() throws Exception {
    assertThat(inTerminal("stty cols 73; exec bin/postmortem", Map.of("COLUMNS", "99")))
        .contains("columns: 99");
  }

  @Test
  void a_terminal_that_says_nothing_of_its_width_has_none() throws Exception {
    assertThat(inTerminal("stty cols 0; exec bin/postmortem", Map.of())).contains("columns: none");
  }

  @Test
  void what_goes_into_a_file_is_not_made_for_the_terminal_behind_it() throws Exception {
    assertThat(inTerminal("stty cols 73; bin/postmortem > product; exec cat product", Map.of()))
        .contains("columns: none");
  }

  /** Runs a line of the shell in a terminal of its own, and gives what that shows. */
  private String inTerminal(String line, Map<String, String> variables) throws Exception {
    List<String> command = new ArrayList<>(List.of("script", "-qec", line, "/dev/null"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(checkout.toFile());
    // Without a home there is no cache, and nothing is made for it.
    builder.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME", "COLUMNS"));
    builder.environment().put("JAVA_HOME", checkout.resolve("jdk").toString());
    builder.environment().put("SHELL", "/bin/sh");
    builder.environment().putAll(variables);
    Process process =
        builder.redirectErrorStream(true).redirectInput(Path.of("/dev/null").toFile()).start();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(shown).isZero();
    return shown;
  }
}
