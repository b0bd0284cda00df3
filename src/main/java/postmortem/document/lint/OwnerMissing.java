package postmortem.document.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Names a post-mortem that belongs to nobody. */
public final class OwnerMissing implements LintRule {

  private static final String KEY = "owner";
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?i)^\\W*(?:post-?mortem |document |report |incident )?(?:owners?|dri)\\W*[:|]\\W*(\\w.*)");

  /** In one line with others: {@code **Status**: Final | **DRI**: @ana}. */
  private static final Pattern AMONG_OTHERS =
      Pattern.compile("(?i)[|\u00b7;]\\W*(?:owner|dri)\\W*:\\W*(\\w[^|\u00b7;]*)");

  @Override
  public String id() {
    return "owner-missing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "put one name or role behind owner: in the front matter";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    boolean stated =
        document.frontMatter().text(KEY).filter(owner -> !ActionItem.isNothing(owner)).isPresent()
            || document.lines().stream().anyMatch(OwnerMissing::statesOne);
    if (stated) {
      return List.of();
    }
    Spot at = document.frontMatter().at(KEY).orElse(new Spot(1, 1));
    return List.of(finding(document, at, "nobody owns this post-mortem"));
  }

  private static boolean statesOne(String line) {
    Matcher m = IN_TEXT.matcher(line);
    Matcher other = AMONG_OTHERS.matcher(line);
    return (m.matches() && !ActionItem.isNothing(m.group(1)))
        || (other.find() && !ActionItem.isNothing(other.group(1)));
  }
}
