package postmortem.log.format;

import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;

/**
 * What reading the stamp of a line gave. Most patterns of a format begin with it, and what its
 * layouts make of it is the same for all of them, so it is read once for a line: {@link #begin}
 * fills the stamp of the record by the first layout that can read it. Another one is only tried
 * when something else than the pattern wants stands behind, and leaves that stamp alone.
 */
final class StampReading {

  private final Stamp spare = new Stamp();
  private StampLayout @Nullable [] layouts;
  private int start;

  /** The first layout that can read it, and where the stamp ends then; their number if none can. */
  private int first;

  private int firstEnd;

  /** Whether the first is known to be the only one. */
  private boolean alone;

  private int index;
  private int end;

  void forget() {
    layouts = null;
  }

  /** Whether it is known what these layouts make of the stamp there. */
  boolean isOf(StampLayout[] wanted, int from) {
    if (layouts != wanted || start != from) {
      return false;
    }
    index = first;
    end = firstEnd;
    return true;
  }

  /** Reads a stamp. */
  void begin(StampLayout[] wanted, byte[] buf, int from, int to, Stamp out) {
    layouts = wanted;
    start = from;
    alone = false;
    index = -1;
    next(wanted, buf, to, out);
    first = index;
    firstEnd = end;
  }

  /** Where the stamp ends as the present layout reads it; -1 when there is none. */
  int end() {
    return end;
  }

  /** Goes on to the next layout that can read it, if one can. */
  boolean goOn(byte[] buf, int to) {
    StampLayout[] known = layouts;
    if (alone || known == null) {
      return false;
    }
    boolean isFirst = index == first;
    boolean found = next(known, buf, to, spare);
    alone = isFirst && !found;
    return found;
  }

  /** Takes what the present layout read, which is not the first. */
  void take(Stamp out) {
    out.set(spare);
    forget();
  }

  private boolean next(StampLayout[] known, byte[] buf, int to, Stamp out) {
    for (index++; index < known.length; index++) {
      int read = known[index].parse(buf, start, to, out);
      if (read >= 0) {
        end = StampLayout.rest(buf, read, to, out);
        return true;
      }
    }
    end = -1;
    return false;
  }
}
