package postmortem.source.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Condition} that is asked of records as bytes: its pointers and comparisons are numbers,
 * of which who looks at records knows what they stand for. What a condition says of numbers alone
 * it leaves out.
 *
 * @param has alternatives of which one holds something
 * @param knows what is there
 * @param lacks alternatives of which none holds anything
 * @param wordings what is asked of texts
 */
public record BytesCondition(
    List<int[]> has, List<Integer> knows, List<int[]> lacks, List<Wording> wordings) {

  /**
   * What is asked of the first of several values that holds something.
   *
   * @param tests the comparison of each value
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Wording(int[] values, int[] tests, boolean wanted) {}

  /** Gives pointers and comparisons their numbers. */
  public interface Numbering {

    /** The values that alternatives stand for. */
    int[] values(List<Reference> alternatives);

    /** The comparison of each of the values that alternatives stand for. */
    int[] tests(List<Reference> alternatives, Condition.How how, List<String> texts);
  }

  /** What a record answers. */
  public interface Answers {

    /** The place of the first of several values that holds something; -1 when none does. */
    int first(int[] values);

    /** Whether something stands there, be it null or empty. */
    boolean knows(int value);

    /** Whether a comparison of a value comes out true. */
    boolean passes(int value, int test);
  }

  public BytesCondition {
    has = List.copyOf(has);
    knows = List.copyOf(knows);
    lacks = List.copyOf(lacks);
    wordings = List.copyOf(wordings);
  }

  /** A condition with such numbers. */
  public static BytesCondition of(Condition condition, Numbering numbers) {
    List<Wording> wordings = new ArrayList<>();
    for (Condition.Wording wording : condition.wordings()) {
      wordings.add(
          new Wording(
              numbers.values(wording.of()),
              numbers.tests(wording.of(), wording.how(), wording.texts()),
              wording.wanted()));
    }
    List<Integer> knows = new ArrayList<>();
    for (Reference reference : condition.knows()) {
      Reference inside = new Reference(Reference.Scope.ELEMENT, reference.pointer());
      for (int value : numbers.values(List.of(inside))) {
        knows.add(value);
      }
    }
    return new BytesCondition(
        condition.has().stream().map(numbers::values).toList(),
        knows,
        condition.lacks().stream().map(numbers::values).toList(),
        wordings);
  }

  /** Whether it holds. */
  public boolean holds(Answers answers) {
    for (int i = 0; i < has.size(); i++) {
      if (answers.first(has.get(i)) < 0) {
        return false;
      }
    }
    for (int i = 0; i < knows.size(); i++) {
      if (!answers.knows(knows.get(i))) {
        return false;
      }
    }
    for (int i = 0; i < lacks.size(); i++) {
      if (answers.first(lacks.get(i)) >= 0) {
        return false;
      }
    }
    for (int i = 0; i < wordings.size(); i++) {
      Wording wording = wordings.get(i);
      int first = answers.first(wording.values());
      boolean is = first >= 0 && answers.passes(wording.values()[first], wording.tests()[first]);
      if (is != wording.wanted()) {
        return false;
      }
    }
    return true;
  }
}
