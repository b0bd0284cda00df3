package postmortem.document.lint;

import java.util.List;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Names a post-mortem that does not say how bad it was. */
public final class SeverityMissing implements LintRule {

  private static final String KEY = "severity";
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?i)\\bsev(?:erity)?\\W{0,4}(?:level\\W{0,3})?\\d\\b|^\\W*severity\\W*[:|]\\W*(?!tb[dac]\\b|unknown\\b)\\w.*|\\bpriority\\W{0,4}p?[0-5]\\b");

  @Override
  public String id() {
    return "severity-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "put 1 (worst) to 5 behind severity: in the front matter; deadlines depend on it";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    boolean stated =
        document.frontMatter().text(KEY).filter(s -> !ActionItem.isNothing(s)).isPresent()
            || document.lines().stream().anyMatch(line -> IN_TEXT.matcher(line).find());
    if (stated) {
      return List.of();
    }
    Spot at = document.frontMatter().at(KEY).orElse(new Spot(1, 1));
    return List.of(finding(document, at, "no severity is stated"));
  }
}
