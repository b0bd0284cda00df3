package postmortem.log.fit;

import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.log.format.JsonKinds;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/**
 * Finds the format of a line whose format is not known: the first that takes it, in the order of
 * the library; of a line that another record wraps, where none does, the first that takes it
 * without a time. What a line is depends on nothing but the line; formats that cannot take it by
 * what it begins with, what it holds and, if it is JSON, by its keys, are not tried. Not
 * thread-safe.
 */
public final class FormatLookup {

  /** So many formats are tried sooner than it is found out which of them the outline leaves. */
  private static final int FEW = 2;

  /** Of so many bytes there are few outlines, even where names are made of random digits. */
  private static final int BEGINNING = 8;

  private final List<LogFormat> formats;

  /** They are asked one after the other. */
  private final Candidates.Table[] tables;

  private final JsonKinds kinds;
  private final Outline beginning = new Outline();
  private final Outline outline = new Outline();

  /** What the line that is looked at holds, and what the whole record. */
  private long lineMarks;

  private long recordMarks;

  private FormatLookup(FormatIndex index, Candidates.Table... tables) {
    this.formats = index.formats();
    this.tables = tables;
    this.kinds = new JsonKinds(index.tables().keys());
  }

  /** For records that stand by themselves, in a file of another format. */
  public static FormatLookup ofRecords(FormatIndex index) {
    return new FormatLookup(index, index.tables().alone());
  }

  /** For lines that other records wrap. */
  public static FormatLookup ofWrapped(FormatIndex index) {
    return new FormatLookup(index, index.tables().timed(), index.tables().untimed());
  }

  /** Index of the format of a record that is not empty, other than {@code but}; -1 for none. */
  public int match(byte[] buf, int from, int firstTo, int to, int but, LogRecord into) {
    lineMarks = Marks.of(buf, from, firstTo);
    recordMarks = firstTo < to ? lineMarks | Marks.of(buf, firstTo, to) : lineMarks;
    kinds.begin();
    // Some formats read several lines as one: the outline of a short first line says too little.
    boolean outlined = firstTo == to || firstTo - from >= Outline.LENGTH;
    boolean begun = false;
    boolean read = false;
    for (Candidates.Table table : tables) {
      Candidates some = table.of(buf[from], recordMarks);
      if (some.count() > 0 && outlined) {
        if (!begun) {
          beginning.read(buf, from, firstTo, BEGINNING);
          begun = true;
        }
        some = table.fitting(some, beginning);
      }
      if (some.count() > FEW && outlined) {
        if (!read) {
          outline.read(buf, from, firstTo, Outline.LENGTH);
          read = true;
        }
        some = table.fitting(some, outline);
      }
      for (int i = 0; i < some.count(); i++) {
        int format = some.format(i);
        if (format != but
            && takes(format, some.patterns(i), table.timed(), buf, from, firstTo, to, into)) {
          return format;
        }
      }
    }
    return -1;
  }

  private boolean takes(
      int index,
      long patterns,
      boolean timed,
      byte[] buf,
      int from,
      int firstTo,
      int to,
      LogRecord into) {
    LogFormat format = formats.get(index);
    boolean whole = firstTo == to || format.spansLines();
    if (whole && kinds.reads(index)) {
      return format.match(kinds, index, timed, buf, from, to, into);
    }
    long only = whole ? patterns : format.mayTake(patterns, lineMarks, timed);
    if (only == 0) {
      return false;
    }
    return timed
        ? format.match(buf, from, firstTo, to, only, into)
        : format.matchUntimed(buf, from, firstTo, to, only, into);
  }
}
