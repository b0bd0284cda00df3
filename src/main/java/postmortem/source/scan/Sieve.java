package postmortem.source.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.source.rule.BytesCondition;
import postmortem.source.rule.Condition;
import postmortem.source.rule.Reference;

/**
 * Tells of records as bytes whether they are {@link LeftOut}, so that these never become trees.
 * Only the fields that conditions name are looked at. It never says so wrongly: of what is hard to
 * tell in bytes, such as a key that stands twice, it says that the record is not left out; then its
 * tree is asked. Immutable.
 */
public final class Sieve {

  private final SieveQuestions questions;
  private final List<BytesCondition> skips;
  private final List<BytesCondition> rules;
  private final List<BytesCondition> untold;

  private Sieve(LeftOut leftOut) {
    SieveQuestions.Builder asked = new SieveQuestions.Builder();
    List<BytesCondition> told = new ArrayList<>();
    boolean all = true;
    for (Condition condition : leftOut.rules()) {
      BytesCondition rule = rule(condition, asked);
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

  private static List<BytesCondition> known(
      List<Condition> conditions, SieveQuestions.Builder asked) {
    List<BytesCondition> known = new ArrayList<>();
    for (Condition condition : conditions) {
      BytesCondition rule = rule(condition, asked);
      if (rule != null) {
        known.add(rule);
      }
    }
    return known;
  }

  /** Null when the condition asks for what bytes do not tell. */
  private static @Nullable BytesCondition rule(Condition condition, SieveQuestions.Builder asked) {
    if (!condition.numbers().isEmpty()
        || !condition.references().stream().allMatch(Sieve::isTold)) {
      return null;
    }
    return BytesCondition.of(condition, asked);
  }

  private static boolean isTold(Reference reference) {
    return reference.scope() != Reference.Scope.DOCUMENT && reference.pointer().isPlain();
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

    private boolean any(List<BytesCondition> conditions) {
      for (int i = 0; i < conditions.size(); i++) {
        if (conditions.get(i).holds(answers)) {
          return true;
        }
      }
      return false;
    }
  }
}
