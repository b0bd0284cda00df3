package gitserver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The git of the machine, without anybody's configuration: what a user does besides. */
public record Git(Path folder) {

  private static final Map<String, String> ENVIRONMENT =
      Map.ofEntries(
          Map.entry("PATH", System.getenv("PATH")),
          Map.entry("GIT_CONFIG_NOSYSTEM", "1"),
          Map.entry("GIT_CONFIG_GLOBAL", "/dev/null"),
          Map.entry("GIT_TERMINAL_PROMPT", "0"),
          Map.entry("LC_ALL", "C.UTF-8"),
          Map.entry("GIT_AUTHOR_NAME", "Rosa Writer"),
          Map.entry("GIT_AUTHOR_EMAIL", "rosa@example.org"),
          Map.entry("GIT_COMMITTER_NAME", "Rosa Writer"),
          Map.entry("GIT_COMMITTER_EMAIL", "rosa@example.org"),
          Map.entry("GIT_AUTHOR_DATE", "2026-03-30T10:00:00Z"),
          Map.entry("GIT_COMMITTER_DATE", "2026-03-30T10:00:00Z"));

  /** Runs git there and answers what it prints. */
  public String run(String... arguments) throws IOException {
    return run(Map.of(), arguments);
  }

  /** The same with more in the environment. */
  public String run(Map<String, String> more, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(ENVIRONMENT);
    builder.environment().putAll(more);
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + out);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return out;
  }
}
