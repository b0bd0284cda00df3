package postmortem.workflow;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.redact.Redactor;

/**
 * What a use case may touch of the world.
 *
 * @param folder the user's repository: the working folder, or what {@code -C} names
 * @param variables of the environment
 * @param in standard input, for the evidence argument {@code -}
 * @param out where the product goes
 * @param diagnostics what is to be said besides
 * @param progress told how much evidence is read
 * @param temporaryFolder for locks
 * @param clock for what happens today; nothing that is drafted depends on it
 */
public record Session(
    Path folder,
    Map<String, String> variables,
    InputStream in,
    Appendable out,
    Diagnostics diagnostics,
    Progress progress,
    Path temporaryFolder,
    Clock clock) {

  public Session {
    variables = Map.copyOf(variables);
  }

  /** The key of stable pseudonyms, if the environment has one. */
  public @Nullable String redactionKey() {
    String key = variables.get("POSTMORTEM_REDACTION_KEY");
    return key == null || key.isEmpty() ? null : key;
  }

  /** Who runs it, for the history: the actor of the automation, else the login of the system. */
  public String actor() {
    for (String name : List.of("GITHUB_ACTOR", "USER", "LOGNAME", "USERNAME")) {
      String value = variables.getOrDefault(name, "").strip();
      if (!value.isEmpty()) {
        return value;
      }
    }
    return "unknown";
  }

  /** The same world, in which nothing is said and no progress is shown. */
  public Session silent() {
    return new Session(
        folder, variables, in, out, new Diagnostics(), Progress.NONE, temporaryFolder, clock);
  }

  /** A redactor for this run. */
  public Redactor redactor() {
    return Redactor.builtIn(redactionKey());
  }
}
