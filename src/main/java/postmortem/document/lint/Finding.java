package postmortem.document.lint;

import java.util.Comparator;
import java.util.Locale;

/**
 * A fault that a rule found.
 *
 * @param rule id of the rule, lower case with hyphens
 * @param severity only {@link Severity#ERROR} makes lint exit with 1
 * @param file path of the document as given
 * @param line from 1
 * @param column from 1
 * @param message names the fact, and both values where two disagree
 * @param help what to do
 */
public record Finding(
    String rule, Severity severity, String file, int line, int column, String message, String help)
    implements Comparable<Finding> {

  /** How bad a fault is. */
  public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** The name in machine interfaces, in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparingInt(Finding::column)
          .thenComparing(Finding::rule)
          .thenComparing(Finding::message);

  public Finding {
    if (line < 1 || column < 1 || message.isBlank()) {
      throw new IllegalArgumentException("not a finding: " + rule + " " + message);
    }
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
