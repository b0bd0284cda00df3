package postmortem.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.workflow.SafeText;
import postmortem.workflow.Session;

/** One run of the program: the world it was given, and what it has to say at its end. */
final class Invocation {

  private final Main.World world;
  private final Diagnostics diagnostics;
  private @Nullable Path changedFolder;
  private @Nullable ProgressLine line;

  Invocation(Main.World world, Diagnostics diagnostics) {
    this.world = world;
    this.diagnostics = diagnostics;
  }

  /** Runs as if started in that folder, which is relative to where the process was started. */
  void changeFolder(Path folder) {
    changedFolder = world.folder().resolve(folder).normalize();
  }

  /** What a use case may touch; how far it is, a watching person is told. */
  Session session() {
    return session(false);
  }

  /**
   * The same.
   *
   * @param quiet whether nobody is told how far it is
   */
  Session session(boolean quiet) {
    Path folder = changedFolder == null ? world.folder() : changedFolder;
    if (!Files.isDirectory(folder)) {
      throw CommandLines.incomplete(
          "postmortem", "there is no folder " + SafeText.path(world.folder(), folder.toString()));
    }
    if (quiet || !world.terminal()) {
      return session(folder, world.out(), quiet ? Progress.NONE : new SpokenProgress(world.err()));
    }
    ProgressLine shown = new ProgressLine(world.err(), world.clock());
    line = shown;
    return session(folder, new Product(world.out(), shown), shown);
  }

  private Session session(Path folder, Appendable out, Progress progress) {
    return new Session(
        folder,
        world.variables(),
        world.in(),
        out,
        diagnostics,
        progress,
        world.temporaryFolder(),
        clock());
  }

  /**
   * The clock of the process; or one that stands where {@code SOURCE_DATE_EPOCH} says, by the <a
   * href="https://reproducible-builds.org/specs/source-date-epoch/">convention</a> for output that
   * can be made again.
   */
  private Clock clock() {
    String stated = world.variables().getOrDefault("SOURCE_DATE_EPOCH", "").strip();
    if (stated.isEmpty()) {
      return world.clock();
    }
    if (!stated.matches("[0-9]{1,11}")) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-C003", "SOURCE_DATE_EPOCH is not a number of seconds")
              .helping("unset it, or set it to the seconds since 1970, such as 1773738000"));
    }
    return Clock.fixed(Instant.ofEpochSecond(Long.parseLong(stated)), ZoneOffset.UTC);
  }

  /** Says no more how far the work is: it is done, or something else is to be said. */
  void endProgress() {
    if (line != null) {
      line.close();
    }
  }

  /** The product; before its first character the line about the progress goes away. */
  private record Product(Appendable out, ProgressLine line) implements Appendable {
    @Override
    public Appendable append(CharSequence text) throws IOException {
      line.close();
      out.append(text);
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int from, int to) throws IOException {
      line.close();
      out.append(text, from, to);
      return this;
    }

    @Override
    public Appendable append(char c) throws IOException {
      line.close();
      out.append(c);
      return this;
    }
  }

  /** Prints a line on standard error. */
  void say(String text) {
    endProgress();
    world.err().print(text);
  }

  /** Whether standard error is a terminal. */
  boolean isWatched() {
    return world.terminal();
  }

  /** The width of the terminal, as far as the environment says. */
  int width() {
    try {
      return Math.max(60, Integer.parseInt(world.variables().getOrDefault("COLUMNS", "120")));
    } catch (NumberFormatException e) {
      return 120;
    }
  }
}
