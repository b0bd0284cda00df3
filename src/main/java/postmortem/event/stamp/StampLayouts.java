package postmortem.event.stamp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Layouts in the order in which they are tried: the first that can read a stamp counts. Immutable;
 * safe for use by many threads.
 */
public final class StampLayouts implements Iterable<StampLayout> {

  /** No layout at all. */
  public static final StampLayouts NONE = new StampLayouts(List.of());

  private final List<StampLayout> layouts;

  /** Found when they are first asked for: most formats never see a line. */
  private volatile int @Nullable [][] rivals;

  private StampLayouts(List<StampLayout> layouts) {
    this.layouts = List.copyOf(layouts);
  }

  /** Those layouts. */
  public static StampLayouts of(List<StampLayout> layouts) {
    return new StampLayouts(layouts);
  }

  /** These and another one, which is tried after them. */
  public StampLayouts and(StampLayout more) {
    List<StampLayout> all = new ArrayList<>(layouts);
    all.add(more);
    return new StampLayouts(all);
  }

  /** How many there are. */
  public int size() {
    return layouts.size();
  }

  /** One of them. */
  public StampLayout get(int index) {
    return layouts.get(index);
  }

  /** Whether there is none. */
  public boolean isEmpty() {
    return layouts.isEmpty();
  }

  /** Whether stamps of one of them can say how they lie to UTC. */
  public boolean canHaveOffset() {
    return layouts.stream().anyMatch(StampLayout::canHaveOffset);
  }

  @Override
  public Iterator<StampLayout> iterator() {
    return layouts.iterator();
  }

  /**
   * The other layouts, in order, that may be able to read what one of them reads. Where {@code
   * 2025-02-09 10:05:23} was read, one that wants a slash behind the year is out of the question.
   */
  public int[] rivals(int index) {
    int[][] known = rivals;
    if (known == null) {
      known = findRivals();
      rivals = known;
    }
    return known[index];
  }

  private int[][] findRivals() {
    List<StampBeginning> beginnings = layouts.stream().map(StampLayout::beginning).toList();
    int[][] found = new int[layouts.size()][];
    for (int i = 0; i < found.length; i++) {
      int one = i;
      found[i] =
          IntStream.range(0, found.length)
              .filter(other -> other != one)
              .filter(other -> !beginnings.get(one).excludes(beginnings.get(other)))
              .toArray();
    }
    return found;
  }
}
