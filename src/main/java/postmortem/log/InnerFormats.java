package postmortem.log;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.Marks;
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
  private final @Nullable Candidates[] timed = new Candidates[256];
  private final @Nullable Candidates[] untimed = new Candidates[256];
  private final JsonKinds kinds;

  /** The formats, and their patterns as bits, of which a line may be that begins with a byte. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Candidates(int[] formats, long[] patterns) {}

  InnerFormats(List<LogFormat> formats) {
    this.formats = formats;
    this.kinds = new JsonKinds(formats);
  }

  /** Index of the format of a line that is not empty, other than {@code around}; -1 for none. */
  int match(byte[] buf, int from, int firstTo, int to, int around, LogRecord into) {
    long line = Marks.of(buf, from, firstTo);
    long record = firstTo < to ? line | Marks.of(buf, firstTo, to) : line;
    kinds.begin();
    Candidates known = candidates(timed, /* isTimed= */ true, buf[from]);
    for (int i = 0; i < known.formats.length; i++) {
      int f = known.formats[i];
      LogFormat format = formats.get(f);
      boolean whole = firstTo == to || format.spansLines();
      long only = format.mayTake(known.patterns[i], whole ? record : line);
      if (only != 0
          && f != around
          && (!whole || kinds.mayTake(f, /* timed= */ true, buf, from, to))
          && format.match(buf, from, firstTo, to, only, into)) {
        return f;
      }
    }
    known = candidates(untimed, /* isTimed= */ false, buf[from]);
    for (int i = 0; i < known.formats.length; i++) {
      int f = known.formats[i];
      LogFormat format = formats.get(f);
      boolean whole = firstTo == to || format.spansLines();
      long only = format.mayTakeUntimed(known.patterns[i], whole ? record : line);
      if (only != 0
          && f != around
          && (!whole || kinds.mayTake(f, /* timed= */ false, buf, from, to))
          && format.matchUntimed(buf, from, firstTo, to, only, into)) {
        return f;
      }
    }
    return -1;
  }

  private Candidates candidates(@Nullable Candidates[] table, boolean isTimed, byte first) {
    Candidates known = table[first & 0xFF];
    if (known == null) {
      int[] some = new int[formats.size()];
      long[] patterns = new long[formats.size()];
      int count = 0;
      for (int f = 0; f < some.length; f++) {
        LogFormat format = formats.get(f);
        long begin = format.mayBegin(first);
        if (begin != 0 && (isTimed ? format.standsAlone() : format.takesUntimed())) {
          some[count] = f;
          patterns[count] = begin;
          count++;
        }
      }
      known = new Candidates(Arrays.copyOf(some, count), Arrays.copyOf(patterns, count));
      table[first & 0xFF] = known;
    }
    return known;
  }
}
