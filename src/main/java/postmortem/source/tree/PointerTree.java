package postmortem.source.tree;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many pointers as one tree, so that a value is gone through once whatever is asked of it: a node
 * stands for a place, and says what of the value there is wanted.
 */
public final class PointerTree {

  /** In place of the number of a capture: nothing is. */
  public static final int NONE = -1;

  /** In place of the number of a capture: the value is the name of a column. */
  public static final int COLUMN = -2;

  private static final String ANY = "*";

  private byte[][] names = new byte[0][];
  private PointerTree[] members = new PointerTree[0];
  private long lengths;
  private @Nullable PointerTree any;
  private final List<Item> items = new ArrayList<>();
  private final List<Filter> filters = new ArrayList<>();
  private int capture = NONE;
  private boolean record;
  private boolean leads;
  private int[] below = new int[0];

  /** An item of a list by its number. */
  private record Item(int index, PointerTree node) {}

  /** Items of a list by the text of one of their members. */
  public static final class Filter {
    final byte[] key;

    final byte[] text;

    final PointerTree node;

    Filter(byte[] key, byte[] text, PointerTree node) {
      this.key = key;
      this.text = text;
      this.node = node;
    }

    /** Name of that member. */
    public byte[] key() {
      return key;
    }

    /** What it is. */
    public byte[] text() {
      return text;
    }

    /** What lies below such an item. */
    public PointerTree node() {
      return node;
    }
  }

  /**
   * The places of records. Where {@code *} and a name both lead on, the name leads to what either
   * stands for.
   */
  public static PointerTree ofRecords(List<Pointer> records) {
    return ofRecords(records.stream().map(Pointer::segments).collect(Collectors.toSet()));
  }

  private static PointerTree ofRecords(Set<List<String>> left) {
    PointerTree node = new PointerTree();
    node.record = left.contains(List.of());
    Set<String> firsts = new TreeSet<>();
    left.stream().filter(one -> !one.isEmpty()).forEach(one -> firsts.add(one.get(0)));
    node.leads = !firsts.isEmpty();
    for (String first : firsts) {
      PointerTree child =
          ofRecords(
              left.stream()
                  .filter(one -> !one.isEmpty())
                  .filter(one -> one.get(0).equals(first) || one.get(0).equals(ANY))
                  .map(one -> one.subList(1, one.size()))
                  .collect(Collectors.toSet()));
      if (first.equals(ANY)) {
        node.any = child;
      } else {
        node.name(first, child);
      }
    }
    return node;
  }

  /** Adds a pointer; the node of its end. */
  PointerTree add(Pointer pointer) {
    PointerTree node = this;
    for (String segment : pointer.segments()) {
      node = node.child(segment);
    }
    return node;
  }

  /** Adds a pointer to a value that is asked for. */
  public void capture(Pointer pointer, int number) {
    PointerTree node = add(pointer);
    node.capture = node.capture == NONE ? number : node.capture;
  }

  /** The capture at a pointer, {@link #NONE} when nothing asks for it so far. */
  public int captured(Pointer pointer) {
    return add(pointer).capture;
  }

  /** Adds a pointer to records. */
  public void record(Pointer pointer) {
    PointerTree node = this;
    for (String segment : pointer.segments()) {
      node.leads = true;
      node = node.child(segment);
    }
    node.record = true;
  }

  private PointerTree child(String segment) {
    if (segment.equals(ANY)) {
      PointerTree known = any;
      if (known == null) {
        known = new PointerTree();
        any = known;
      }
      return known;
    }
    if (segment.startsWith("[") && segment.endsWith("]") && segment.indexOf('=') > 1) {
      return filter(segment);
    }
    byte[] name = segment.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], name)) {
        return members[i];
      }
    }
    return name(segment, new PointerTree());
  }

  /** Adds a node for a name that has none. */
  private PointerTree name(String segment, PointerTree made) {
    byte[] name = segment.getBytes(StandardCharsets.UTF_8);
    names = Arrays.copyOf(names, names.length + 1);
    members = Arrays.copyOf(members, names.length);
    names[names.length - 1] = name;
    members[names.length - 1] = made;
    lengths |= 1L << Math.min(63, name.length);
    int index = Pointer.index(segment);
    if (index >= 0) {
      items.add(new Item(index, made));
    }
    return made;
  }

  private PointerTree filter(String segment) {
    int is = segment.indexOf('=');
    byte[] key = segment.substring(1, is).getBytes(StandardCharsets.UTF_8);
    byte[] text = segment.substring(is + 1, segment.length() - 1).getBytes(StandardCharsets.UTF_8);
    for (Filter filter : filters) {
      if (Arrays.equals(filter.key, key) && Arrays.equals(filter.text, text)) {
        return filter.node;
      }
    }
    Filter made = new Filter(key, text, new PointerTree());
    filters.add(made);
    return made.node;
  }

  /** Notes at each node which captures lie at or below it; once, when all is added. */
  public int[] seal() {
    List<PointerTree> children = new ArrayList<>(List.of(members));
    if (any != null) {
      children.add(any);
    }
    filters.forEach(filter -> children.add(filter.node));
    int[] all = capture == NONE ? new int[0] : new int[] {capture};
    for (PointerTree child : children) {
      int[] theirs = child.seal();
      all = Arrays.copyOf(all, all.length + theirs.length);
      System.arraycopy(theirs, 0, all, all.length - theirs.length, theirs.length);
    }
    below = all;
    return all;
  }

  /** The node of a member; null when nothing below it is asked for. */
  public @Nullable PointerTree member(byte[] buf, int from, int to) {
    int length = to - from;
    if ((lengths & (1L << Math.min(63, length))) != 0) {
      for (int i = 0; i < names.length; i++) {
        if (names[i].length == length && Arrays.equals(names[i], 0, length, buf, from, to)) {
          return members[i];
        }
      }
    }
    return any;
  }

  /** The node of an item of a list; null when nothing below it is asked for. */
  public @Nullable PointerTree item(int index) {
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i).index() == index) {
        return items.get(i).node();
      }
    }
    return any;
  }

  /** Nodes of items that are told by one of their members. */
  public List<Filter> filters() {
    return filters;
  }

  /** Which value is asked for here. */
  public int capture() {
    return capture;
  }

  /** Whether a record stands here. */
  public boolean isRecord() {
    return record;
  }

  /** Whether records stand below. */
  public boolean leads() {
    return leads;
  }

  /** Whether nothing below is asked for. */
  public boolean isLeaf() {
    return names.length == 0 && any == null && filters.isEmpty();
  }

  /** The captures at or below. */
  public int[] below() {
    return below;
  }
}
