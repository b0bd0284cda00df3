package postmortem.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import postmortem.analysis.Factor.Category;
import postmortem.analysis.QuestionBank.Condition;
import postmortem.event.Citation;
import postmortem.event.Event;

/**
 * The tree of contributing factors. Its five branches are always there, so that their ids stay the
 * same when evidence is added: the first levels are cited statements of what was, and when; below
 * them are questions. A statement puts facts beside each other and claims no cause.
 */
final class FactorTree {

  /** How many statements stand below the first one of a branch. */
  static final int MOST_STATEMENTS = 3;

  private static final int MOST_QUESTIONS = 3;

  /** A statement on its way into the tree. */
  record Statement(String text, List<Citation> citations, List<String> eventIds) {
    static Statement of(String text, Event event) {
      return new Statement(text, event.citations(), List.of(event.id()));
    }
  }

  /**
   * What the evidence says for one branch.
   *
   * @param statements most telling first; empty when only questions are left
   * @param conditions which questions fit
   * @param open whether a question stands first, as no statement says what the branch is named for
   */
  record Branch(
      Category category, List<Statement> statements, Set<Condition> conditions, boolean open) {
    /** A branch whose first statement, if there is one, says what the branch is named for. */
    static Branch of(Category category, List<Statement> statements, Set<Condition> conditions) {
      return new Branch(category, statements, conditions, statements.isEmpty());
    }

    Branch {
      statements = List.copyOf(statements);
      conditions = Set.copyOf(conditions);
    }
  }

  private FactorTree() {}

  /** The five branches, F1 to F5. */
  static List<Factor> branches(IncidentFacts facts) {
    OriginFactors origin = new OriginFactors(facts);
    ResponseFactors response = new ResponseFactors(facts);
    QuestionBank bank = QuestionBank.builtIn();
    List<Factor> branches = new ArrayList<>();
    for (Branch branch :
        List.of(
            origin.trigger(),
            origin.latent(),
            response.detection(),
            response.response(),
            response.recovery())) {
      branches.add(factor("F" + (branches.size() + 1), branch, bank));
    }
    return List.copyOf(branches);
  }

  private static Factor factor(String id, Branch branch, QuestionBank bank) {
    Category category = branch.category();
    List<Statement> statements = branch.statements();
    List<String> questions =
        new ArrayList<>(bank.ask(category, branch.conditions(), MOST_QUESTIONS + 1));
    List<Factor> whys = new ArrayList<>();
    int first = branch.open() ? 0 : 1;
    for (int i = first; i < Math.min(statements.size(), MOST_STATEMENTS + 1); i++) {
      Statement one = statements.get(i);
      String child = id + "." + (whys.size() + 1);
      whys.add(new Factor(child, category, one.text(), one.citations(), one.eventIds(), List.of()));
    }
    String text = branch.open() ? questions.remove(0) : statements.get(0).text();
    for (String question : questions.subList(0, Math.min(MOST_QUESTIONS, questions.size()))) {
      String child = id + "." + (whys.size() + 1);
      whys.add(new Factor(child, category, question, List.of(), List.of(), List.of()));
    }
    return branch.open()
        ? new Factor(id, category, text, List.of(), List.of(), whys)
        : new Factor(
            id, category, text, statements.get(0).citations(), statements.get(0).eventIds(), whys);
  }
}
