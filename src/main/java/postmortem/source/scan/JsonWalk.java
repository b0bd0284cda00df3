package postmortem.source.scan;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.log.format.ByteSearch;
import postmortem.log.format.Envelope;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.PointerTree;

/**
 * Goes through a JSON export and stops at its records, byte by byte: what leads to records is
 * walked through, the bytes of a record are held together, and everything else is stepped over.
 * Brackets and quotes are looked at, nothing else: whether a record is JSON is for whoever reads
 * it.
 */
public abstract class JsonWalk {

  private static final int DEEPEST = 64;
  private static final byte[] NO_KEY = new byte[0];

  protected final RecordBytes in;

  private final boolean byLine;
  private final PointerTree tree;
  private final int longest;
  private final JsonSkip over;

  // The objects and lists around the place where reading is.
  private final PointerTree[] nodes = new PointerTree[DEEPEST];
  private final boolean[] lists = new boolean[DEEPEST];
  private final int[] indices = new int[DEEPEST];
  private final byte[][] keys = new byte[DEEPEST][];
  private int depth;

  private long entered;
  private long prefixed = -1;
  private String prefix = "";
  private long roots;
  private long records;

  /**
   * A walk.
   *
   * @param byLine whether each line holds a JSON value of its own
   * @param tree where the records are
   * @param longest a record of more bytes is not held
   */
  public JsonWalk(RecordBytes in, boolean byLine, PointerTree tree, int longest) {
    this.in = in;
    this.byLine = byLine;
    this.tree = tree;
    this.longest = longest;
    this.over = new JsonSkip(in, longest);
  }

  /** A document that ends too early, or is none. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final boolean ends;

    Broken(boolean ends) {
      super("broken", null, false, false);
      this.ends = ends;
    }

    /** Whether it ends in the middle of a value. */
    public boolean ends() {
      return ends;
    }
  }

  /** What leads to records is entered. */
  protected void enter(PointerTree node) {}

  /** A value beside the records begins: steps over it. */
  protected void beside(PointerTree node) throws IOException, Broken {
    skip();
  }

  /** A value that nothing is known of begins, under a key at the top: steps over it. */
  protected void beside(byte[] key) throws IOException, Broken {
    skip();
  }

  /** A line that holds no JSON value begins. */
  protected void badLine() {}

  /**
   * Goes to the next record, which lies between the pin and the place of reading; there is no pin
   * when it is too long to be held. False at the end.
   */
  public final boolean advance() throws IOException, Broken {
    in.unpin();
    over.begin();
    long before = records;
    while (records == before) {
      if (!step()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is in the middle of something that is too long to be held. */
  public final boolean isInLong() {
    return over.isDropped();
  }

  /** How many records there were. */
  public final long records() {
    return records;
  }

  /** Whether the record stands at a line rather than at a pointer. */
  public final boolean isAtLine() {
    return byLine || roots > 1;
  }

  /** The pointer of the record without its index; all of it when {@link #index} is -1. */
  public final String prefix() {
    if (depth > 0 && prefixed == entered && lists[depth - 1]) {
      return prefix;
    }
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/');
      if (!lists[i]) {
        pointer.append(Pointer.escape(name(keys[i])));
      } else if (i < depth - 1) {
        pointer.append(indices[i]);
      }
    }
    prefixed = entered;
    prefix = pointer.toString();
    return prefix;
  }

  /** The index of the record in its list; -1 when it is in none. */
  public final int index() {
    return depth > 0 && lists[depth - 1] ? indices[depth - 1] : -1;
  }

  /** What a key on the way to records is called. */
  protected abstract String name(byte[] key);

  /** One step; false at the end. */
  private boolean step() throws IOException, Broken {
    if (depth == 0) {
      return root();
    }
    int b = over.peek();
    boolean list = lists[depth - 1];
    if (b == ',') {
      in.to(in.at() + 1);
      return true;
    }
    if (b == (list ? ']' : '}')) {
      in.to(in.at() + 1);
      depth--;
      entered++;
      return true;
    }
    if (list) {
      indices[depth - 1]++;
      value(nodes[depth - 1].item(indices[depth - 1]), NO_KEY);
      return true;
    }
    member(b);
    return true;
  }

  private void member(int first) throws IOException, Broken {
    if (first != '"') {
      throw new Broken(first < 0);
    }
    in.pin();
    over.text();
    byte[] key = Arrays.copyOfRange(in.buf(), in.pinned() + 1, in.at() - 1);
    in.unpin();
    if (ByteSearch.indexOf(key, 0, key.length, (byte) '\\') < key.length) {
      Envelope plain = new Envelope();
      plain.begin();
      plain.text();
      plain.unescape(key, 0, key.length);
      key = Arrays.copyOfRange(plain.bytes(), plain.textFrom(), plain.length());
    }
    if (over.peek() != ':') {
      throw new Broken(false);
    }
    in.to(in.at() + 1);
    over.peek();
    keys[depth - 1] = key;
    value(nodes[depth - 1].member(key, 0, key.length), key);
  }

  private boolean root() throws IOException, Broken {
    int b = over.peek();
    if (b < 0) {
      return false;
    }
    if (b == '{' || b == '[') {
      if (byLine && !endsOnLine()) {
        bad();
        return true;
      }
      roots++;
      value(tree, NO_KEY);
      return true;
    }
    if (!byLine && (b == ',' || b == 0x1E)) {
      in.to(in.at() + 1);
      return true;
    }
    if (!byLine) {
      throw new Broken(false);
    }
    bad();
    return true;
  }

  /** Whether the value that begins here ends before its line does: else the line was cut off. */
  private boolean endsOnLine() throws IOException {
    int lineEnd = over.lineEnd();
    // Of a line that is too long nobody sees the end here: it is stepped over as a record.
    return lineEnd - in.at() > longest || Extraction.close(in.buf(), in.at(), lineEnd) >= 0;
  }

  private void bad() throws IOException {
    badLine();
    int end = over.lineEnd();
    while (end == in.end() && in.end() > in.at()) {
      in.to(end);
      if (!in.more()) {
        return;
      }
      end = over.lineEnd();
    }
    in.to(end);
  }

  /** Reads the value that begins here, which is what {@code node} stands for; null for no use. */
  private void value(@Nullable PointerTree node, byte[] key) throws IOException, Broken {
    if (node == null) {
      if (depth == 1 && key.length > 0) {
        beside(key);
      } else {
        skip();
      }
      return;
    }
    if (node.isRecord()) {
      in.pin();
      over.value();
      records++;
      return;
    }
    int b = over.peek();
    boolean list = b == '[';
    if (node.leads() && (list || b == '{') && depth < DEEPEST) {
      in.to(in.at() + 1);
      nodes[depth] = node;
      lists[depth] = list;
      indices[depth] = -1;
      keys[depth] = NO_KEY;
      depth++;
      entered++;
      enter(node);
      return;
    }
    beside(node);
  }

  /** Steps over the value that begins here; takes the pin away when it is too long to be kept. */
  protected final void skip() throws IOException, Broken {
    over.value();
  }
}
