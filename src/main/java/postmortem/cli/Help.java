package postmortem.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers {@code --version} and {@code --help} without loading the command-line library, whose
 * classes take longer to load than the answer is worth. The text is what that library prints; a
 * test compares them.
 */
final class Help {

  private Help() {}

  /** Prints the answer, if the argument asks for one of the two. */
  static boolean answer(String argument, PrintWriter out) {
    switch (argument) {
      case "--version", "-V" -> out.print(version() + "\n");
      case "--help", "-h" -> {
        try (InputStream in = Help.class.getResourceAsStream("/help.txt")) {
          if (in == null) {
            return false;
          }
          out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException("the program's own text cannot be read", e);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Name and version of the program. */
  static String version() {
    String version = Help.class.getPackage().getImplementationVersion();
    return "postmortem " + (version == null ? "(not packaged)" : version);
  }
}
