package postmortem.document.lint;

import java.util.List;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentStatus;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Names a status that a document cannot have: it would count as a draft for ever. */
public final class UnknownStatus implements LintRule {

  @Override
  public String id() {
    return "unknown-status";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "write " + DocumentStatus.all() + "; reviews count any other as unpublished";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    String stated = document.frontMatter().text(DocumentStatus.KEY).map(String::strip).orElse("");
    if (stated.isEmpty() || DocumentStatus.of(document.frontMatter()).isPresent()) {
      return List.of();
    }
    Spot at = document.frontMatter().at(DocumentStatus.KEY).orElse(new Spot(1, 1));
    return List.of(finding(document, at, "there is no status “" + stated + "”"));
  }
}
