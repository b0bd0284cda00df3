package postmortem.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.workflow.SafeText;
import postmortem.workflow.WarmUp;

/** Runs the command-line library, and maps what can happen to diagnostics and exit codes. */
final class CommandLines {

  private static final int MOST_CAUSES = 3;
  private static final int MOST_FRAMES = 12;

  private CommandLines() {}

  /**
   * The command line with all its verbs; fixed width and no colours, so that its text is the same
   * everywhere.
   */
  static CommandLine commandLine(Invocation invocation, List<String> words) {
    CommandLine commandLine =
        new CommandLine(new PostmortemCommand(invocation), factory(invocation));
    // Reading the annotations of a verb takes time: only those are read that can be meant.
    List<Class<?>> meant =
        PostmortemCommand.VERBS.stream().filter(verb -> words.contains(name(verb))).toList();
    (meant.isEmpty() ? PostmortemCommand.VERBS : meant).forEach(commandLine::addSubcommand);
    commandLine.getCommandSpec().version(Help.version());
    commandLine.setUsageHelpWidth(100);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOverwrittenOptionsAllowed(false);
    return commandLine;
  }

  /** What a verb is called: as its class, so that no annotation needs to be read for it. */
  static String name(Class<?> verb) {
    String simple = verb.getSimpleName();
    return simple.substring(0, simple.length() - "Command".length()).toLowerCase(Locale.ROOT);
  }

  private static CommandLine.IFactory factory(Invocation invocation) {
    CommandLine.IFactory standard = CommandLine.defaultFactory();
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        try {
          return type.getDeclaredConstructor(Invocation.class).newInstance(invocation);
        } catch (NoSuchMethodException e) {
          return standard.create(type);
        }
      }
    };
  }

  static int run(Main.World world, String... args) {
    List<String> words = List.of(args);
    if (PostmortemCommand.VERBS.stream()
        .anyMatch(
            verb -> EvidenceCommand.class.isAssignableFrom(verb) && words.contains(name(verb)))) {
      WarmUp.begin();
    }
    Diagnostics diagnostics = new Diagnostics();
    Invocation invocation = new Invocation(world, diagnostics);
    CommandLine commandLine = commandLine(invocation, words);
    commandLine.setOut(world.out());
    commandLine.setErr(world.err());
    commandLine.setParameterExceptionHandler(
        (exception, given) -> {
          diagnostics.add(wrongUsage(exception, given));
          return ExitCode.USAGE.value();
        });
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(exception, world, diagnostics).value());
    int code;
    try {
      code = commandLine.execute(args);
    } catch (StackOverflowError | OutOfMemoryError e) {
      code = failed(e, world, diagnostics).value();
    } finally {
      invocation.endProgress();
    }
    List<Diagnostic> said = diagnostics.told();
    if (!said.isEmpty()) {
      String key = world.variables().get("POSTMORTEM_REDACTION_KEY");
      SafeText.of(said, key).forEach(world.err()::print);
    }
    return code;
  }

  /** A command that needs another word behind it. */
  static DiagnosticException incomplete(String command, String message) {
    return DiagnosticException.usage(
        Diagnostic.error("PM-C001", message).helping("see: " + command + " --help"));
  }

  private static Diagnostic wrongUsage(ParameterException exception, String[] given) {
    CommandLine command = exception.getCommandLine();
    String message = String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    if (exception instanceof MissingParameterException) {
      // A misspelled option that is there says more than a word that is not.
      message =
          unknownOption(command, given).map(o -> "Unknown option: '" + o + "'").orElse(message);
    }
    message = message.startsWith("Error: ") ? message.substring("Error: ".length()) : message;
    message = message.replaceFirst("' is not an? (?:int|long)$", "' is not a whole number");
    return Diagnostic.error("PM-C001", message.isBlank() ? "wrong usage" : message)
        .helping("see: " + command.getCommandSpec().qualifiedName() + " --help");
  }

  /** The first long option before a {@code --} that neither the command nor one above it has. */
  private static Optional<String> unknownOption(CommandLine command, String[] given) {
    return Arrays.stream(given)
        .takeWhile(word -> !word.equals("--"))
        .filter(word -> word.startsWith("--"))
        .filter(word -> !isKnown(command, word.replaceFirst("=.*", "")))
        .findFirst();
  }

  private static boolean isKnown(CommandLine command, String option) {
    for (CommandLine each = command; each != null; each = each.getParent()) {
      if (each.getCommandSpec().findOption(option) != null) {
        return true;
      }
    }
    return false;
  }

  private static ExitCode failed(Throwable exception, Main.World world, Diagnostics diagnostics) {
    if (exception instanceof DiagnosticException expected) {
      // That nothing is left to work with follows from what was said of the evidence.
      expected
          .diagnostics()
          .forEach(
              expected.exitCode() == ExitCode.NOTHING_PLACED
                  ? diagnostics::conclude
                  : diagnostics::add);
      return expected.exitCode();
    }
    if (exception instanceof IOException failure) {
      diagnostics.add(failed(failure, world));
      return ExitCode.USAGE;
    }
    if (exception instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
      diagnostics.add(failed(unchecked.getCause(), world));
      return ExitCode.USAGE;
    }
    if (isOutOfMemory(exception)) {
      diagnostics.add(
          Diagnostic.error("PM-C004", "the evidence needs more memory than Java may take")
              .noting("every message, alert and change is held; logs need little, however large")
              .helping(
                  "leave out what is not about the incident, as other days and channels, or give "
                      + "it more: POSTMORTEM_JAVA_OPTS=-Xmx8g"));
      return ExitCode.USAGE;
    }
    // Its message may hold what it read; where it is suffices to find it.
    Diagnostic diagnostic =
        Diagnostic.error(
            "PM-C999", "this is a bug in postmortem: " + exception.getClass().getName());
    Throwable cause = exception;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      if (i > 0) {
        diagnostic = diagnostic.noting("caused by " + cause.getClass().getName());
      }
      for (StackTraceElement frame :
          Arrays.stream(cause.getStackTrace()).limit(MOST_FRAMES).toList()) {
        diagnostic = diagnostic.noting("at " + frame);
      }
    }
    diagnostics.add(
        diagnostic.helping("please report it with this text; nothing was half-written"));
    return ExitCode.BUG;
  }

  private static boolean isOutOfMemory(Throwable exception) {
    Throwable cause = exception;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++, cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  private static Diagnostic failed(IOException failure, Main.World world) {
    String name = failure.getClass().getSimpleName();
    if (failure instanceof FileSystemException file && file.getFile() != null) {
      String reason = file.getReason();
      return Diagnostic.error(
              "PM-C002",
              "reading or writing failed: "
                  + (reason != null
                      ? reason
                      : file instanceof FileAlreadyExistsException
                          ? "something else stands there"
                          : file instanceof AccessDeniedException
                              ? "permission denied"
                              : file instanceof NoSuchFileException ? "it is not there" : name))
          .at(Location.of(SafeText.path(world.folder(), file.getFile())))
          .helping("check that its folder exists, is writable and has space");
    }
    String message = failure.getMessage();
    return Diagnostic.error(
            "PM-C002", "reading or writing failed: " + (message == null ? name : message))
        .helping("check that the folder exists, is writable and has space");
  }
}
