package postmortem.store;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.incident.Settings;

/** {@code postmortem.yaml}. */
public final class SettingsFile {

  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private SettingsFile() {}

  /** The settings of a repository; what holds without any where it has no such file. */
  public static Settings of(Repository repository) throws IOException {
    Optional<String> text = repository.read(repository.settings());
    return text.isEmpty() ? Settings.DEFAULT : read("postmortem.yaml", text.get());
  }

  /**
   * Reads settings; every key may be missing.
   *
   * @param file its name, for messages
   */
  public static Settings read(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    Settings otherwise = Settings.DEFAULT;
    Issues issues =
        fields.optional("issues").map(SettingsFile::issues).orElse(new Issues(null, null));
    Settings settings =
        new Settings(
            issues.repository(),
            issues.milestone(),
            fields.optional("display-zone").map(IncidentFile::zone).orElse(null),
            named(fields, "owners", SettingsFile::owner),
            named(fields, "teams", SettingsFile::team),
            deadlines(fields),
            fields.optional("reminders").map(SettingsFile::reminders).orElse(otherwise.reminders()),
            fields
                .optional("follow-up")
                .map(SettingsFile::daysFromOne)
                .orElse(otherwise.followUp()),
            fields
                .optional("publication")
                .map(node -> node.scalar().as("a number of hours", SettingsFile::hours))
                .orElse(otherwise.publication()),
            fields.texts("sponsors"),
            fields.optional("labels").isPresent() ? fields.texts("labels") : otherwise.labels(),
            fields.optional("tracker").map(SettingsFile::logins).orElse(List.of()),
            fields
                .optional("template")
                .map(node -> matching(node, TEMPLATE, "the name of a folder below templates/"))
                .orElse(otherwise.template()),
            fields
                .optional("publish")
                .map(SettingsFile::publishing)
                .orElse(otherwise.publishing()));
    fields.end();
    return settings;
  }

  /** What stands below a key by names of its own; nothing where the key is missing. */
  private static <T> SortedMap<String, T> named(
      Fields fields, String key, Function<Fields, T> read) {
    SortedMap<String, T> byName = new TreeMap<>();
    Optional<Fields> all = fields.optional(key).map(Node::fields);
    if (all.isPresent()) {
      for (String name : all.get().names()) {
        Fields one = all.get().required(name).fields();
        byName.put(name, read.apply(one));
        one.end();
      }
    }
    return byName;
  }

  private static Settings.Owner owner(Fields owner) {
    return new Settings.Owner(
        owner.optionalText("github").orElse(null),
        owner.optionalText("role").orElse(null),
        owner.optionalText("team").orElse(null));
  }

  private static Settings.Team team(Fields team) {
    return new Settings.Team(
        team.optionalText("repository").orElse(null), team.optionalText("sponsor").orElse(null));
  }

  /** Days by severity, and by priority where the file tells priorities apart. */
  private static SortedMap<Integer, SortedMap<String, Integer>> deadlines(Fields fields) {
    SortedMap<Integer, SortedMap<String, Integer>> deadlines = new TreeMap<>();
    Optional<Fields> all = fields.optional("deadlines").map(Node::fields);
    if (all.isPresent()) {
      for (String severity : all.get().names()) {
        Node node = all.get().required(severity);
        SortedMap<String, Integer> byPriority = new TreeMap<>();
        if (node instanceof Node.Scalar) {
          byPriority.put(Settings.ANY_PRIORITY, days(node));
        } else {
          Fields days = node.fields();
          for (String priority : days.names()) {
            byPriority.put(priority, days(days.required(priority)));
          }
        }
        deadlines.put(
            new Node.Scalar(all.get().markOf(severity), severity, false)
                .as("a severity, 1 to 5", number -> between(1, number, 5)),
            byPriority);
      }
    }
    return deadlines;
  }

  private static List<String> logins(Node node) {
    Fields tracker = node.fields();
    List<String> ours = tracker.texts("logins");
    tracker.end();
    return ours;
  }

  private record Issues(@Nullable String repository, @Nullable String milestone) {}

  private static Issues issues(Node node) {
    Fields fields = node.fields();
    Issues issues =
        new Issues(
            fields
                .optional("repository")
                .map(name -> matching(name, REPOSITORY, "a repository as owner/name"))
                .orElse(null),
            fields.optionalText("milestone").orElse(null));
    fields.end();
    return issues;
  }

  private static Settings.Publishing publishing(Node node) {
    Fields fields = node.fields();
    Settings.Publishing publishing =
        new Settings.Publishing(
            fields.optionalText("base").orElse(null),
            fields.texts("reviewers"),
            fields.flag("draft", false));
    fields.end();
    return publishing;
  }

  private static Settings.Reminders reminders(Node node) {
    Fields fields = node.fields();
    Settings.Reminders otherwise = Settings.Reminders.DEFAULT;
    Settings.Reminders reminders =
        new Settings.Reminders(
            fields.optional("before").map(SettingsFile::days).orElse(otherwise.before()),
            fields.optional("every").map(SettingsFile::daysFromOne).orElse(otherwise.every()),
            fields.optional("escalate").map(SettingsFile::days).orElse(otherwise.escalate()));
    fields.end();
    return reminders;
  }

  private static int days(Node node) {
    return node.scalar().as("a number of days, 0 to 36500", text -> between(0, text, 36_500));
  }

  private static int daysFromOne(Node node) {
    return node.scalar().as("a number of days, 1 to 36500", text -> between(1, text, 36_500));
  }

  private static Duration hours(String text) {
    return Duration.ofHours(between(1, text, 8760));
  }

  private static String matching(Node node, Pattern pattern, String what) {
    return node.scalar()
        .as(
            what,
            text -> {
              if (!pattern.matcher(text).matches()) {
                throw new IllegalArgumentException(text);
              }
              return text;
            });
  }

  private static int between(int least, String text, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }
}
