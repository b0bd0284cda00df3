package postmortem.action;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How soon, in the team's own word, with the place of that word among others.
 *
 * @param label as people write it, such as {@code P1} or {@code high}
 */
public record Priority(String label) implements Comparable<Priority> {

  /** The rank of a word that is not known: after all known ones. */
  public static final int UNKNOWN = 9;

  private static final Pattern NUMBERED = Pattern.compile("(?:p|prio|priority)?[ -]?([0-4])");
  private static final Comparator<Priority> ORDER =
      Comparator.comparingInt(Priority::rank).thenComparing(Priority::label);

  public Priority {
    label = label.strip();
    if (label.isEmpty() || label.length() > 40) {
      throw new IllegalArgumentException("a priority is a word, such as P1 or high");
    }
  }

  /** 0 (most urgent) to 4, or {@link #UNKNOWN}. */
  public int rank() {
    String word = label.toLowerCase(Locale.ROOT);
    Matcher number = NUMBERED.matcher(word);
    if (number.matches()) {
      return Integer.parseInt(number.group(1));
    }
    return switch (word) {
      case "urgent", "critical", "highest", "blocker", "immediate" -> 0;
      case "high", "major" -> 1;
      case "medium", "normal", "moderate" -> 2;
      case "low", "minor" -> 3;
      case "lowest", "trivial" -> 4;
      default -> UNKNOWN;
    };
  }

  /** Most urgent first. */
  @Override
  public int compareTo(Priority other) {
    return ORDER.compare(this, other);
  }
}
