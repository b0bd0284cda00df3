package postmortem.log.fit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.log.format.LogFormat;

/**
 * The formats that a line may be of, in the order in which they are asked, and of each the patterns
 * as bits. By what a line begins with most formats are left out, and none wrongly.
 */
public final class Candidates {

  /** An odd number of many bits, which spreads what it is multiplied with. */
  private static final long ODD = 0xD1B54A32D192ED03L;

  private final int[] formats;
  private final long[] patterns;

  /** Tells different candidates apart, mostly. */
  private final long spread;

  private Candidates(int[] formats, long[] patterns) {
    this.formats = formats;
    this.patterns = patterns;
    this.spread = (31L * Arrays.hashCode(formats) + Arrays.hashCode(patterns)) * ODD;
  }

  public int count() {
    return formats.length;
  }

  /** The index of a format in the library. */
  int format(int place) {
    return formats[place];
  }

  long patterns(int place) {
    return patterns[place];
  }

  /** Adds the indices of the formats. */
  public void addTo(BitSet indices) {
    for (int format : formats) {
      indices.set(format);
    }
  }

  /** The patterns of a format; 0 when it is none of them. */
  public long patternsOf(int format) {
    for (int i = 0; i < formats.length; i++) {
      if (formats[i] == format) {
        return patterns[i];
      }
    }
    return 0;
  }

  /** Equal to that of the same candidates. */
  private List<Object> asKey() {
    return List.of(
        Arrays.stream(formats).boxed().toList(), Arrays.stream(patterns).boxed().toList());
  }

  /** The marks that any of them asks for. */
  private long asked(List<LogFormat> library, boolean timed) {
    long asked = 0;
    for (int i = 0; i < formats.length; i++) {
      asked |= library.get(formats[i]).asks(patterns[i], timed);
    }
    return asked;
  }

  /** Those of them that a line with such marks may be of. */
  private Candidates holding(List<LogFormat> library, long marks, boolean timed) {
    int[] some = new int[formats.length];
    long[] holding = new long[formats.length];
    int count = 0;
    for (int i = 0; i < formats.length; i++) {
      some[count] = formats[i];
      holding[count] = library.get(formats[i]).mayTake(patterns[i], marks, timed);
      count += holding[count] != 0 ? 1 : 0;
    }
    return new Candidates(Arrays.copyOf(some, count), Arrays.copyOf(holding, count));
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
  public static final class Table {

    private static final int SLOT_BITS = 12;
    private static final int SLOTS = 1 << SLOT_BITS;
    private static final int HOLDING_BITS = 12;

    /** So many places are looked at before one is given to something else. */
    private static final int NEIGHBOURS = 8;

    /** So often an outline is seen before it is gone through: rare ones are not worth it. */
    private static final int OFTEN = 24;

    /** What lines that begin with some bytes may be of: for most bytes the same. */
    private static final class Group {
      private final Candidates candidates;

      /** The marks that any of its formats asks for: others need not be told apart. */
      private final long asked;

      Group(Candidates candidates, long asked) {
        this.candidates = candidates;
        this.asked = asked;
      }
    }

    /** The candidates of lines of a group that hold the same. */
    private record Holding(Group group, long marks, Candidates candidates) {}

    /** The candidates of one outline beside that, once it was seen often. */
    private static final class Slot {
      private final Candidates holding;
      private final Outline outline = new Outline();
      private int seen = 1;
      private @Nullable Candidates known;

      Slot(Candidates holding, Outline outline) {
        this.holding = holding;
        this.outline.set(outline);
      }
    }

    private final List<LogFormat> library;
    private final Predicate<LogFormat> asked;
    private final boolean timed;
    private final AtomicReferenceArray<@Nullable Group> byFirst = new AtomicReferenceArray<>(256);
    private final Map<List<Object>, Group> groups = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<@Nullable Slot> slots = new AtomicReferenceArray<>(SLOTS);
    private final AtomicReferenceArray<@Nullable Holding> holding =
        new AtomicReferenceArray<>((1 << HOLDING_BITS) + NEIGHBOURS);

    /**
     * Of a library.
     *
     * @param asked which of its formats
     * @param timed whether they ask for a time
     */
    Table(List<LogFormat> library, Predicate<LogFormat> asked, boolean timed) {
      this.library = library;
      this.asked = asked;
      this.timed = timed;
    }

    private Group group(byte first) {
      Group group = byFirst.get(first & 0xFF);
      if (group == null) {
        Candidates all = beginning(first);
        group =
            groups.computeIfAbsent(all.asKey(), key -> new Group(all, all.asked(library, timed)));
        byFirst.set(first & 0xFF, group);
      }
      return group;
    }

    /** Whether its formats ask for a time. */
    boolean timed() {
      return timed;
    }

    /** Of lines that begin with a byte and hold such {@link Marks}. */
    public Candidates of(byte first, long marks) {
      Group group = group(first);
      long told = marks & group.asked;
      long mixed = (told + group.candidates.spread) * 0x9E3779B97F4A7C15L;
      mixed = (mixed ^ (mixed >>> 32)) * 0x9E3779B97F4A7C15L;
      int place = (int) (mixed >>> (Long.SIZE - HOLDING_BITS));
      // Two that share a place would drive each other out with every other line.
      for (int next = place; next < place + NEIGHBOURS; next++) {
        Holding known = holding.get(next);
        if (known == null) {
          return note(next, group, told);
        }
        if (known.group == group && known.marks == told) {
          return known.candidates;
        }
      }
      return note(place, group, told);
    }

    private Candidates note(int place, Group group, long told) {
      Holding known = new Holding(group, told, group.candidates.holding(library, told, timed));
      holding.set(place, known);
      return known.candidates;
    }

    /** Those of some candidates that lines with that {@link Outline} may be of. */
    public Candidates fitting(Candidates some, Outline outline) {
      // Lines of one outline may hold different marks: they must not take turns in one place.
      int place = (int) ((outline.spread() ^ some.spread) >>> (Long.SIZE - SLOT_BITS));
      Slot slot = slots.get(place);
      if (slot == null || slot.holding != some || !slot.outline.isLike(outline)) {
        // What was seen often gives way only to what is seen often.
        if (slot == null || --slot.seen < 0) {
          slots.set(place, new Slot(some, outline));
        }
        return some;
      }
      Candidates known = slot.known;
      if (known != null) {
        slot.seen = OFTEN;
        return known;
      }
      if (++slot.seen < OFTEN) {
        return some;
      }
      known = some.fitting(library, outline);
      slot.known = known;
      return known;
    }

    private Candidates beginning(byte first) {
      int[] order =
          IntStream.range(0, library.size())
              .filter(f -> asked.test(library.get(f)) && library.get(f).mayBegin(first) != 0)
              .boxed()
              // An object is no line of text: what reads objects is asked first.
              .sorted(Comparator.comparing(f -> first == '{' && !library.get(f).readsKeys()))
              .mapToInt(Integer::intValue)
              .toArray();
      long[] patterns =
          Arrays.stream(order).mapToLong(f -> library.get(f).mayBegin(first)).toArray();
      return new Candidates(order, patterns);
    }
  }
}
