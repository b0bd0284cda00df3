package postmortem.source.scan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.log.format.ByteSearch;
import postmortem.source.tree.PointerTree;

/**
 * The values of one JSON value that a {@link PointerTree} asks for, as ranges of its bytes: no text
 * is made. Of several values of one capture the first that holds something counts. Reused; not
 * thread-safe.
 */
public final class Extraction {

  /** How a value is written. */
  public enum Form {
    /** As it is: a number, a yes or no, or a text without escapes. */
    PLAIN,
    /** As it is: an object or a list. */
    NESTED,
    /** A JSON text with escapes. */
    ESCAPED,
    /** A field of a table with doubled quotes. */
    QUOTED
  }

  private final int[] from;
  private final int[] to;
  private final Form[] forms;
  private Columns columns = new Columns();

  public Extraction(int captures) {
    from = new int[captures];
    to = new int[captures];
    forms = new Form[captures];
  }

  /** The names of columns, in order, and the nodes of a tree that they stand for. */
  public static final class Columns {
    private byte[][] names = new byte[0][];
    private @Nullable PointerTree[] nodes = new PointerTree[0];
    private boolean bound = true;

    public void clear() {
      names = new byte[0][];
      bound = false;
    }

    void add(byte[] buf, int start, int end) {
      names = Arrays.copyOf(names, names.length + 1);
      names[names.length - 1] = Arrays.copyOfRange(buf, start, end);
      bound = false;
    }

    @Nullable PointerTree node(PointerTree root, int index) {
      if (!bound) {
        bound = true;
        nodes = new PointerTree[names.length];
        for (int i = 0; i < names.length; i++) {
          nodes[i] = root.member(names[i], 0, names[i].length);
        }
      }
      return index < nodes.length ? nodes[index] : null;
    }

    boolean isEmpty() {
      return names.length == 0;
    }
  }

  /** Where names of columns are put, and taken from. */
  public void columns(Columns shared) {
    columns = shared;
  }

  public void clear() {
    Arrays.fill(from, -1);
  }

  public boolean has(int capture) {
    return from[capture] >= 0;
  }

  public int from(int capture) {
    return from[capture];
  }

  public int to(int capture) {
    return to[capture];
  }

  /** Whether it holds a text, a number or the like. */
  public boolean hasScalar(int capture) {
    return from[capture] >= 0 && forms[capture] != Form.NESTED;
  }

  public Form form(int capture) {
    return forms[capture];
  }

  /** Says where a value lies. */
  public void set(int capture, int start, int end, Form form) {
    if (from[capture] < 0 && end > start) {
      from[capture] = start;
      to[capture] = end;
      forms[capture] = form;
    }
  }

  /** A record: an object, or a list whose items are told by their columns. */
  public void record(PointerTree node, byte[] buf, int start, int end) {
    if (!columns.isEmpty() && start < end && buf[start] == '[') {
      int at = skipSpace(buf, start + 1, end);
      for (int index = 0; at < end && buf[at] != ']'; index++) {
        PointerTree column = columns.node(node, index);
        at = column == null ? skip(buf, at, end) : value(column, buf, at, end);
        at = skipComma(buf, at, end);
      }
    } else {
      value(node, buf, start, end);
    }
  }

  /** Goes through the value that begins at {@code start}; where it ends, at most {@code end}. */
  public int value(PointerTree node, byte[] buf, int start, int end) {
    if (start >= end) {
      return end;
    }
    int after;
    byte first = buf[start];
    if (first == '"') {
      after = endOfText(buf, start + 1, end);
      if (node.capture() != PointerTree.NONE && after < end) {
        text(node.capture(), buf, start + 1, after);
      }
      return Math.min(after + 1, end);
    }
    if (first == '{') {
      after = node.isLeaf() ? skip(buf, start, end) : object(node, buf, start, end);
    } else if (first == '[') {
      after = node.isLeaf() ? skip(buf, start, end) : list(node, buf, start, end);
    } else {
      after = skip(buf, start, end);
      boolean isNull = after - start == 4 && first == 'n';
      if (node.capture() >= 0 && !isNull) {
        set(node.capture(), start, after, Form.PLAIN);
      }
      return after;
    }
    if (node.capture() >= 0 && after - start > 2) {
      set(node.capture(), start, after, Form.NESTED);
    }
    return after;
  }

  private void text(int capture, byte[] buf, int start, int end) {
    if (capture == PointerTree.COLUMN) {
      columns.add(buf, start, end);
    } else {
      boolean escaped = ByteSearch.indexOf(buf, start, end, (byte) '\\') < end;
      set(capture, start, end, escaped ? Form.ESCAPED : Form.PLAIN);
    }
  }

  private int object(PointerTree node, byte[] buf, int start, int end) {
    int at = skipSpace(buf, start + 1, end);
    while (at < end && buf[at] == '"') {
      int key = at + 1;
      int keyEnd = endOfText(buf, key, end);
      at = skipSpace(buf, Math.min(keyEnd + 1, end), end);
      if (at >= end || buf[at] != ':') {
        return end;
      }
      at = skipSpace(buf, at + 1, end);
      PointerTree member = node.member(buf, key, keyEnd);
      at = member == null ? skip(buf, at, end) : value(member, buf, at, end);
      at = skipComma(buf, at, end);
    }
    return Math.min(at + 1, end);
  }

  private int list(PointerTree node, byte[] buf, int start, int end) {
    List<PointerTree.Filter> filters = node.filters();
    int at = skipSpace(buf, start + 1, end);
    for (int index = 0; at < end && buf[at] != ']'; index++) {
      PointerTree item = node.item(index);
      int after = item == null ? skip(buf, at, end) : value(item, buf, at, end);
      for (int i = 0; i < filters.size() && buf[at] == '{'; i++) {
        PointerTree.Filter filter = filters.get(i);
        if (says(filter, buf, at, after)) {
          value(filter.node(), buf, at, after);
        }
      }
      at = skipComma(buf, after, end);
    }
    return Math.min(at + 1, end);
  }

  /** Whether the object has that member with that text. */
  private static boolean says(PointerTree.Filter filter, byte[] buf, int start, int end) {
    int at = skipSpace(buf, start + 1, end);
    while (at < end && buf[at] == '"') {
      int key = at + 1;
      int keyEnd = endOfText(buf, key, end);
      at = skipSpace(buf, Math.min(keyEnd + 1, end), end);
      if (at >= end || buf[at] != ':') {
        return false;
      }
      at = skipSpace(buf, at + 1, end);
      int after = skip(buf, at, end);
      byte[] name = filter.key();
      if (at < end && buf[at] == '"' && Arrays.equals(name, 0, name.length, buf, key, keyEnd)) {
        byte[] text = filter.text();
        return Arrays.equals(text, 0, text.length, buf, at + 1, after - 1);
      }
      at = skipComma(buf, after, end);
    }
    return false;
  }

  private static int skipComma(byte[] buf, int start, int end) {
    int at = skipSpace(buf, start, end);
    return at < end && buf[at] == ',' ? skipSpace(buf, at + 1, end) : at;
  }

  static int skipSpace(byte[] buf, int start, int end) {
    int at = start;
    while (at < end && (buf[at] == ' ' || buf[at] == '\n' || buf[at] == '\r' || buf[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The quote that ends a text; {@code end} where none does. */
  static int endOfText(byte[] buf, int start, int end) {
    int at = ByteSearch.indexOf(buf, start, end, (byte) '"', (byte) '\\');
    while (at < end && buf[at] == '\\') {
      at = ByteSearch.indexOf(buf, Math.min(at + 2, end), end, (byte) '"', (byte) '\\');
    }
    return at;
  }

  /** Steps over a value; always forward, and at most to {@code end}. */
  static int skip(byte[] buf, int start, int end) {
    if (start >= end) {
      return end;
    }
    byte first = buf[start];
    if (first == '"') {
      return Math.min(endOfText(buf, start + 1, end) + 1, end);
    }
    int at = start;
    if (first != '{' && first != '[') {
      at++;
      while (at < end && buf[at] != ',' && buf[at] != '}' && buf[at] != ']' && buf[at] > ' ') {
        at++;
      }
      return at;
    }
    int closed = close(buf, start, end);
    return closed < 0 ? end : closed;
  }

  /** Where the object or list that begins at {@code start} ends; -1 when it does not. */
  static int close(byte[] buf, int start, int end) {
    int open = 0;
    int at = start;
    while (at < end) {
      byte b = buf[at];
      at++;
      if (b == '"') {
        at = endOfText(buf, at, end) + 1;
      } else if (b == '{' || b == '[') {
        open++;
      } else if (b == '}' || b == ']') {
        open--;
        if (open == 0) {
          return at;
        }
      }
    }
    return -1;
  }
}
