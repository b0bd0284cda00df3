package postmortem.workflow.sync;

import java.io.IOException;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.ExitCode;
import postmortem.tracker.TrackerException;

/** What a synchronization does, line by line, what it has to say besides, and how it ends. */
public final class Journal {

  private final Appendable out;
  private final Diagnostics diagnostics;
  private ExitCode exit = ExitCode.DONE;

  /** Nothing has happened yet. */
  public Journal(Appendable out, Diagnostics diagnostics) {
    this.out = out;
    this.diagnostics = diagnostics;
  }

  /** How the process ends. */
  public ExitCode exit() {
    return exit;
  }

  /**
   * One line of the product. A dry run prints the same lines, so they hold no number that only the
   * tracker can give.
   *
   * @param what a verb
   * @param where a repository, or an issue
   * @param id of the item; empty for none
   * @param more may be empty
   */
  void did(String what, String where, String id, String more) throws IOException {
    StringBuilder line = new StringBuilder(what).append(' ').append(where);
    if (!id.isEmpty()) {
      line.append(' ').append(id);
    }
    if (!more.isEmpty()) {
      line.append(": ").append(more);
    }
    out.append(line).append('\n');
  }

  /** Something that has to be known, and how it makes the process end. */
  public void say(Diagnostic diagnostic, ExitCode code) {
    diagnostics.add(diagnostic);
    exit = exit.or(code);
  }

  /** A refusal, or an answer that never came: the remote side ends this repository's run. */
  void failed(String repository, TrackerException e) {
    say(diagnostic(repository, e), ExitCode.REMOTE);
  }

  /** The same about one issue, which leaves the others as they are. */
  void failedFor(String issue, String id, TrackerException e) {
    Diagnostic diagnostic = diagnostic(issue + " of " + id, e);
    String help =
        switch (e.failure()) {
          case FORBIDDEN -> "unlock the issue, or give the token leave to write issues there";
          case MISSING, GONE -> "run it again: it finds out what became of the issue";
          case INVALID ->
              "see what GitHub says, change action-items/" + id + ".yaml and run it again";
          default -> diagnostic.help();
        };
    say(
        help == null ? diagnostic : diagnostic.noting("the other items went on").helping(help),
        ExitCode.REMOTE);
  }

  private static Diagnostic diagnostic(String place, TrackerException e) {
    String message = place + ": " + e.getMessage();
    return switch (e.failure()) {
      case TOKEN ->
          Diagnostic.error("PM-I007", message)
              .helping("set GITHUB_TOKEN anew: it is wrong, was withdrawn or has expired");
      case FORBIDDEN ->
          Diagnostic.error("PM-I008", message)
              .helping(
                  "the token has to read and write issues of that repository; in GitHub Actions:"
                      + " permissions: {issues: write}");
      case SLOW_DOWN ->
          Diagnostic.error("PM-I009", message)
              .noting("what was done so far is recorded")
              .helping("run it again later, or let it wait longer with --max-wait");
      case MISSING ->
          Diagnostic.error("PM-I003", message)
              .helping(
                  "check the name, and that the token may see the repository: GitHub says the same"
                      + " to those who may not");
      case GONE ->
          Diagnostic.error("PM-I005", message)
              .helping("switch issues on in the settings of the repository");
      case INVALID ->
          Diagnostic.error("PM-I018", message)
              .helping("nothing of it was done; see what GitHub says, and run it again");
      case UNKNOWN ->
          Diagnostic.error("PM-I010", message)
              .noting("what was asked last may have been done all the same")
              .helping("run it again: it looks before it creates anything");
    };
  }
}
