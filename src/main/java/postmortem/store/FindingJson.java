package postmortem.store;

import java.util.List;
import postmortem.document.lint.Finding;

/** What {@code lint --format json} prints. */
public final class FindingJson {

  private FindingJson() {}

  /** One finding per line. */
  public static String write(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    for (Finding finding : findings) {
      out.append(
              JsonText.object(
                  json -> {
                    json.writeStringField("rule", finding.rule());
                    json.writeStringField("severity", finding.severity().label());
                    json.writeStringField("file", finding.file());
                    json.writeNumberField("line", finding.line());
                    json.writeNumberField("column", finding.column());
                    json.writeStringField("message", finding.message());
                    json.writeStringField("help", finding.help());
                  }))
          .append('\n');
    }
    return out.toString();
  }
}
