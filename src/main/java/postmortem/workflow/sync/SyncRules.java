package postmortem.workflow.sync;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.action.ActionItem;
import postmortem.action.IssueLink;
import postmortem.action.Policy;
import postmortem.document.render.IssueRenderer;
import postmortem.incident.Settings;
import postmortem.redact.Redactor;

/**
 * What holds for a whole synchronization.
 *
 * @param settings of the repository
 * @param policy about deadlines and reminders
 * @param issues makes the bodies of issues
 * @param redactor for what people wrote at the tracker, before it is stored or shown
 * @param stated where the caller wants all new issues, {@code owner/name}; null for where the
 *     settings say
 * @param fallback where they go when the settings do not say; null for nowhere
 * @param documents address of the folder {@code postmortems/} at a commit, ending in a slash; null
 *     when it is not known
 */
public record SyncRules(
    Settings settings,
    Policy policy,
    IssueRenderer issues,
    Redactor redactor,
    @Nullable String stated,
    @Nullable String fallback,
    @Nullable String documents) {

  /** Who is written into the history. */
  static final String BY = "actions sync";

  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})");
  private static final int LONGEST_SHOWN = 200;

  /** Labels of every issue; the first one is what ours are found by. */
  List<String> labels() {
    return settings.labels().isEmpty() ? Settings.DEFAULT.labels() : settings.labels();
  }

  /** Where the issue of an item is, or is to be. */
  public Optional<String> repositoryOf(ActionItem item) {
    IssueLink link = item.issue();
    if (link != null) {
      return Optional.of(link.repository());
    }
    return Optional.ofNullable(stated)
        .or(() -> settings.repositoryOf(item.owner()))
        .or(() -> Optional.ofNullable(fallback));
  }

  /** The login of an owner, if the settings tell it. */
  Optional<String> loginOf(@Nullable String handle) {
    Settings.Owner owner = handle == null ? null : settings.owners().get(handle);
    return Optional.ofNullable(owner).map(Settings.Owner::github);
  }

  /** The owner with a login. */
  Optional<String> handleOf(String login) {
    return settings.owners().entrySet().stream()
        .filter(entry -> login.equalsIgnoreCase(entry.getValue().github()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The logins of those who are told when an owner is overdue. */
  List<String> sponsorLogins(ActionItem item) {
    List<String> handles =
        item.sponsor() == null ? settings.sponsorsOf(item.owner()) : List.of(item.sponsor());
    return handles.stream()
        .map(handle -> loginOf(handle).orElse(handle.replaceFirst("^@", "")))
        .filter(login -> LOGIN.matcher(login).matches())
        .distinct()
        .toList();
  }

  /** The address of an item's post-mortem; empty when it is not known. */
  Optional<String> documentOf(ActionItem item) {
    return Optional.ofNullable(documents).map(base -> base + item.postMortem() + "/postmortem.md");
  }

  /** What people wrote at the tracker, as it may be stored and shown. */
  String shown(String text) {
    String line = redactor.text(text).strip().replaceAll("\\s+", " ");
    if (line.length() <= LONGEST_SHOWN) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_SHOWN - 1)) ? 1 : 0;
    return line.substring(0, LONGEST_SHOWN - end) + "\u2026";
  }

  /** Logins are the same in any case of letters. */
  static String key(String login) {
    return login.toLowerCase(Locale.ROOT);
  }
}
