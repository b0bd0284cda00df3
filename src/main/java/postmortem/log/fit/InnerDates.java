package postmortem.log.fit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
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
 * @param assumed whether nothing in the lines that were looked at tells the order, nor did anybody
 */
public record InnerDates(int format, int twin, boolean assumed) {

  /** There are no such dates. */
  public static final InnerDates NONE = new InnerDates(-1, -1, false);

  /**
   * Before any line was looked at: in the order that was stated, or month first.
   *
   * @param inner index of a format of which there is one with the other order
   * @param stated null when nobody stated one
   */
  public static InnerDates assumed(FormatIndex index, int inner, @Nullable DateOrder stated) {
    DateOrder order = stated == null ? DateOrder.MONTH_FIRST : stated;
    boolean isAsked = index.get(inner).name().endsWith("-" + order.label());
    int twin = index.twin(inner);
    return new InnerDates(isAsked ? inner : twin, isAsked ? twin : inner, stated == null);
  }

  /** The other order. */
  InnerDates exchanged() {
    return new InnerDates(/* format= */ twin, /* twin= */ format, assumed);
  }

  /** The same where it turned out that this is the order. */
  InnerDates decided() {
    return new InnerDates(format, twin, /* assumed= */ false);
  }

  /** The format that is to be tried instead of one that takes a line; that one for most. */
  public int ahead(int taken) {
    return taken >= 0 && taken == twin ? format : taken;
  }

  /** What lines of a sample tell about two formats. */
  public static final class Tally {
    private final List<LogFormat> formats;
    private final InnerDates assumed;
    private final LogRecord scratch = new LogRecord();
    private int lines;
    private int onlyOne;
    private int onlyOther;

    /**
     * Nothing yet.
     *
     * @param assumed what is so where nothing tells it
     */
    public Tally(List<LogFormat> formats, InnerDates assumed) {
      this.formats = formats;
      this.assumed = assumed;
    }

    /** Looks at what a record wraps. */
    public void add(LogRecord around) {
      boolean byOne = takes(assumed.format(), around);
      boolean byOther = takes(assumed.twin(), around);
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
    public InnerDates dates() {
      if (!assumed.assumed()) {
        return assumed;
      }
      if (onlyOther > onlyOne) {
        return assumed.exchanged().decided();
      }
      return lines > 0 && onlyOne == 0 ? assumed : assumed.decided();
    }
  }
}
