package postmortem.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;

/** Runs the command-line library, and maps what can happen to diagnostics and exit codes. */
final class CommandLines {

  private CommandLines() {}

  /**
   * The command line with all its verbs; fixed width and no colours, so that its text is the same
   * everywhere.
   */
  static CommandLine commandLine(Invocation invocation) {
    CommandLine commandLine =
        new CommandLine(new PostmortemCommand(invocation), factory(invocation));
    commandLine.getCommandSpec().version(Help.version());
    commandLine.setUsageHelpWidth(100);
    commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOverwrittenOptionsAllowed(false);
    return commandLine;
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
    Diagnostics diagnostics = new Diagnostics();
    Invocation invocation = new Invocation(world, diagnostics);
    CommandLine commandLine = commandLine(invocation);
    commandLine.setOut(world.out());
    commandLine.setErr(world.err());
    commandLine.setParameterExceptionHandler(CommandLines::wrongUsage);
    commandLine.setExecutionExceptionHandler(
        (exception, command, parsed) -> failed(exception, diagnostics).value());
    int code = commandLine.execute(args);
    printAll(diagnostics.sorted(), world.err());
    return code;
  }

  /** A command that needs another word behind it. */
  static DiagnosticException incomplete(String command, String message) {
    return DiagnosticException.usage(
        Diagnostic.error("PM-C001", message).helping("see: " + command + " --help"));
  }

  private static int wrongUsage(ParameterException exception, String[] args) {
    CommandLine command = exception.getCommandLine();
    String message = String.valueOf(exception.getMessage()).lines().findFirst().orElse("");
    Diagnostic diagnostic =
        Diagnostic.error("PM-C001", message.isBlank() ? "wrong usage" : message)
            .helping("see: " + command.getCommandSpec().qualifiedName() + " --help");
    command.getErr().print(diagnostic);
    return ExitCode.USAGE.value();
  }

  private static ExitCode failed(Exception exception, Diagnostics diagnostics) {
    if (exception instanceof DiagnosticException expected) {
      expected.diagnostics().forEach(diagnostics::add);
      return expected.exitCode();
    }
    if (exception instanceof IOException || exception instanceof UncheckedIOException) {
      Throwable cause = exception;
      if (exception instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
        cause = unchecked.getCause();
      }
      diagnostics.add(
          Diagnostic.error("PM-C002", "reading or writing failed: " + described(cause))
              .helping("check that the folder exists, is writable and has space"));
      return ExitCode.USAGE;
    }
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    Diagnostic diagnostic =
        Diagnostic.error(
            "PM-C999", "this is a bug in postmortem: " + exception.getClass().getName());
    for (String line : trace.toString().lines().skip(1).limit(12).toList()) {
      diagnostic = diagnostic.noting(line.strip());
    }
    diagnostics.add(
        diagnostic.helping("please report it with this text; nothing was half-written"));
    return ExitCode.BUG;
  }

  private static String described(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }

  private static void printAll(List<Diagnostic> diagnostics, PrintWriter err) {
    for (Diagnostic diagnostic : diagnostics) {
      err.print(diagnostic);
    }
  }
}
