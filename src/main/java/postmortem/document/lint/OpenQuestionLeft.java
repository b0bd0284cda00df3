package postmortem.document.lint;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.lint.Finding.Severity;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;

/** Names a prompt of the template that nobody has answered. */
public final class OpenQuestionLeft implements LintRule {

  /** A template's prompts begin like this, perhaps behind the name of a branch. */
  private static final Pattern PROMPT = Pattern.compile("^(?:[\\p{L} ]{1,30}: )?(Question: )");

  @Override
  public String id() {
    return "open-question-left";
  }

  @Override
  public Severity severity() {
    return Severity.INFO;
  }

  @Override
  public String help() {
    return "answer it in its place, or delete it and say why it cannot be answered";
  }

  @Override
  public List<Finding> check(DocumentText document, LintContext context) {
    return document.passages().stream()
        .filter(OpenQuestionLeft::isPrompt)
        .map(
            p ->
                finding(
                    document,
                    p.at(questionIn(p)),
                    "a question is still open: " + p.text().substring(questionIn(p) + 10).strip()))
        .toList();
  }

  /** Whether a passage is a prompt and nothing else. */
  static boolean isPrompt(Passage passage) {
    return !passage.quoted()
        && passage.kind() != Passage.Kind.CODE
        && PROMPT.matcher(passage.text()).find();
  }

  private static int questionIn(Passage passage) {
    Matcher m = PROMPT.matcher(passage.text());
    return m.find() ? m.start(1) : 0;
  }
}
