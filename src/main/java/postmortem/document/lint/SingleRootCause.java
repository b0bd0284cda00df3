package postmortem.document.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.FactorItem;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;

/** Names an analysis that ends with one cause. */
public final class SingleRootCause implements LintRule {

  private static final Pattern ROOT_CAUSE =
      Pattern.compile(
          "(?i)\\broot[- ]cause\\b(?! (?:analys[ie]s|is (?:still )?(?:unknown|open)|(?:is|was) not known))");
  private static final Pattern DENIED =
      Pattern.compile("(?i)\\b(?:no|not|never|without|nor|than)\\b|n['\u2019]t\\b");

  @Override
  public String id() {
    return "single-root-cause";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String help() {
    return "list the contributing factors: what set it off, what was already there, how it was"
        + " noticed, answered and ended";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    List<FactorItem> answered = new ArrayList<>();
    List<FactorItem> open = new ArrayList<>();
    sort(document.factors(), answered, open);
    if (answered.size() > 1 || toldInProse(document)) {
      return List.of();
    }
    Optional<Finding> named = named(document);
    if (named.isPresent()) {
      return List.of(named.get());
    }
    if (answered.size() == 1 && open.isEmpty()) {
      return List.of(
          finding(document, answered.get(0).text().at(), "only one contributing factor is given"));
    }
    return List.of();
  }

  private Optional<Finding> named(DocumentText document) {
    for (Sentence sentence : Sentence.of(document)) {
      Matcher m = ROOT_CAUSE.matcher(sentence.text());
      if (!sentence.isQuestion()
          && m.find()
          && !DENIED.matcher(sentence.text().substring(0, m.start())).find()) {
        Spot at = sentence.at(m.start());
        return Optional.of(
            finding(
                document, at, "one root cause is named, and fewer than two factors are listed"));
      }
    }
    return Optional.empty();
  }

  /** What ended it is no factor, though people list it beside the cause. */
  private static final Pattern ENDING =
      Pattern.compile(
          "(?i)\\W*(?:resolution|fix(?:es)?|solution|remediation|mitigation)\\b.*", Pattern.DOTALL);

  /** Paragraphs below a heading about contributing factors that are no list. */
  private static boolean toldInProse(DocumentText document) {
    return document.under("contributing factor").stream()
            .filter(p -> p.kind() == Passage.Kind.PARAGRAPH && !p.quoted())
            .filter(p -> !OpenQuestionLeft.isPrompt(p))
            .count()
        > 1;
  }

  private static void sort(
      List<FactorItem> factors, List<FactorItem> answered, List<FactorItem> open) {
    for (FactorItem factor : factors) {
      if (ENDING.matcher(factor.text().text()).matches()) {
        continue;
      }
      boolean asks =
          OpenQuestionLeft.isPrompt(factor.text()) || factor.text().text().strip().endsWith("?");
      (asks ? open : answered).add(factor);
      sort(factor.below(), answered, open);
    }
  }
}
