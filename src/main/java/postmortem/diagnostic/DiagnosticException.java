package postmortem.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** Ends a use case: what is wrong is said by its diagnostics, how the process ends by its code. */
public final class DiagnosticException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;
  private final ExitCode exitCode;

  /** Ends with {@code exitCode}, saying at least one diagnostic. */
  public DiagnosticException(ExitCode exitCode, List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining()));
    this.exitCode = exitCode;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Wrong usage or configuration, exit code 2. */
  public static DiagnosticException usage(Diagnostic diagnostic) {
    return new DiagnosticException(ExitCode.USAGE, List.of(diagnostic));
  }

  /** What to print, as given. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** How the process ends. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
