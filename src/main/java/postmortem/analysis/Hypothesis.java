package postmortem.analysis;

import java.util.List;
import postmortem.event.Citation;

/**
 * A supposition that people can refute: the impact depended on a change that came before it. It is
 * no finding; what speaks for it does not prove it.
 *
 * @param change rank of the change that it supposes
 * @param statement what is supposed
 * @param share of the points of all changes that have any, from 0 to 1; the shares of all
 *     hypotheses make 1 at most
 * @param predicts what has to be so if it holds
 * @param speaksFor what in the evidence fits
 * @param speaksAgainst what in the evidence does not fit
 * @param check the cheapest look or trial that would refute it
 */
public record Hypothesis(
    int change,
    String statement,
    double share,
    List<String> predicts,
    List<Ground> speaksFor,
    List<Ground> speaksAgainst,
    String check) {

  /**
   * Something in the evidence that bears on a hypothesis.
   *
   * @param text a sentence
   * @param citations what it rests on, at least one
   */
  public record Ground(String text, List<Citation> citations) {
    public Ground {
      citations = List.copyOf(citations);
      if (citations.isEmpty()) {
        throw new IllegalArgumentException("nothing is cited: " + text);
      }
    }
  }

  public Hypothesis {
    predicts = List.copyOf(predicts);
    speaksFor = List.copyOf(speaksFor);
    speaksAgainst = List.copyOf(speaksAgainst);
    if (!(share > 0 && share <= 1) || predicts.isEmpty() || check.isBlank()) {
      throw new IllegalArgumentException("cannot be tested: " + statement);
    }
  }
}
