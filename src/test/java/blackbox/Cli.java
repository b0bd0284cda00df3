package blackbox;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import postmortem.cli.Main;

/**
 * Runs the program as its user does, through the outermost edge, in a world of the test's own.
 *
 * @param folder where it is started
 * @param variables of its environment
 * @param in its standard input
 */
public record Cli(Path folder, Map<String, String> variables, String in) {

  /** What a run left. */
  public record Run(int exit, String out, String err) {}

  /** Started in a folder, with an empty environment. */
  public static Cli in(Path folder) {
    return new Cli(folder, Map.of(), "");
  }

  /** The same with something on standard input. */
  public Cli reading(String text) {
    return new Cli(folder, variables, text);
  }

  /** The same with a variable in the environment. */
  public Cli with(String name, String value) {
    return new Cli(folder, Map.of(name, value), in);
  }

  /** Runs one command line. */
  public Run run(String... args) {
    return run(Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC), args);
  }

  /** Runs one command line in the time of that clock. */
  public Run run(Clock clock, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main.World world =
        new Main.World(
            new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            variables,
            clock,
            folder,
            folder.resolveSibling("tmp"),
            false);
    int exit = Main.run(world, args);
    return new Run(exit, out.toString(), err.toString());
  }
}
