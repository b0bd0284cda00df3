package postmortem.source;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.format.ByteSearch;

/**
 * Streams the log records of a JSON export, byte by byte: what leads to records is walked through,
 * the bytes of a record are held together and picked from, and everything else is stepped over.
 * Nothing becomes text but the pointer of a record that is cited.
 */
final class JsonRecords extends ExportRecords {

  private static final int DEEPEST = 64;
  private static final byte[] NO_KEY = new byte[0];

  private final boolean byLine;
  private final PointerTree tree;
  private final @Nullable LogPlan plan;
  private final Extraction beside;
  private final Extraction.Columns columns = new Extraction.Columns();

  // The objects and lists around the place where reading is.
  private final PointerTree[] nodes = new PointerTree[DEEPEST];
  private final boolean[] lists = new boolean[DEEPEST];
  private final int[] indices = new int[DEEPEST];
  private final byte[][] keys = new byte[DEEPEST][];
  private int depth;

  private long roots;
  private long records;
  private boolean saidBad;

  /**
   * Records.
   *
   * @param byLine whether each line holds a JSON value of its own
   * @param tree where the records are
   * @param plan how they become envelopes; null when they are matched as they are
   */
  JsonRecords(
      EvidenceFile file, Limits limits, boolean byLine, PointerTree tree, @Nullable LogPlan plan)
      throws IOException {
    super(file, limits, plan);
    this.byLine = byLine;
    this.tree = tree;
    this.plan = plan;
    this.beside = new Extraction(plan == null ? 0 : plan.capturesAround());
    found.columns(columns);
    beside.columns(columns);
    if (plan != null && plan.hasColumns()) {
      columns.clear();
    }
  }

  @Override
  public boolean next() throws IOException {
    in.unpin();
    try {
      while (step()) {
        if (in.pinned() >= 0) {
          return true;
        }
      }
    } catch (Broken e) {
      lost++;
      troubles.add(e.diagnostic);
    }
    return false;
  }

  /** A document that ends too early, or is none. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Diagnostic diagnostic;

    Broken(Diagnostic diagnostic) {
      super(diagnostic.message(), null, false, false);
      this.diagnostic = diagnostic;
    }
  }

  /** One step; false at the end. After a record the pin is set. */
  private boolean step() throws IOException, Broken {
    if (depth == 0) {
      return root();
    }
    int b = peek();
    boolean list = lists[depth - 1];
    if (b == ',') {
      in.to(in.at() + 1);
      return true;
    }
    if (b == (list ? ']' : '}')) {
      in.to(in.at() + 1);
      depth--;
      return true;
    }
    PointerTree node = nodes[depth - 1];
    if (list) {
      indices[depth - 1]++;
      value(node.item(indices[depth - 1]));
      return true;
    }
    if (b != '"') {
      throw broken(b < 0);
    }
    in.pin();
    skipText();
    byte[] buf = in.buf();
    PointerTree member = node.member(buf, in.pinned() + 1, in.at() - 1);
    if (member != null && (member.leads() || member.isRecord())) {
      keys[depth - 1] = Arrays.copyOfRange(buf, in.pinned() + 1, in.at() - 1);
    }
    in.unpin();
    if (peek() != ':') {
      throw broken(false);
    }
    in.to(in.at() + 1);
    peek();
    value(member);
    return true;
  }

  private boolean root() throws IOException, Broken {
    int b = peek();
    if (b < 0) {
      return false;
    }
    if (b == '{' || b == '[') {
      if (byLine && !endsOnLine()) {
        bad();
        return true;
      }
      roots++;
      value(tree);
      return true;
    }
    if (!byLine && (b == ',' || b == 0x1E)) {
      in.to(in.at() + 1);
      return true;
    }
    if (!byLine) {
      throw broken(false);
    }
    bad();
    return true;
  }

  /** Whether the value that begins here ends before its line does: else the line was cut off. */
  private boolean endsOnLine() throws IOException {
    int lineEnd = lineEnd();
    // Of a line that is too long nobody sees the end here: it is stepped over as a record.
    return lineEnd - in.at() > limits.maxLineBytes()
        || Extraction.close(in.buf(), in.at(), lineEnd) >= 0;
  }

  /** Where the line ends that is being read, as far as it is held. */
  private int lineEnd() throws IOException {
    int searched = in.at();
    while (true) {
      int end = ByteSearch.indexOf(in.buf(), searched, in.end(), (byte) '\n');
      if (end < in.end()) {
        return end;
      }
      int gone = in.end() - in.at();
      if (gone > limits.maxLineBytes() || !in.more()) {
        return in.end();
      }
      searched = in.at() + gone;
    }
  }

  private void bad() throws IOException {
    lost++;
    if (!saidBad) {
      saidBad = true;
      troubles.add(
          Diagnostic.warning("PM-S002", "this line is not JSON; it is counted and left out")
              .at(Location.of(file.name(), (int) in.line(in.at())))
              .noting("further such lines of this file are counted, not shown")
              .helping("export again, or correct the line"));
    }
    int end = lineEnd();
    while (end == in.end() && in.end() > in.at()) {
      in.to(end);
      if (!in.more()) {
        return;
      }
      end = lineEnd();
    }
    in.to(end);
  }

  /** Reads the value that begins here, which is what {@code node} stands for; null for no use. */
  private void value(@Nullable PointerTree node) throws IOException, Broken {
    if (node == null) {
      skip();
      return;
    }
    if (node.isRecord()) {
      record();
      return;
    }
    int b = peek();
    boolean list = b == '[';
    if (node.leads() && (list || b == '{') && depth < DEEPEST) {
      in.to(in.at() + 1);
      nodes[depth] = node;
      lists[depth] = list;
      indices[depth] = -1;
      keys[depth] = NO_KEY;
      depth++;
      around.forget(node.below());
      for (int capture : node.below()) {
        if (capture == PointerTree.COLUMN) {
          columns.clear();
        }
      }
      return;
    }
    if (node.below().length == 0) {
      skip();
      return;
    }
    beside(node);
  }

  /** Takes what is asked for of a value that stands beside records. */
  private void beside(PointerTree node) throws IOException, Broken {
    in.pin();
    skip();
    if (in.pinned() < 0) {
      return;
    }
    byte[] buf = in.buf();
    beside.clear();
    for (int capture : node.below()) {
      if (capture == PointerTree.COLUMN) {
        columns.clear();
      }
    }
    beside.value(node, buf, in.pinned(), in.at());
    in.unpin();
    for (int capture : node.below()) {
      if (capture >= 0 && beside.has(capture)) {
        envelope.begin();
        int from = envelope.length();
        if (beside.form(capture) == Extraction.Form.ESCAPED) {
          envelope.unescape(buf, beside.from(capture), beside.to(capture));
        } else {
          envelope.add(buf, beside.from(capture), beside.to(capture));
        }
        around.set(capture, Arrays.copyOfRange(envelope.bytes(), from, envelope.length()));
      }
    }
  }

  private void record() throws IOException, Broken {
    in.pin();
    skip();
    records++;
    if (in.pinned() < 0) {
      tooLong();
      return;
    }
    int start = in.pinned();
    if (!reached(start, in.at())) {
      in.unpin();
      return;
    }
    LogPlan how = plan;
    if (how == null) {
      return;
    }
    found.clear();
    found.record(how.record(), in.buf(), start, in.at());
    noEvent = !how.write(found, in.buf(), around, envelope);
  }

  /** The next byte that is no white space; -1 at the end. */
  private int peek() throws IOException {
    while (true) {
      int at = Extraction.skipSpace(in.buf(), in.at(), in.end());
      in.to(at);
      if (at < in.end()) {
        return in.buf()[at] & 0xFF;
      }
      if (!in.more()) {
        return -1;
      }
    }
  }

  /** Steps over the text that begins here. */
  private void skipText() throws IOException, Broken {
    in.to(in.at() + 1);
    while (true) {
      int at = ByteSearch.indexOf(in.buf(), in.at(), in.end(), (byte) '"', (byte) '\\');
      in.to(at);
      if (at < in.end() && in.buf()[at] == '"') {
        in.to(at + 1);
        return;
      }
      if (at + 1 < in.end()) {
        in.to(at + 2);
      } else {
        more();
      }
    }
  }

  /** Steps over the value that begins here; takes the pin away when it is too long to be kept. */
  private void skip() throws IOException, Broken {
    int b = peek();
    if (b == '"') {
      skipText();
      return;
    }
    if (b != '{' && b != '[') {
      if (b < 0) {
        throw broken(true);
      }
      if (b == ',' || b == ':' || b == '}' || b == ']') {
        throw broken(false);
      }
      while (true) {
        int at = in.at();
        byte[] buf = in.buf();
        while (at < in.end()
            && buf[at] != ','
            && buf[at] != '}'
            && buf[at] != ']'
            && buf[at] > ' ') {
          at++;
        }
        in.to(at);
        if (at < in.end() || !in.more()) {
          return;
        }
      }
    }
    int open = 0;
    while (true) {
      byte[] buf = in.buf();
      int at = in.at();
      int end = in.end();
      while (at < end) {
        byte c = buf[at];
        if (c == '"') {
          int text = Extraction.endOfText(buf, at + 1, end);
          if (text >= end) {
            break;
          }
          at = text + 1;
          continue;
        }
        at++;
        if (c == '{' || c == '[') {
          open++;
        } else if (c == '}' || c == ']') {
          open--;
          if (open == 0) {
            in.to(at);
            return;
          }
        }
      }
      in.to(at);
      if (at < end) {
        skipText();
      } else {
        more();
      }
    }
  }

  /** Reads on inside a value. */
  private void more() throws IOException, Broken {
    if (in.pinned() >= 0 && in.at() - in.pinned() > limits.maxLineBytes()) {
      in.unpin();
    }
    if (!in.more()) {
      throw broken(true);
    }
  }

  private Broken broken(boolean ends) {
    int place = in.pinned() >= 0 ? in.pinned() : in.at();
    return new Broken(
        Diagnostic.warning(
                "PM-S002",
                ends ? "the JSON ends in the middle of a value" : "this is not JSON any more")
            .at(Location.of(file.name(), (int) Math.min(Integer.MAX_VALUE, in.line(place))))
            .noting(
                records == 0
                    ? "there is no complete record before it"
                    : records == 1
                        ? "the complete record before it is used"
                        : "the " + records + " complete records before it are used")
            .helping("export again; the rest of the file is not read"));
  }

  @Override
  public byte[] bytes() {
    return plan == null ? in.buf() : super.bytes();
  }

  @Override
  public int from() {
    return plan == null ? in.pinned() : super.from();
  }

  @Override
  public int textFrom() {
    return plan == null ? in.pinned() : super.textFrom();
  }

  @Override
  public int to() {
    return plan == null ? in.at() : super.to();
  }

  @Override
  public Place place() {
    if (byLine || roots > 1) {
      return new Place.Line(line);
    }
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < depth; i++) {
      pointer.append('/');
      byte[] key = keys[i];
      if (lists[i] || key.length == 0) {
        pointer.append(indices[i]);
      } else {
        pointer.append(Pointer.escape(key(key)));
      }
    }
    return new Place.Pointer(pointer.toString());
  }

  /** Keys on the way to records stand in the declaration, unless it takes any. */
  private static String key(byte[] key) {
    StringBuilder text = new StringBuilder();
    for (byte b : key) {
      text.append(b >= ' ' ? (char) b : '?');
    }
    return text.toString();
  }
}
