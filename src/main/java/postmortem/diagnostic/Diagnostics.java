package postmortem.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Collects diagnostics from all stages and threads; read in a fixed order. Thread-safe. */
public final class Diagnostics {

  private final List<Diagnostic> collected = new ArrayList<>();

  /** Adds one; an equal one that is already there is not repeated. */
  public synchronized void add(Diagnostic diagnostic) {
    if (!collected.contains(diagnostic)) {
      collected.add(diagnostic);
    }
  }

  /** All so far, in {@link Diagnostic#ORDER}. */
  public synchronized List<Diagnostic> sorted() {
    return collected.stream().sorted(Diagnostic.ORDER).toList();
  }

  /** Whether there is an error among them. */
  public synchronized boolean hasErrors() {
    return collected.stream().anyMatch(d -> d.level() == Level.ERROR);
  }
}
