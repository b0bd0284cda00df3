package postmortem.document.lint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Spot;

/** Names a status that a document cannot have: it would count as a draft for ever. */
public final class UnknownStatus implements LintRule {

  private static final String KEY = "status";
  private static final Set<String> KNOWN = Set.of("draft", "in-review", "published", "closed");

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
    return "write draft, in-review, published or closed; reviews count any other as unpublished";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    Optional<String> stated = document.frontMatter().text(KEY).map(String::strip);
    if (stated.isEmpty() || stated.get().isEmpty() || KNOWN.contains(plain(stated.get()))) {
      return List.of();
    }
    Spot at = document.frontMatter().at(KEY).orElse(new Spot(1, 1));
    return List.of(finding(document, at, "there is no status “" + stated.get() + "”"));
  }

  /** As commands read it. */
  private static String plain(String status) {
    return status.toLowerCase(Locale.ROOT).replace(' ', '-');
  }
}
