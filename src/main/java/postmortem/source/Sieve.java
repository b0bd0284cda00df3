package postmortem.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of records as bytes whether they are {@link LeftOut}, so that these never become trees.
 * Only the fields that conditions name are looked at. It never says so wrongly: of what is hard to
 * tell in bytes, such as a key that stands twice, it says that the record is not left out; then its
 * tree is asked. Immutable.
 */
final class Sieve {

  private final SieveQuestions questions;
  private final List<Rule> skips;
  private final List<Rule> rules;
  private final List<Rule> untold;

  /**
   * A condition whose pointers are numbers of questions.
   *
   * @param has alternatives of which one holds something
   * @param knows what is there
   * @param lacks alternatives of which none holds anything
   * @param wordings what is asked of texts
   */
  private record Rule(
      List<int[]> has, List<Integer> knows, List<int[]> lacks, List<Wording> wordings) {}

  /** What is asked of the first of several values that holds something. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Wording(int[] values, int[] tests, boolean wanted) {}

  private Sieve(LeftOut leftOut) {
    SieveQuestions.Builder asked = new SieveQuestions.Builder();
    List<Rule> told = new ArrayList<>();
    boolean all = true;
    for (Condition condition : leftOut.rules()) {
      Rule rule = rule(condition, asked);
      all &= rule != null;
      if (rule != null) {
        told.add(rule);
      }
    }
    skips = known(leftOut.skips(), asked);
    // A rule that cannot be asked in bytes may speak of any record.
    untold = all ? known(leftOut.untold(), asked) : List.of();
    rules = untold.isEmpty() ? List.of() : told;
    questions = asked.build();
  }

  /** A sieve; null when there is nothing that bytes can tell. */
  static @Nullable Sieve of(LeftOut leftOut) {
    Sieve sieve = new Sieve(leftOut);
    return sieve.skips.isEmpty() && sieve.untold.isEmpty() ? null : sieve;
  }

  private static List<Rule> known(List<Condition> conditions, SieveQuestions.Builder asked) {
    List<Rule> known = new ArrayList<>();
    for (Condition condition : conditions) {
      Rule rule = rule(condition, asked);
      if (rule != null) {
        known.add(rule);
      }
    }
    return known;
  }

  /** Null when the condition asks for what bytes do not tell. */
  private static @Nullable Rule rule(Condition condition, SieveQuestions.Builder asked) {
    if (!condition.numbers().isEmpty()
        || !condition.references().stream().allMatch(Sieve::isTold)) {
      return null;
    }
    List<Wording> wordings = new ArrayList<>();
    for (Condition.Wording wording : condition.wordings()) {
      List<Reference> inside = inside(wording.of());
      wordings.add(
          new Wording(
              asked.values(inside),
              asked.tests(inside, wording.how(), wording.texts()),
              wording.wanted()));
    }
    return new Rule(
        condition.has().stream().map(one -> asked.values(inside(one))).toList(),
        condition.knows().stream().map(one -> asked.value(one.pointer())).toList(),
        condition.lacks().stream().map(one -> asked.values(inside(one))).toList(),
        wordings);
  }

  private static boolean isTold(Reference reference) {
    return reference.scope() != Reference.Scope.DOCUMENT && reference.pointer().isPlain();
  }

  /** Around a whole record is nothing, and nothing is joined to it. */
  private static List<Reference> inside(List<Reference> references) {
    return references.stream()
        .filter(
            reference ->
                reference.scope() == Reference.Scope.ELEMENT
                    || reference.scope() == Reference.Scope.RECORD)
        .toList();
  }

  /** A look at one record after the other; for one thread. */
  Look look() {
    return new Look(questions);
  }

  /** Looks at records. */
  final class Look {
    private final SieveAnswers answers;

    private Look(SieveQuestions questions) {
      answers = new SieveAnswers(questions);
    }

    /** Whether it is certain that a record is left out. */
    boolean leavesOut(byte[] buf, int from, int to) {
      return answers.read(buf, from, to) && (any(skips) || (any(untold) && !any(rules)));
    }

    private boolean any(List<Rule> conditions) {
      for (int i = 0; i < conditions.size(); i++) {
        if (holds(conditions.get(i))) {
          return true;
        }
      }
      return false;
    }

    private boolean holds(Rule rule) {
      for (int[] alternatives : rule.has()) {
        if (answers.first(alternatives) < 0) {
          return false;
        }
      }
      for (int value : rule.knows()) {
        if (!answers.knows(value)) {
          return false;
        }
      }
      for (int[] alternatives : rule.lacks()) {
        if (answers.first(alternatives) >= 0) {
          return false;
        }
      }
      for (Wording wording : rule.wordings()) {
        int first = answers.first(wording.values());
        if ((first >= 0 && answers.passes(wording.tests()[first])) != wording.wanted()) {
          return false;
        }
      }
      return true;
    }
  }
}
