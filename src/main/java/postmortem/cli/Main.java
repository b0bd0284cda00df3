package postmortem.cli;

import java.io.BufferedWriter;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The outermost edge: everything ambient is taken here and handed down, so that {@link #run} is a
 * pure function of what it is given.
 */
public final class Main {

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int code =
        run(
            new World(
                System.in,
                out,
                err,
                System.getenv(),
                Clock.systemUTC(),
                Path.of("").toAbsolutePath(),
                Path.of(System.getProperty("java.io.tmpdir", "/tmp")),
                Boolean.getBoolean("postmortem.terminal")),
            args);
    out.flush();
    err.flush();
    // A process that is asked to stop by a closed pipe must not look as if it had done its work.
    Runtime.getRuntime().halt(out.checkError() && code == 0 ? 1 : code);
  }

  /**
   * What the process was given by the world.
   *
   * @param in standard input
   * @param out standard output: the product, nothing else
   * @param err standard error: what is to be said besides
   * @param variables of the environment
   * @param clock for what happens today; nothing that is drafted depends on it
   * @param folder where it was started
   * @param temporaryFolder for locks
   * @param terminal whether a person watches
   */
  public record World(
      InputStream in,
      PrintWriter out,
      PrintWriter err,
      Map<String, String> variables,
      Clock clock,
      Path folder,
      Path temporaryFolder,
      boolean terminal) {}

  /** Runs one command line; returns the exit code. Never throws, never ends the process. */
  public static int run(World world, String... args) {
    try {
      if (args.length == 1 && Help.answer(args[0], world.out())) {
        return 0;
      }
      return CommandLines.run(world, args);
    } finally {
      world.out().flush();
      world.err().flush();
    }
  }

  private static PrintWriter writer(PrintStream stream) {
    Writer writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
    return new PrintWriter(new BufferedWriter(writer, 1 << 16), false);
  }
}
