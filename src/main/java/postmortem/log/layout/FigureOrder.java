package postmortem.log.layout;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which order of the figures of a date is right, where lines can be read in several: {@code
 * 23-02-17} is 17 February 2023 or 23 February 2017. That one order tells what the others cannot:
 * the day in the name of the log, days that follow each other within hours, or the time of the
 * file.
 */
public final class FigureOrder {

  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  /** Days follow each other where the last line of the one and the first of the next do. */
  private static final long MIDNIGHT = HOUR;

  /** Where days follow each other twice, the lines around midnight may be farther apart. */
  private static final long NIGHT = 12 * HOUR;

  /** As far from what is known the one order may be, and the others have to be. */
  private static final long NEAR = DAY;

  private static final long FAR = 7 * DAY;

  /** Why an order was taken, as it is told. */
  enum Basis {
    NAME("by the day in the name of the log"),
    STEPS("by the days that follow each other"),
    WRITTEN("by the time of its file"),
    NOTHING("though other orders of the figures read as much");

    private final String text;

    Basis(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private FigureOrder() {}

  /**
   * Leaves of each pattern that reads the same lines in several orders the one that is told to be
   * right, and says of it by what; where nothing tells, all are left.
   */
  static void choose(List<Proposal> tried, Origin origin) {
    for (Proposal one : List.copyOf(tried)) {
      if (!tried.contains(one)) {
        continue;
      }
      List<Proposal> others =
          tried.stream()
              .filter(other -> one.isLike(other) && other.isOrderOf(one))
              .filter(other -> other.matched() >= one.matched())
              .toList();
      if (others.isEmpty() || others.stream().anyMatch(o -> o.matched() > one.matched())) {
        continue;
      }
      Basis basis = basis(one.times(), others.stream().map(Proposal::times).toList(), origin);
      if (basis != null) {
        one.decide(basis);
        tried.removeAll(others);
      }
    }
  }

  /**
   * Whether something tells that one order of the figures is right of two that read the same lines.
   */
  public static boolean tells(DayTimes one, DayTimes other, Origin origin) {
    return one.count() > 0
        && one.count() == other.count()
        && basis(one, List.of(other), origin) != null;
  }

  private static @Nullable Basis basis(DayTimes one, List<DayTimes> others, Origin origin) {
    if (origin.named() != null) {
      long named = origin.named().toEpochDay() * DAY;
      if (one.near(named, named + DAY) <= NEAR
          && others.stream().allMatch(other -> other.near(named, named + DAY) >= FAR)) {
        return Basis.NAME;
      }
    }
    boolean follow = one.days(MIDNIGHT) > 0 || one.days(NIGHT) > 1;
    if (follow && one.goesForward() && others.stream().allMatch(other -> other.days(DAY) == 0)) {
      return Basis.STEPS;
    }
    long written = origin.written();
    if (written != Long.MAX_VALUE
        && Math.abs(one.last() - written) <= NEAR
        && others.stream().allMatch(other -> Math.abs(other.last() - written) >= FAR)) {
      return Basis.WRITTEN;
    }
    return null;
  }

  /** Whether a layout has day, month and year in figures, so that they may be exchanged. */
  static boolean isInFigures(String layout) {
    return layout.indexOf('d') >= 0
        && layout.indexOf('M') >= 0
        && !layout.contains("MMM")
        && !layout.contains("LLL")
        && !layout.startsWith("yyyy");
  }

  /** Whether two layouts have day, month and year in another order. */
  static boolean isOther(String layout, String other) {
    return isInFigures(layout) && isInFigures(other) && !order(layout).equals(order(other));
  }

  /** The letters of day, month and year, each once, as they follow each other. */
  private static String order(String layout) {
    return layout.replaceAll("[^yMd]", "").replaceAll("(.)\\1+", "$1");
  }
}
