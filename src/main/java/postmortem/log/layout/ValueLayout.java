package postmortem.log.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.event.stamp.LayoutGuess;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;

/**
 * The layout that reads most of some values, each of which is a stamp as a whole.
 *
 * @param twin the layout that reads as many, day and month exchanged; null for none
 * @param anyOrder whether its year of two figures may as well be a day
 * @param matched how many values it reads
 */
record ValueLayout(String layout, @Nullable String twin, boolean anyOrder, int matched) {

  private static final int MOST_PROPOSALS = 60;

  /**
   * The layout of values, each of which proposes those that it may be of.
   *
   * @param values beginning and end of each in {@code bytes}
   * @param dateOrder how dates in figures are read where they do not tell; null when nobody said so
   */
  static Optional<ValueLayout> of(byte[] bytes, List<int[]> values, @Nullable DateOrder dateOrder) {
    int most = 0;
    List<String> best = new ArrayList<>();
    for (String layout : proposals(bytes, values)) {
      int matched = count(bytes, StampLayout.compile(layout), values);
      if (matched > most) {
        most = matched;
        best.clear();
      }
      if (matched > 0 && matched == most) {
        best.add(layout);
      }
    }
    if (best.isEmpty()) {
      return Optional.empty();
    }
    // 03/04/25 begins with a year only where no other order reads as many.
    String first =
        best.stream().filter(layout -> !isShortYearFirst(layout)).findFirst().orElse(best.get(0));
    boolean anyOrder =
        !isShortYearFirst(first) && best.stream().anyMatch(ValueLayout::isShortYearFirst);
    String other = FoundLayout.exchanged(first);
    if (other.equals(first) || !best.contains(other)) {
      return Optional.of(new ValueLayout(first, null, anyOrder, most));
    }
    // As elsewhere, the month comes first where nothing tells.
    DateOrder order = dateOrder == null ? DateOrder.MONTH_FIRST : dateOrder;
    String ordered = FoundLayout.order(first) == order ? first : other;
    return Optional.of(
        new ValueLayout(
            ordered, dateOrder == null ? FoundLayout.exchanged(ordered) : null, anyOrder, most));
  }

  private static Set<String> proposals(byte[] bytes, List<int[]> values) {
    Set<String> proposals = new LinkedHashSet<>();
    for (int[] value : values) {
      for (LayoutGuess.Guess guess : LayoutGuess.at(bytes, value[0], value[1])) {
        if (proposals.size() < MOST_PROPOSALS) {
          proposals.add(guess.layout());
        }
      }
    }
    return proposals;
  }

  private static int count(byte[] bytes, StampLayout layout, List<int[]> values) {
    Stamp stamp = new Stamp();
    return (int) values.stream().filter(v -> layout.isWhole(bytes, v[0], v[1], stamp)).count();
  }

  private static boolean isShortYearFirst(String layout) {
    return layout.startsWith("yy") && !layout.startsWith("yyyy");
  }
}
