package postmortem.log;

import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.log.format.JsonKinds;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/**
 * Finds the format of a line that another record wraps: the first that takes it, in the order of
 * the library; where none does, the first that takes it without a time. What a line is depends on
 * nothing but the line; formats that cannot take it by what it begins with, what it holds and, if
 * it is JSON, by its keys, are not tried. Not thread-safe.
 */
final class InnerFormats {

  private final List<LogFormat> formats;
  private final Candidates.Table timed;
  private final Candidates.Table untimed;
  private final JsonKinds kinds;
  private final Outline outline = new Outline();

  InnerFormats(List<LogFormat> formats) {
    this.formats = formats;
    this.timed = new Candidates.Table(formats, /* timed= */ true);
    this.untimed = new Candidates.Table(formats, /* timed= */ false);
    this.kinds = new JsonKinds(formats);
  }

  /** Index of the format of a line that is not empty, other than {@code around}; -1 for none. */
  int match(byte[] buf, int from, int firstTo, int to, int around, LogRecord into) {
    long line = Marks.of(buf, from, firstTo);
    long record = firstTo < to ? line | Marks.of(buf, firstTo, to) : line;
    kinds.begin();
    // Some formats read several lines as one: the outline of a short first line says too little.
    boolean outlined = firstTo == to || firstTo - from >= Outline.LENGTH;
    if (outlined) {
      outline.read(buf, from, firstTo);
    }
    Candidates all = outlined ? timed.of(buf[from], outline) : timed.of(buf[from]);
    int found = first(all, /* isTimed= */ true, buf, from, firstTo, to, line, record, around, into);
    if (found >= 0) {
      return found;
    }
    all = outlined ? untimed.of(buf[from], outline) : untimed.of(buf[from]);
    return first(all, /* isTimed= */ false, buf, from, firstTo, to, line, record, around, into);
  }

  private int first(
      Candidates candidates,
      boolean isTimed,
      byte[] buf,
      int from,
      int firstTo,
      int to,
      long line,
      long record,
      int around,
      LogRecord into) {
    for (int i = 0; i < candidates.count(); i++) {
      int f = candidates.format(i);
      if (f == around) {
        continue;
      }
      LogFormat format = formats.get(f);
      boolean whole = firstTo == to || format.spansLines();
      boolean found;
      if (whole && kinds.reads(f)) {
        found = format.match(kinds, f, isTimed, buf, from, to, into);
      } else {
        long only = format.mayTake(candidates.patterns(i), whole ? record : line, isTimed);
        found =
            only != 0
                && (isTimed
                    ? format.match(buf, from, firstTo, to, only, into)
                    : format.matchUntimed(buf, from, firstTo, to, only, into));
      }
      if (found) {
        return f;
      }
    }
    return -1;
  }
}
