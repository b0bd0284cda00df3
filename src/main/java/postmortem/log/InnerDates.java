package postmortem.log;

import java.util.List;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * In which order dates in figures are read inside of the lines of a file, where these carry the
 * time: {@code 02/09/2025} behind the name of a container.
 *
 * @param format index of the format that is tried before {@code twin}; -1 where there are no such
 *     dates
 * @param twin index of the format that differs in the order of day and month only
 * @param assumed whether nothing in the lines that were looked at tells the order
 */
record InnerDates(int format, int twin, boolean assumed) {

  /** There are no such dates. */
  static final InnerDates NONE = new InnerDates(-1, -1, false);

  /** The format that is to be tried instead of one that takes a line; that one for most. */
  int ahead(int taken) {
    return taken >= 0 && taken == twin ? format : taken;
  }

  /** What lines of a sample tell about two formats. */
  static final class Tally {
    private final List<LogFormat> formats;
    private final int one;
    private final int other;
    private final boolean stated;
    private final LogRecord scratch = new LogRecord();
    private int lines;
    private int onlyOne;
    private int onlyOther;

    /**
     * Nothing yet.
     *
     * @param one index of the format whose order is assumed where nothing tells it
     * @param stated whether somebody said that this is the order
     */
    Tally(List<LogFormat> formats, int one, int other, boolean stated) {
      this.formats = formats;
      this.one = one;
      this.other = other;
      this.stated = stated;
    }

    /** Looks at what a record wraps. */
    void add(LogRecord around) {
      boolean byOne = takes(one, around);
      boolean byOther = takes(other, around);
      lines += byOne || byOther ? 1 : 0;
      onlyOne += byOne && !byOther ? 1 : 0;
      onlyOther += byOther && !byOne ? 1 : 0;
    }

    private boolean takes(int format, LogRecord around) {
      byte[] buf = around.bytes(Role.INNER);
      int from = around.from(Role.INNER);
      int to = ByteSearch.indexOf(buf, from, around.to(Role.INNER), (byte) '\n');
      return from < to && formats.get(format).match(buf, from, to, scratch);
    }

    /** What the lines tell; where they tell nothing, what was stated, or what is usual. */
    InnerDates dates() {
      if (!stated && onlyOther > onlyOne) {
        return new InnerDates(other, one, false);
      }
      return new InnerDates(one, other, !stated && lines > 0 && onlyOne == 0);
    }
  }
}
