package postmortem.log.format;

import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * What reading the stamp of a line gave. Most patterns of a format begin with it, and what its
 * layouts make of it is the same for all of them, so it is read once for a line: {@link #begin}
 * fills the stamp of the record by the first layout that can read it. Another one is only tried
 * when something else than the pattern wants stands behind, and leaves that stamp alone.
 *
 * <p>Lines in a row mostly write it alike. The layout that read the last one is tried before the
 * others, of which only its {@link StampLayouts#rivals} can read the same stamp.
 */
final class StampReading {

  private static final int NOTHING = -1;

  private final Stamp spare = new Stamp();
  private @Nullable StampLayouts layouts;

  /** Where the stamp begins that was read; nothing where none was. */
  private int start = NOTHING;

  /** The first layout that can read it, and where the stamp ends then; nothing if none can. */
  private int first = NOTHING;

  private int firstEnd;

  /** The layout that read the stamp of a line before. */
  private int usual = NOTHING;

  /** The others that may read it as well, and how many of these were tried. */
  private int[] others = {};

  private int tried;
  private int end;

  void forget() {
    start = NOTHING;
  }

  /** Whether it is known what these layouts make of the stamp there. */
  boolean isOf(StampLayouts wanted, int from) {
    if (start != from || layouts != wanted) {
      return false;
    }
    end = firstEnd;
    tried = 0;
    return true;
  }

  /** Reads a stamp. */
  void begin(StampLayouts wanted, byte[] buf, int from, int to, Stamp out) {
    if (layouts != wanted) {
      layouts = wanted;
      usual = NOTHING;
    }
    start = from;
    tried = 0;
    if (usual == NOTHING || !reads(wanted.get(usual), buf, to, out)) {
      first = search(wanted, buf, to, out);
      if (first != NOTHING) {
        usual = first;
        others = wanted.rivals(first);
      }
    } else {
      first = usual;
      if (others.length > 0 && others[0] < first) {
        precede(wanted, buf, to, out);
      }
    }
    firstEnd = end;
  }

  /** Reads the stamp by the first layout that can. */
  private int search(StampLayouts known, byte[] buf, int to, Stamp out) {
    for (int i = 0; i < known.size(); i++) {
      if (i != usual && reads(known.get(i), buf, to, out)) {
        return i;
      }
    }
    end = NOTHING;
    return NOTHING;
  }

  /**
   * Looks whether a layout that comes before the usual one can read the stamp, which is first then.
   */
  private void precede(StampLayouts known, byte[] buf, int to, Stamp out) {
    int usualEnd = end;
    for (int i = 0; i < others.length && others[i] < usual; i++) {
      if (reads(known.get(others[i]), buf, to, spare)) {
        out.set(spare);
        first = others[i];
        usual = first;
        others = known.rivals(first);
        return;
      }
    }
    end = usualEnd;
  }

  private boolean reads(StampLayout layout, byte[] buf, int to, Stamp out) {
    int read = layout.parse(buf, start, to, out);
    end = read < 0 ? NOTHING : StampLayout.rest(buf, read, to, out);
    return read >= 0;
  }

  /** Where the stamp ends as the present layout reads it; -1 when there is none. */
  int end() {
    return end;
  }

  /** Goes on to the next layout that can read it, if one can. */
  boolean goOn(byte[] buf, int to) {
    StampLayouts known = layouts;
    while (known != null && tried < others.length) {
      int other = others[tried];
      tried++;
      if (other > first && reads(known.get(other), buf, to, spare)) {
        return true;
      }
    }
    end = NOTHING;
    return false;
  }

  /** Whether no other layout can read the stamp. */
  boolean isAlone() {
    return others.length == 0 || others[others.length - 1] < first;
  }

  /** Takes what the present layout read, which is not the first: what that read is lost. */
  void take(Stamp out) {
    copy(out);
    forget();
  }

  /** Gives out what the present layout read, which is not the first. */
  void copy(Stamp out) {
    out.set(spare);
  }
}
