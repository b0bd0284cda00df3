package postmortem.series;

import java.util.Optional;

/**
 * Two values of one thing as a reader likes them: both in the unit that suits the smaller one.
 *
 * @param before with its unit
 * @param after with its unit
 */
public record Reading(String before, String after) {

  /**
   * Two numbers of four digits, in a unit as sources write it; empty where that unit is read as it
   * stands.
   */
  public static Optional<Reading> of(double before, double after, String unit) {
    Meaning.Unit meant = Meaning.unitOf(unit);
    if (meant == Meaning.Unit.NONE || Double.isNaN(before) || Double.isNaN(after)) {
      return Optional.empty();
    }
    Amount amount = Amount.of(meant, unit, before, after);
    return Optional.of(
        new Reading(amount.textOfFourDigits(before), amount.textOfFourDigits(after)));
  }
}
