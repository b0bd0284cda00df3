package postmortem.log;

import java.util.Arrays;
import java.util.List;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Rank;

/**
 * Finds the format of a line that another record wraps: the first that takes it, in the order of
 * the library, among those that may begin as it does and find their time in it; where none does,
 * the first that takes it without a time. Not thread-safe.
 *
 * <p>Where an export is read from its beginning to its end by one thread, formats that took a line
 * before may go first: lines of a program are alike, and there are many formats.
 */
final class InnerFormats {

  private static final int[] UNKNOWN = new int[0];

  private final List<LogFormat> formats;
  private final int[][] withColon = new int[256][];
  private final int[][] withoutColon = new int[256][];
  private final int[][] untimed = new int[256][];
  private boolean learns;
  private int[] usual = new int[0];

  InnerFormats(List<LogFormat> formats) {
    this.formats = formats;
    Arrays.fill(withColon, UNKNOWN);
    Arrays.fill(withoutColon, UNKNOWN);
    Arrays.fill(untimed, UNKNOWN);
  }

  /** Lets formats that took a line before go first from here on. */
  void learn() {
    learns = true;
  }

  /** Index of the format of a line that is not empty, other than {@code around}; -1 for none. */
  int match(byte[] buf, int from, int firstTo, int to, int around, LogRecord into) {
    byte first = buf[from];
    boolean colon = ByteSearch.hasTimeOfDay(buf, from, to);
    for (int f : usual) {
      if (f != around
          && formats.get(f).mayTake(first, colon)
          && formats.get(f).match(buf, from, firstTo, to, into)) {
        return f;
      }
    }
    for (int f : candidates(first, colon)) {
      if (f != around && formats.get(f).match(buf, from, firstTo, to, into)) {
        note(f);
        return f;
      }
    }
    for (int f : untimed(first)) {
      if (f != around && formats.get(f).matchUntimed(buf, from, firstTo, to, into)) {
        return f;
      }
    }
    return -1;
  }

  private int[] candidates(byte first, boolean colon) {
    int[][] table = colon ? withColon : withoutColon;
    int[] known = table[first & 0xFF];
    if (known == UNKNOWN) {
      known = new int[formats.size()];
      int count = 0;
      for (int f = 0; f < known.length; f++) {
        if (formats.get(f).standsAlone() && formats.get(f).mayTake(first, colon)) {
          known[count] = f;
          count++;
        }
      }
      known = Arrays.copyOf(known, count);
      table[first & 0xFF] = known;
    }
    return known;
  }

  private int[] untimed(byte first) {
    int[] known = untimed[first & 0xFF];
    if (known == UNKNOWN) {
      known = new int[formats.size()];
      int count = 0;
      for (int f = 0; f < known.length; f++) {
        if (formats.get(f).takesUntimed() && formats.get(f).mayTake(first, false)) {
          known[count] = f;
          count++;
        }
      }
      known = Arrays.copyOf(known, count);
      untimed[first & 0xFF] = known;
    }
    return known;
  }

  /** A format that takes nearly anything, or JSON of any kind, may not come before others. */
  private void note(int format) {
    LogFormat taken = formats.get(format);
    if (learns && taken.rank() != Rank.FALLBACK && !taken.readsJson()) {
      usual = Arrays.copyOf(usual, usual.length + 1);
      usual[usual.length - 1] = format;
      Arrays.sort(usual);
    }
  }
}
