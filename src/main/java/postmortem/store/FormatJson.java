package postmortem.store;

import java.util.List;
import postmortem.log.ParsedRecord;

/** What {@code formats list --json} and {@code formats parse --json} print. */
public final class FormatJson {

  private FormatJson() {}

  /**
   * One format or source on its line.
   *
   * @param kind {@code log} or {@code export}
   * @param url of the documentation by those who make it
   * @param samples that prove it
   */
  public static String listed(
      String name, String kind, String support, String title, String url, int samples) {
    return JsonText.object(
            json -> {
              json.writeStringField("name", name);
              json.writeStringField("kind", kind);
              json.writeStringField("support", support);
              json.writeStringField("title", title);
              json.writeStringField("url", url);
              json.writeNumberField("samples", samples);
            })
        + "\n";
  }

  /** One record of a log on its line. */
  public static String parsed(ParsedRecord record) {
    return JsonText.object(
            json -> {
              json.writeStringField("evidence", record.evidence());
              json.writeNumberField("line", record.line());
              json.writeNumberField("lines", record.lines());
              JsonText.text(json, "at", record.time() == null ? null : record.time().text());
              JsonText.text(
                  json,
                  "precision",
                  record.time() == null ? null : record.time().precision().label());
              JsonText.texts(
                  json,
                  "basis",
                  record.time() == null
                      ? List.of()
                      : record.time().basis().stream().map(b -> b.label()).toList());
              json.writeStringField("severity", record.severity().label());
              JsonText.text(json, "format", record.format());
              if (record.reason() != null) {
                json.writeStringField("reason", record.reason());
              }
            })
        + "\n";
  }
}
