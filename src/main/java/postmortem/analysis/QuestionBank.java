package postmortem.analysis;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import postmortem.analysis.Factor.Category;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;

/**
 * Questions for people, one declared file for each branch of the tree ({@code questions/}). They
 * ask how or what, never who or why.
 */
final class QuestionBank {

  /**
   * A question.
   *
   * @param when conditions, all of which must hold; empty for always
   * @param ask the question
   */
  record Question(List<Condition> when, String ask) {
    Question {
      when = List.copyOf(when);
    }
  }

  /** What the evidence holds, as far as questions depend on it. */
  enum Condition {
    NO_CHANGE,
    ONLY_NEAR,
    DEPLOY,
    FLAG,
    CONFIGURATION,
    COMMIT,
    INFRASTRUCTURE,
    CERTIFICATE,
    UPSTREAM,
    TAKEN_BACK,
    NOTHING_KNOWN,
    ONLY_SYMPTOMS,
    ERRORS_BEFORE,
    WARNINGS_BEFORE,
    SATURATION,
    TIMEOUT,
    DEPENDENCY,
    EXPIRED,
    NO_DETECTION,
    ALERTED,
    REPORT,
    SLOW_DETECTION,
    NO_LATENCY_OR_ERROR_METRIC,
    NO_ACKNOWLEDGEMENT,
    SLOW_ACKNOWLEDGEMENT,
    REPEATED_PAGE,
    ESCALATED,
    UNRELATED_ALERTS,
    NO_MITIGATION,
    FIX_FORWARD,
    NOTHING_BEFORE_RECOVERY,
    RECOVERY_FLAPPED
  }

  private final Map<Category, List<Question>> questions;

  private QuestionBank(Map<Category, List<Question>> questions) {
    this.questions = questions;
  }

  /** The bank that comes with the program. */
  static QuestionBank builtIn() {
    Map<Category, List<Question>> questions = new EnumMap<>(Category.class);
    for (BuiltInFile file : BuiltInFiles.list("questions")) {
      Fields fields = file.fields("questions/" + file.name());
      Category category = fields.required("category").scalar().constant(Category.class);
      questions
          .computeIfAbsent(category, k -> new ArrayList<>())
          .addAll(fields.list("questions", QuestionBank::question));
      fields.end();
    }
    return new QuestionBank(questions);
  }

  private static Question question(Node node) {
    Fields fields = node.fields();
    Question question =
        new Question(
            fields.list("when", condition -> condition.scalar().constant(Condition.class)),
            fields.text("ask"));
    fields.end();
    return question;
  }

  /** All questions of a branch, in the order of the file. */
  List<Question> all(Category category) {
    return questions.getOrDefault(category, List.of());
  }

  /**
   * The first {@code most} questions of a branch whose conditions hold, in the order of the file.
   */
  List<String> ask(Category category, Set<Condition> holding, int most) {
    return all(category).stream()
        .filter(question -> holding.containsAll(question.when()))
        .map(Question::ask)
        .limit(most)
        .toList();
  }
}
