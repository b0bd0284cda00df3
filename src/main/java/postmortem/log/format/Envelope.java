package postmortem.log.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.Node.Mark;
import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * A record of a log as an export of a log system holds it, in the one form that the log engine
 * reads: named pieces, then the text as the program wrote it, with its line ends. Made of bytes, so
 * that nothing of it becomes a {@code String} that nobody shows. Mutable and reused; not
 * thread-safe.
 *
 * <p>The form is no interface: {@code 01}, for each piece its letter, its bytes and {@code 03}, at
 * last {@code 02} and the text. A line of a log does not begin so.
 */
public final class Envelope {

  /** What a record may say about its text. */
  public enum Piece {
    TIME(0),
    /** What counts where the time is none. */
    OTHER_TIME(1),
    LEVEL(2),
    /** What counts where the level is no known word. */
    OTHER_LEVEL(3),
    SERVICE(4),
    HOST(5),
    LOGGER(6),
    THREAD(7),
    TRACE(8),
    CODE(9),
    EXCEPTION(10),
    /** An HTTP status. */
    STATUS(11),
    DURATION(12),
    /** What tells kinds of records apart where the text does not. */
    KIND_1(13),
    KIND_2(14),
    KIND_3(15),
    KIND_4(16);

    final int slot;

    Piece(int slot) {
      this.slot = slot;
    }
  }

  static final byte BEGIN = 1;
  static final byte TEXT = 2;
  static final byte END = 3;
  static final byte FIRST_SLOT = 'A';
  static final int FIRST_LINE = Piece.values().length;
  static final int WHOLE_TEXT = FIRST_LINE + 1;
  static final int FIELDS = WHOLE_TEXT + 1;
  private static final byte BLANK = ' ';

  private byte[] bytes = new byte[4096];
  private int length;
  private int text;
  private boolean lines;

  /** An envelope that holds nothing. */
  public Envelope() {}

  /** Empties it. */
  public void begin() {
    bytes[0] = BEGIN;
    length = 1;
    text = 0;
    lines = false;
  }

  /** Begins a piece; its bytes are added with {@link #add}. Each piece at most once. */
  public void piece(Piece piece) {
    lines = piece == Piece.EXCEPTION;
    room(1);
    bytes[length] = (byte) (FIRST_SLOT + piece.slot);
    length++;
  }

  /** Ends a piece. */
  public void end() {
    room(1);
    bytes[length] = END;
    length++;
  }

  /** Begins the text, which comes last. */
  public void text() {
    room(1);
    bytes[length] = TEXT;
    length++;
    text = length;
  }

  /** Adds bytes as they are. */
  public void add(byte[] from, int start, int end) {
    room(end - start);
    System.arraycopy(from, start, bytes, length, end - start);
    clean(end - start);
  }

  /** Adds the inside of a JSON string that has escapes in it. */
  public void unescape(byte[] from, int start, int end) {
    room(end - start);
    clean(JsonText.unescape(from, start, end, bytes, length) - length);
  }

  /** Adds the inside of a quoted field of a table: a doubled quote is one. */
  public void unquote(byte[] from, int start, int end) {
    room(end - start);
    int to = length;
    for (int at = start; at < end; at++) {
      bytes[to] = from[at];
      to++;
      if (from[at] == '"' && at + 1 < end && from[at + 1] == '"') {
        at++;
      }
    }
    clean(to - length);
  }

  /** A piece holds nothing that ends it, and is on one line unless it is a stack trace. */
  private void clean(int added) {
    int to = length + added;
    if (text == 0) {
      byte lowest = lines ? END + 1 : BLANK;
      for (int at = length; at < to; at++) {
        if (bytes[at] >= 0 && bytes[at] < lowest) {
          bytes[at] = BLANK;
        }
      }
    }
    length = to;
  }

  /** Leaves empty lines before and white space behind the text out. */
  public void close() {
    int from = text;
    for (int at = text; at < length && bytes[at] <= BLANK && bytes[at] >= 0; at++) {
      if (bytes[at] == '\n') {
        from = at + 1;
      }
    }
    if (from > text) {
      System.arraycopy(bytes, from, bytes, text, length - from);
      length -= from - text;
    }
    while (length > text && bytes[length - 1] <= BLANK && bytes[length - 1] >= 0) {
      length--;
    }
  }

  private void room(int more) {
    if (bytes.length - length < more + 1) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more + 1));
    }
  }

  /** The bytes in which it lies, from 0 on. */
  public byte[] bytes() {
    return bytes;
  }

  /** Where it ends. */
  public int length() {
    return length;
  }

  /** Where its text begins. */
  public int textFrom() {
    return text;
  }

  /**
   * How the pieces of a source are read.
   *
   * @param layouts of the time
   * @param utc whether stamps without an offset are in UTC
   * @param levels what words of the level mean, beside the usual ones
   * @param otherwise the severity of records without a known level
   * @param byStatus whether the HTTP status makes the severity where no level does
   * @param byPriority whether the level is a priority of syslog
   * @param nanosPerUnit of the duration
   */
  public record Rules(
      List<StampLayout> layouts,
      boolean utc,
      Map<String, Severity> levels,
      Severity otherwise,
      boolean byStatus,
      boolean byPriority,
      long nanosPerUnit) {
    public Rules {
      layouts = List.copyOf(layouts);
      levels = Map.copyOf(levels);
    }

    /** The same with other layouts. */
    public Rules with(List<StampLayout> others) {
      return new Rules(others, utc, levels, otherwise, byStatus, byPriority, nanosPerUnit);
    }
  }

  /** The format of the envelopes of a source. */
  public static LogFormat format(String name, String title, String url, Mark mark, Rules rules) {
    EnumMap<Role, List<Integer>> roles = new EnumMap<>(Role.class);
    roles.put(Role.MESSAGE, List.of(FIRST_LINE));
    roles.put(Role.INNER, List.of(WHOLE_TEXT));
    roles.put(Role.SERVICE, slots(Piece.SERVICE));
    roles.put(Role.HOST, slots(Piece.HOST));
    roles.put(Role.LOGGER, slots(Piece.LOGGER));
    roles.put(Role.THREAD, slots(Piece.THREAD));
    roles.put(Role.TRACE, slots(Piece.TRACE));
    roles.put(Role.CODE, slots(Piece.CODE));
    roles.put(Role.EXCEPTION, slots(Piece.EXCEPTION));
    FieldRoles fields =
        new FieldRoles(
            roles,
            slots(Piece.LEVEL, Piece.OTHER_LEVEL),
            rules.levels().isEmpty() ? LevelTable.USUAL : LevelTable.with(rules.levels()),
            rules.otherwise(),
            rules.byStatus(),
            rules.byPriority(),
            slots(Piece.STATUS),
            slots(Piece.DURATION),
            rules.nanosPerUnit(),
            slots(Piece.KIND_1, Piece.KIND_2, Piece.KIND_3, Piece.KIND_4).stream()
                .map(List::of)
                .toList());
    return new LogFormat(
        new LogFormat.Head(
            name,
            title,
            url,
            mark,
            Rank.FALLBACK,
            rules.utc() ? ZoneRule.UTC : ZoneRule.REQUIRED,
            Continuation.NONE,
            new RecordStart(List.of(), new boolean[0], new boolean[0], true),
            /* untimedInside= */ false,
            /* wrappable= */ true,
            /* pieces= */ null),
        new EnvelopeBody(StampLayouts.of(rules.layouts())),
        new FieldFiller(fields),
        List.of(),
        new Declared(BuiltInFile.of(mark.file(), ""), name));
  }

  private static List<Integer> slots(Piece... pieces) {
    List<Integer> slots = new ArrayList<>();
    for (Piece piece : pieces) {
      slots.add(piece.slot);
    }
    return slots;
  }
}
