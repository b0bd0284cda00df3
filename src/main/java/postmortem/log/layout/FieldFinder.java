package postmortem.log.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.event.stamp.LayoutGuess;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/**
 * Finds how records tell the time whose keys a declared format knows: the value of each proposes
 * the layouts that it may be of as a whole, and the one wins that reads most of them.
 */
public final class FieldFinder {

  private static final int MOST_RECORDS = 300;
  private static final int MOST_PROPOSALS = 60;

  /** No stamp is longer than this. */
  private static final int LONGEST = 96;

  private final LogFormat keyed;
  private final byte[] bytes;

  private FieldFinder(LogFormat keyed, byte[] bytes) {
    this.keyed = keyed;
    this.bytes = bytes;
  }

  /**
   * The layout of the times that a format leaves, if there is one.
   *
   * @param records beginning and end of each in {@code bytes}
   * @param dateOrder how dates in figures are read where they do not tell; null when nobody said so
   */
  public static Optional<FoundLayout> find(
      LogFormat keyed, byte[] bytes, List<int[]> records, @Nullable DateOrder dateOrder) {
    return new FieldFinder(keyed, bytes).find(records, dateOrder);
  }

  /** Whether one record says how bad it is, and its time by a layout that may be found. */
  public static boolean isTimed(LogFormat keyed, byte[] bytes, int from, int to) {
    LogRecord record = new LogRecord();
    return keyed.findUnreadTime(bytes, from, to, record)
        && record.severity() != Severity.UNKNOWN
        && LayoutGuess.at(bytes, record.stampFrom(), record.stampTo()).stream()
            .map(guess -> StampLayout.compile(guess.layout()))
            .anyMatch(l -> l.isWhole(bytes, record.stampFrom(), record.stampTo(), new Stamp()));
  }

  private Optional<FoundLayout> find(List<int[]> records, @Nullable DateOrder dateOrder) {
    List<int[]> values = values(records);
    int most = 0;
    List<String> best = new ArrayList<>();
    for (String layout : proposals(values)) {
      int matched = count(StampLayout.compile(layout), values);
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
    return Optional.of(found(first, best, most, dateOrder));
  }

  private Set<String> proposals(List<int[]> values) {
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

  private FoundLayout found(
      String first, List<String> best, int most, @Nullable DateOrder dateOrder) {
    String other = FoundLayout.exchanged(first);
    if (other.equals(first) || !best.contains(other)) {
      return new FieldLayout(keyed, first, null, most);
    }
    // As elsewhere, the month comes first where nothing tells.
    DateOrder order = dateOrder == null ? DateOrder.MONTH_FIRST : dateOrder;
    String ordered = FoundLayout.order(first) == order ? first : other;
    return new FieldLayout(
        keyed, ordered, dateOrder == null ? FoundLayout.exchanged(ordered) : null, most);
  }

  /** The values by which records tell their times. */
  private List<int[]> values(List<int[]> records) {
    LogRecord record = new LogRecord();
    List<int[]> values = new ArrayList<>();
    for (int[] one : records) {
      if (values.size() < MOST_RECORDS && keyed.findUnreadTime(bytes, one[0], one[1], record)) {
        int from = record.stampFrom();
        int to = record.stampTo();
        if (to - from <= LONGEST) {
          values.add(new int[] {from, to});
        }
      }
    }
    return values;
  }

  private int count(StampLayout layout, List<int[]> values) {
    Stamp stamp = new Stamp();
    return (int) values.stream().filter(v -> layout.isWhole(bytes, v[0], v[1], stamp)).count();
  }

  private static boolean isShortYearFirst(String layout) {
    return layout.startsWith("yy") && !layout.startsWith("yyyy");
  }
}
