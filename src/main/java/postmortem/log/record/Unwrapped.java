package postmortem.log.record;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.FormatLookup;
import postmortem.log.fit.InnerDates;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * The lines of other logs that a record wraps, one inside the other: a container's envelope around
 * a JSON line around a line of text. Reused; not thread-safe.
 */
public final class Unwrapped {

  /** How many lines may lie in each other. */
  private static final int DEEPEST = 4;

  private final FormatIndex formats;

  /** Layouts that were found in what the records of a file wrap. */
  private final List<Integer> found;

  private final InnerDates dates;
  private LogRecord spare = new LogRecord();

  /** Made for the first line: most logs wrap none. */
  private @Nullable FormatLookup candidates;

  private final LogRecord[] records = new LogRecord[DEEPEST];
  private final int[] matched = new int[DEEPEST];
  private final byte[][] bytes = new byte[DEEPEST][];
  private int depth;

  /** Of a file. */
  public Unwrapped(FormatIndex formats, Fit fit) {
    this.formats = formats;
    this.found = fit.inside();
    this.dates = fit.dates();
    for (int i = 0; i < DEEPEST; i++) {
      records[i] = new LogRecord();
    }
  }

  /** Looks into a record of that format, as deep as something matches. */
  public void unwrap(LogRecord outer, int outerFormat) {
    depth = 0;
    deeper(outer, outerFormat);
  }

  /** The same for a record whose wrapped lines were joined. */
  public void unwrap(JoinedLines lines, int outerFormat) {
    depth = 0;
    int format =
        lines.firstTo() > 0
            ? match(lines.bytes(), 0, lines.firstTo(), lines.length(), outerFormat)
            : -1;
    if (format >= 0) {
      matched[depth] = format;
      bytes[depth] = lines.bytes();
      depth++;
      deeper(records[0], format);
    }
  }

  private void deeper(LogRecord outer, int outerFormat) {
    LogRecord around = outer;
    int format = outerFormat;
    while (depth < DEEPEST && around.has(Role.INNER)) {
      format = match(around, format);
      if (format < 0) {
        return;
      }
      matched[depth] = format;
      bytes[depth] = around.bytes(Role.INNER);
      around = records[depth];
      depth++;
    }
  }

  private int match(LogRecord around, int format) {
    byte[] buf = around.bytes(Role.INNER);
    int from = around.from(Role.INNER);
    int to = around.to(Role.INNER);
    while (to > from && (buf[to - 1] == '\n' || buf[to - 1] == '\r')) {
      to--;
    }
    int firstTo = ByteSearch.indexOf(buf, from, to, (byte) '\n');
    return from < to ? match(buf, from, firstTo, to, format) : -1;
  }

  /** What a declared format tells; a layout that was found where that is less. */
  private int match(byte[] buf, int from, int firstTo, int to, int around) {
    int declared =
        ordered(
            candidates().match(buf, from, firstTo, to, around, records[depth]),
            buf,
            from,
            firstTo,
            to);
    if (found.isEmpty() || (declared >= 0 && records[depth].severity() != Severity.UNKNOWN)) {
      return declared;
    }
    for (int layout : found) {
      if (takes(layout, buf, from, firstTo, to)) {
        return layout;
      }
    }
    return declared;
  }

  /** A format that took the line, or the one that reads its date in the order of the file. */
  private int ordered(int declared, byte[] buf, int from, int firstTo, int to) {
    int ahead = dates.ahead(declared);
    return ahead != declared && takes(ahead, buf, from, firstTo, to) ? ahead : declared;
  }

  private boolean takes(int format, byte[] buf, int from, int firstTo, int to) {
    if (!formats.get(format).match(buf, from, firstTo, to, spare)) {
      return false;
    }
    LogRecord free = records[depth];
    records[depth] = spare;
    spare = free;
    return true;
  }

  /** Whether what a record of that format wraps is a record by itself. */
  boolean isRecord(LogRecord around, int aroundFormat) {
    depth = 0;
    return match(around, aroundFormat) >= 0;
  }

  /** What a line that a record of that format wraps says of itself; null where it is no record. */
  @Nullable Severity severity(byte[] text, int length, int aroundFormat) {
    depth = 0;
    return length > 0 && match(text, 0, length, length, aroundFormat) >= 0
        ? records[0].severity()
        : null;
  }

  /** Whether a wrapped line ends a record that begins with another one and takes two of them. */
  boolean isSecondLine(byte[] first, int length, LogRecord around, int aroundFormat) {
    byte[] buf = around.bytes(Role.INNER);
    int from = around.from(Role.INNER);
    int to = around.to(Role.INNER);
    byte[] both = Arrays.copyOf(first, length + 1 + to - from);
    both[length] = '\n';
    System.arraycopy(buf, from, both, length + 1, to - from);
    depth = 0;
    int format = match(both, 0, length, both.length, aroundFormat);
    if (format < 0
        || !formats.get(format).spansLines()
        || records[0].severity() == Severity.UNKNOWN) {
      return false;
    }
    return severity(first, length, aroundFormat) == Severity.UNKNOWN;
  }

  /** Whether a record wraps a line of one of the layouts that were found. */
  boolean isFound(LogRecord around) {
    for (int layout : found) {
      if (formats
          .get(layout)
          .match(around.bytes(Role.INNER), around.from(Role.INNER), around.to(Role.INNER), spare)) {
        return true;
      }
    }
    return false;
  }

  private FormatLookup candidates() {
    FormatLookup known = candidates;
    if (known == null) {
      known = FormatLookup.ofWrapped(formats);
      candidates = known;
    }
    return known;
  }

  /** How many lines lie in each other below the record. */
  public int depth() {
    return depth;
  }

  /** The line at a depth from 0. */
  public LogRecord record(int at) {
    return records[at];
  }

  /** The index of the format of the line at a depth. */
  public int format(int at) {
    return matched[at];
  }

  /** Where the line at a depth lies. */
  byte[] bytes(int at) {
    return bytes[at];
  }

  /** The first depth whose line has a stamp, or -1. */
  int timed() {
    for (int i = 0; i < depth; i++) {
      if (records[i].stampFrom() >= 0) {
        return i;
      }
    }
    return -1;
  }

  /** What the innermost line says that says something. */
  Severity severity() {
    for (int i = depth - 1; i >= 0; i--) {
      if (records[i].severity() != Severity.UNKNOWN) {
        return records[i].severity();
      }
    }
    return Severity.UNKNOWN;
  }
}
