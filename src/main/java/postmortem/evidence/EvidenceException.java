package postmortem.evidence;

import java.io.IOException;
import postmortem.diagnostic.Diagnostic;

/** Evidence that cannot be read on: damaged, or over a limit. Carries what to tell the user. */
public final class EvidenceException extends IOException {

  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  /** Ends reading with a message. */
  public EvidenceException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  /** What to tell the user. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
