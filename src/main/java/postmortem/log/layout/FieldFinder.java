package postmortem.log.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    return ValueLayout.of(bytes, values(records), dateOrder)
        .map(
            found ->
                new FieldLayout(
                    keyed, found.layout(), found.twin(), found.anyOrder(), found.matched()));
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
}
