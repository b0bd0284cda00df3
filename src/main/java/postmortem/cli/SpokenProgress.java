package postmortem.cli;

import java.io.PrintWriter;
import postmortem.diagnostic.Progress;

/** Where nobody watches a line that changes: only what must be seen is said, a line each. */
record SpokenProgress(PrintWriter err) implements Progress {

  @Override
  public void advance(long bytes) {
    // A log of percentages helps nobody.
  }

  @Override
  public void say(String line) {
    err.print("postmortem: " + line + "\n");
    err.flush();
  }
}
