package postmortem.workflow;

import java.io.InputStream;
import java.nio.file.Path;
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
 */
public record Session(
    Path folder,
    Map<String, String> variables,
    InputStream in,
    Appendable out,
    Diagnostics diagnostics,
    Progress progress,
    Path temporaryFolder) {

  public Session {
    variables = Map.copyOf(variables);
  }

  /** The key of stable pseudonyms, if the environment has one. */
  public @Nullable String redactionKey() {
    String key = variables.get("POSTMORTEM_REDACTION_KEY");
    return key == null || key.isEmpty() ? null : key;
  }

  /** A redactor for this run. */
  public Redactor redactor() {
    return Redactor.builtIn(redactionKey());
  }
}
