package postmortem.store;

import java.time.ZoneId;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.incident.Settings;

/** {@code postmortem.yaml}. */
public final class SettingsFile {

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
                  String name = issues.optionalText("repository").orElse(null);
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
                      days.required(priority).scalar().as("a number of days", Integer::parseInt));
                }
                deadlines.put(
                    new Node.Scalar(all.markOf(severity), severity, false)
                        .as("a severity, 1 to 5", Integer::parseInt),
                    byPriority);
              }
            });
    List<String> sponsors = fields.texts("sponsors");
    List<String> labels =
        fields.optional("labels").isPresent() ? fields.texts("labels") : Settings.DEFAULT.labels();
    String template = fields.optionalText("template").orElse(Settings.DEFAULT.template());
    fields.end();
    return new Settings(repository, zone, owners, deadlines, sponsors, labels, template);
  }
}
