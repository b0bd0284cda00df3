package postmortem.store;

import java.util.List;
import java.util.Locale;
import postmortem.document.lint.Finding;
import postmortem.document.lint.LintRule;

/**
 * What {@code lint --format sarif} prints: Static Analysis Results Interchange Format 2.1.0, as
 * code scanning takes it.
 */
public final class SarifJson {

  private SarifJson() {}

  /**
   * One run with all its results, on one line.
   *
   * @param rules all there are, in the order of their ids
   * @param prefix put before each file, to make it a path from the top of the checkout
   */
  public static String write(List<LintRule> rules, List<Finding> findings, String prefix) {
    List<String> ids = rules.stream().map(LintRule::id).toList();
    return JsonText.object(
            json -> {
              json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
              json.writeStringField("version", "2.1.0");
              json.writeArrayFieldStart("runs");
              json.writeStartObject();
              json.writeObjectFieldStart("tool");
              json.writeObjectFieldStart("driver");
              json.writeStringField("name", "postmortem");
              json.writeArrayFieldStart("rules");
              for (LintRule rule : rules) {
                json.writeStartObject();
                json.writeStringField("id", rule.id());
                json.writeObjectFieldStart("shortDescription");
                json.writeStringField("text", rule.id().replace('-', ' '));
                json.writeEndObject();
                json.writeObjectFieldStart("help");
                json.writeStringField("text", rule.help() + LintRule.page(rule.id()));
                json.writeEndObject();
                json.writeObjectFieldStart("defaultConfiguration");
                json.writeStringField("level", level(rule.severity()));
                json.writeEndObject();
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndObject();
              json.writeStringField("columnKind", "utf16CodeUnits");
              json.writeArrayFieldStart("results");
              for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("ruleId", finding.rule());
                if (ids.contains(finding.rule())) {
                  json.writeNumberField("ruleIndex", ids.indexOf(finding.rule()));
                }
                json.writeStringField("level", level(finding.severity()));
                json.writeObjectFieldStart("message");
                json.writeStringField("text", finding.message());
                json.writeEndObject();
                json.writeArrayFieldStart("locations");
                json.writeStartObject();
                json.writeObjectFieldStart("physicalLocation");
                json.writeObjectFieldStart("artifactLocation");
                json.writeStringField("uri", uri(prefix + finding.file()));
                json.writeEndObject();
                json.writeObjectFieldStart("region");
                json.writeNumberField("startLine", finding.line());
                json.writeNumberField("startColumn", finding.column());
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
              }
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndArray();
            })
        + "\n";
  }

  private static String level(Finding.Severity severity) {
    return severity == Finding.Severity.INFO ? "note" : severity.label().toLowerCase(Locale.ROOT);
  }

  /** A relative reference by RFC 3986: what is not allowed in a path is encoded. */
  private static String uri(String path) {
    StringBuilder out = new StringBuilder();
    for (byte b : path.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "-._~/".indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return out.toString();
  }
}
