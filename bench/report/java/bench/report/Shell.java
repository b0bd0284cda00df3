package bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs processes and measures them with GNU time. */
final class Shell {

  /**
   * What one run took.
   *
   * @param seconds of wall time
   * @param processor seconds of processor time, of the program and of the system for it
   * @param kib largest resident memory
   */
  record Cost(double seconds, double processor, long kib) {}

  private final Path work;
  private final Map<String, String> variables;

  Shell(Path work, Map<String, String> variables) throws IOException {
    this.work = Files.createDirectories(work);
    this.variables = Map.copyOf(variables);
  }

  /** Runs a command whose product is thrown away. */
  Cost cost(List<String> command) throws IOException, InterruptedException {
    return cost(command, Path.of("/dev/null"), Path.of("/dev/null"));
  }

  Cost cost(List<String> command, Path in, Path out) throws IOException, InterruptedException {
    Path figures = work.resolve("figures");
    List<String> timed =
        new ArrayList<>(
            List.of("/usr/bin/time", "-q", "-o", figures.toString(), "-f", "%e %U %S %M"));
    timed.addAll(command);
    run(timed, in, out);
    String[] words = Files.readString(figures).strip().split(" ", -1);
    return new Cost(
        Double.parseDouble(words[0]),
        Double.parseDouble(words[1]) + Double.parseDouble(words[2]),
        Long.parseLong(words[3]));
  }

  /** What a command prints. */
  String text(List<String> command) throws IOException, InterruptedException {
    Path out = work.resolve("out");
    run(command, Path.of("/dev/null"), out);
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  /** What a command says beside its product. */
  String told(List<String> command) throws IOException, InterruptedException {
    run(command, Path.of("/dev/null"), Path.of("/dev/null"));
    return Files.readString(work.resolve("err"), StandardCharsets.UTF_8);
  }

  private void run(List<String> command, Path in, Path out)
      throws IOException, InterruptedException {
    Path err = work.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(variables);
    int code = builder.start().waitFor();
    if (code != 0) {
      throw new IOException(
          String.join(" ", command) + " ended with " + code + ":\n" + Files.readString(err));
    }
  }
}
