package postmortem.log.format;

import java.util.Arrays;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.StampLayouts;

/**
 * What a line has to hold for something to match it: the {@link Marks} of one of several
 * alternatives at least.
 */
final class Needs {

  /** Anything will do. */
  static final long[] NOTHING = {0};

  /** With more alternatives than this only what they have in common is asked. */
  private static final int MOST = 32;

  private Needs() {}

  /** Whether what holds those marks has enough of them. */
  static boolean areMet(long[] needs, long marks) {
    for (long alternative : needs) {
      if ((alternative & ~marks) == 0) {
        return true;
      }
    }
    return false;
  }

  /** Those of a stamp. */
  static long[] of(StampLayouts layouts) {
    long[] all = new long[layouts.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = layouts.get(i).marks();
    }
    return least(all);
  }

  /** Those of a row of nodes. */
  static long[] of(PatternNode row) {
    long[] all = row.needs();
    for (PatternNode node = row; node.next != node; node = node.next) {
      all = both(all, node.next.needs());
    }
    return all;
  }

  /** Where one thing and another are needed. */
  static long[] both(long[] one, long[] other) {
    long[] all = new long[one.length * other.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = one[i / other.length] | other[i % other.length];
    }
    return least(all);
  }

  /** Where one thing or another is needed. */
  static long[] either(long[] one, long[] other) {
    long[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return least(all);
  }

  /** Without alternatives that need more than another one. */
  private static long[] least(long[] all) {
    long[] least = new long[all.length];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      boolean more = false;
      for (int j = 0; j < all.length && !more; j++) {
        boolean same = all[j] == all[i];
        more = same ? j < i : (all[j] & ~all[i]) == 0;
      }
      if (!more) {
        least[count] = all[i];
        count++;
      }
    }
    if (count <= MOST) {
      return Arrays.copyOf(least, count);
    }
    long common = -1;
    for (int i = 0; i < count; i++) {
      common &= least[i];
    }
    return new long[] {common};
  }
}
