package postmortem.workflow;

import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;
import postmortem.source.SourceLibrary;

/**
 * Loads what every reading of evidence needs while the command line is still understood: two
 * processors are there from the first moment on.
 */
public final class WarmUp {

  private WarmUp() {}

  /** Begins in a thread that nobody waits for: who needs a thing first waits for that alone. */
  public static void begin() {
    Thread thread =
        new Thread(
            () -> {
              Redactor.builtIn(null);
              FormatLibrary.builtIn();
              SourceLibrary.builtIn().prepare();
            },
            "warm-up");
    thread.setDaemon(true);
    thread.start();
  }
}
