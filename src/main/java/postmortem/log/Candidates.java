package postmortem.log;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.Outline;
import postmortem.log.format.LogFormat;

/**
 * The formats that a line may be of, in the order in which they are asked, and of each the patterns
 * as bits. By what a line begins with most formats are left out, and none wrongly.
 */
final class Candidates {

  private final int[] formats;
  private final long[] patterns;

  private Candidates(int[] formats, long[] patterns) {
    this.formats = formats;
    this.patterns = patterns;
  }

  int count() {
    return formats.length;
  }

  /** The index of a format in the library. */
  int format(int place) {
    return formats[place];
  }

  long patterns(int place) {
    return patterns[place];
  }

  /** Those of them that a line with such an outline may be of. */
  private Candidates fitting(List<LogFormat> library, Outline outline) {
    int[] some = new int[formats.length];
    long[] fitting = new long[formats.length];
    int count = 0;
    for (int i = 0; i < formats.length; i++) {
      some[count] = formats[i];
      fitting[count] = library.get(formats[i]).fitting(patterns[i], outline);
      count += fitting[count] != 0 ? 1 : 0;
    }
    return new Candidates(Arrays.copyOf(some, count), Arrays.copyOf(fitting, count));
  }

  /**
   * The candidates of lines, remembered. For use by many threads: what is remembered follows from
   * the line, so it does not matter who noted it, and a note that is lost is made again.
   */
  static final class Table {

    private static final int SLOT_BITS = 10;
    private static final int SLOTS = 1 << SLOT_BITS;

    /** So often an outline is seen before it is gone through: rare ones are not worth it. */
    private static final int OFTEN = 24;

    /** The candidates of one outline, once it was seen often. */
    private static final class Slot {
      private final byte first;
      private final Outline outline = new Outline();
      private int seen = 1;
      private @Nullable Candidates known;

      Slot(byte first, Outline outline) {
        this.first = first;
        this.outline.set(outline);
      }
    }

    private final List<LogFormat> library;
    private final boolean timed;
    private final AtomicReferenceArray<@Nullable Candidates> byFirst =
        new AtomicReferenceArray<>(256);
    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);

    /** Of a library; {@code timed} whether of formats that ask for a time. */
    Table(List<LogFormat> library, boolean timed) {
      this.library = library;
      this.timed = timed;
    }

    /** Whether its formats ask for a time. */
    boolean timed() {
      return timed;
    }

    /** Of lines that begin with a byte. */
    Candidates of(byte first) {
      Candidates candidates = byFirst.get(first & 0xFF);
      if (candidates == null) {
        candidates = beginning(first);
        byFirst.set(first & 0xFF, candidates);
      }
      return candidates;
    }

    /** Of lines that begin with a byte and have that {@link Outline}. */
    Candidates of(byte first, Outline outline) {
      int place = (int) (outline.spread() >>> (Long.SIZE - SLOT_BITS));
      Slot slot = slots.get(place);
      if (slot == null || slot.first != first || !slot.outline.isLike(outline)) {
        // What was seen often gives way only to what is seen often.
        if (slot == null || --slot.seen < 0) {
          slots.set(place, new Slot(first, outline));
        }
        return of(first);
      }
      Candidates known = slot.known;
      if (known != null) {
        slot.seen = OFTEN;
        return known;
      }
      Candidates candidates = of(first);
      if (++slot.seen >= OFTEN) {
        candidates = candidates.fitting(library, outline);
        slot.known = candidates;
      }
      return candidates;
    }

    private Candidates beginning(byte first) {
      int[] order =
          IntStream.range(0, library.size())
              .filter(f -> asks(library.get(f)) && library.get(f).mayBegin(first) != 0)
              .boxed()
              // An object is no line of text: what reads objects is asked first.
              .sorted(Comparator.comparing(f -> first == '{' && !library.get(f).readsByBody()))
              .mapToInt(Integer::intValue)
              .toArray();
      long[] patterns =
          Arrays.stream(order).mapToLong(f -> library.get(f).mayBegin(first)).toArray();
      return new Candidates(order, patterns);
    }

    private boolean asks(LogFormat format) {
      return timed ? format.standsAlone() : format.takesUntimed();
    }
  }
}
