package postmortem.store;

import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.incident.Settings;

/** {@code postmortem.yaml}. */
public final class SettingsFile {

  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern TEMPLATE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private SettingsFile() {}

  /**
   * Reads settings; every key may be missing.
   *
   * @param file its name, for messages
   */
  public static Settings read(String file, String text) {
    Fields fields = Declaration.fields(file, text);
    String repository =
        fields
            .optional("issues")
            .map(
                node -> {
                  Fields issues = node.fields();
                  String name =
                      issues
                          .optional("repository")
                          .map(n -> matching(n, REPOSITORY, "a repository as owner/name"))
                          .orElse(null);
                  issues.end();
                  return name;
                })
            .orElse(null);
    ZoneId zone = fields.optional("display-zone").map(IncidentFile::zone).orElse(null);
    SortedMap<String, Settings.Owner> owners = new TreeMap<>();
    fields
        .optional("owners")
        .map(Node::fields)
        .ifPresent(
            all -> {
              for (String handle : all.names()) {
                Fields owner = all.required(handle).fields();
                owners.put(
                    handle,
                    new Settings.Owner(
                        owner.optionalText("github").orElse(null),
                        owner.optionalText("role").orElse(null),
                        owner.optionalText("team").orElse(null)));
                owner.end();
              }
            });
    SortedMap<Integer, SortedMap<String, Integer>> deadlines = new TreeMap<>();
    fields
        .optional("deadlines")
        .map(Node::fields)
        .ifPresent(
            all -> {
              for (String severity : all.names()) {
                Fields days = all.required(severity).fields();
                SortedMap<String, Integer> byPriority = new TreeMap<>();
                for (String priority : days.names()) {
                  byPriority.put(
                      priority,
                      days.required(priority)
                          .scalar()
                          .as(
                              "a number of days, 0 to 36500",
                              number -> between(0, number, 36_500)));
                }
                deadlines.put(
                    new Node.Scalar(all.markOf(severity), severity, false)
                        .as("a severity, 1 to 5", number -> between(1, number, 5)),
                    byPriority);
              }
            });
    List<String> sponsors = fields.texts("sponsors");
    List<String> labels =
        fields.optional("labels").isPresent() ? fields.texts("labels") : Settings.DEFAULT.labels();
    String template =
        fields
            .optional("template")
            .map(node -> matching(node, TEMPLATE, "the name of a folder below templates/"))
            .orElse(Settings.DEFAULT.template());
    fields.end();
    return new Settings(repository, zone, owners, deadlines, sponsors, labels, template);
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
