package postmortem.log.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.event.stamp.Stamp;

/**
 * What a format found in one record. Mutable and reused for every record; not thread-safe. Ranges
 * point into the matched bytes, or into a scratch buffer of this object where text had to be
 * unescaped, and hold until the next match.
 */
public final class LogRecord {

  /** In place of a duration that is not written. */
  public static final long NO_DURATION = -1;

  private static final int MOST_SIGNATURE_PARTS = 8;
  private static final byte[] NOTHING = new byte[0];

  final Stamp stamp = new Stamp();
  int stampFrom;
  int stampTo;
  Severity severity = Severity.UNKNOWN;
  int status;
  long durationMicros;
  int pattern;
  int failedAt;

  private byte[] buffer = NOTHING;
  private byte[] scratch = new byte[1024];
  private int scratchUsed;
  private final int[] from = new int[Role.COUNT];
  private final int[] to = new int[Role.COUNT];

  /**
   * The roles that were found, as bits, and those of them whose text lies in the scratch buffer.
   */
  private int found;

  private int scratchRoles;

  /** Tells the pieces when they are asked for; null while nothing is matched. */
  private @Nullable FieldFiller filler;

  /** The roles that were looked for, or that no record of the format has, as bits. */
  private int asked;

  private int lineFrom;
  private int lineTo;
  private int signatureParts;
  private final int[] signatureFrom = new int[MOST_SIGNATURE_PARTS];
  private final int[] signatureTo = new int[MOST_SIGNATURE_PARTS];

  /** Where each field of the pattern, or each declared key, was found; -1 when it was not. */
  int[] fieldFrom = new int[32];

  int[] fieldTo = new int[32];

  /** Whether the field's text is inside quotes and holds a backslash. */
  boolean[] fieldEscaped = new boolean[32];

  /** Whether one of them may be; most records have none. */
  private boolean escaped;

  /** Where the value of a type with an end of its own ends that was looked at last, and which. */
  int knownEnd;

  private int knownFrom;
  private @Nullable FieldType knownType;

  /** Hashes of the keys above, for JSON. */
  final long[] jsonPrefixes = new long[8];

  private @Nullable KeyMemo keyMemo;
  private final List<KeyMemo> keyMemos = new ArrayList<>();

  /** A day and a time of day that stand in fields of their own, one behind the other. */
  final byte[] joined = new byte[64];

  /** What reading the stamp gave. */
  final StampReading read = new StampReading();

  /** Whether only the beginning up to the time is asked for. */
  boolean probing;

  /** Whether a body may do without a time. */
  boolean untimed;

  /** A record that nothing was matched into yet. */
  public LogRecord() {}

  void begin(byte[] buf) {
    buffer = buf;
    failedAt = 0;
    probing = false;
    read.forget();
    knownType = null;
    untimed = false;
    reset();
  }

  void reset() {
    stampFrom = -1;
    stampTo = -1;
    severity = Severity.UNKNOWN;
    status = 0;
    pattern = 0;
    durationMicros = NO_DURATION;
    scratchUsed = 0;
    scratchRoles = 0;
    signatureParts = 0;
    filler = null;
    found = 0;
  }

  /**
   * Remembers the end of a value, for the field whose turn comes next and for the other patterns of
   * the format, which often want the same there.
   */
  void know(FieldType type, int start, int end) {
    knownType = type;
    knownFrom = start;
    knownEnd = end;
  }

  boolean known(FieldType type, int start) {
    return knownType == type && knownFrom == start;
  }

  void fields(int count) {
    if (fieldFrom.length < count) {
      fieldFrom = new int[count];
      fieldTo = new int[count];
      fieldEscaped = new boolean[count];
    }
    Arrays.fill(fieldFrom, 0, count, -1);
    if (escaped) {
      Arrays.fill(fieldEscaped, false);
      escaped = false;
    }
  }

  /** Notes that a field's text is inside quotes and holds a backslash. */
  void escape(int field) {
    fieldEscaped[field] = true;
    escaped = true;
  }

  /** The keys that the last object of a body had. */
  KeyMemo keyMemo(JsonBody body) {
    KeyMemo memo = keyMemo;
    if (memo != null && memo.isOf(body)) {
      return memo;
    }
    // A line may be tried against one body after the other, and the next line again.
    for (KeyMemo other : keyMemos) {
      if (other.isOf(body)) {
        keyMemo = other;
        return other;
      }
    }
    memo = new KeyMemo(body);
    keyMemos.add(memo);
    keyMemo = memo;
    return memo;
  }

  /** Says where a line lies whose pieces a format's rules tell, when somebody asks for them. */
  void fillWith(FieldFiller rules, int start, int end) {
    filler = rules;
    lineFrom = start;
    lineTo = end;
    asked = ~rules.possible();
  }

  private void ask(Role role) {
    FieldFiller rules = filler;
    if (rules != null && (asked & (1 << role.slot)) == 0) {
      asked |= 1 << role.slot;
      rules.find(role, lineFrom, lineTo, this);
    }
  }

  void set(Role role, int start, int end) {
    from[role.slot] = start;
    to[role.slot] = end;
    found |= 1 << role.slot;
  }

  /** Puts the unescaped text of a JSON string, or of a quoted value, into the role. */
  void setUnescaped(Role role, int start, int end) {
    if (scratch.length - scratchUsed < end - start) {
      scratch = Arrays.copyOf(scratch, Math.max(scratch.length * 2, scratchUsed + end - start));
    }
    int written = JsonText.unescape(buffer, start, end, scratch, scratchUsed);
    found |= 1 << role.slot;
    from[role.slot] = scratchUsed;
    to[role.slot] = written;
    scratchUsed = written;
    scratchRoles |= 1 << role.slot;
  }

  void addSignaturePart(int start, int end) {
    if (signatureParts < MOST_SIGNATURE_PARTS) {
      signatureFrom[signatureParts] = start;
      signatureTo[signatureParts] = end;
      signatureParts++;
    }
  }

  void reached(int position) {
    if (position > failedAt) {
      failedAt = position;
    }
  }

  /** What the record's time says. */
  public Stamp stamp() {
    return stamp;
  }

  /** Where the stamp begins in the matched bytes. */
  public int stampFrom() {
    return stampFrom;
  }

  /** Where the stamp ends in the matched bytes. */
  public int stampTo() {
    return stampTo;
  }

  /** How bad the record says it is; unknown where it says nothing. */
  public Severity severity() {
    return severity;
  }

  /** Whether the record has that piece. */
  public boolean has(Role role) {
    ask(role);
    return (found & (1 << role.slot)) != 0;
  }

  /** The array in which the piece lies. */
  public byte[] bytes(Role role) {
    ask(role);
    return (scratchRoles & (1 << role.slot)) != 0 ? scratch : buffer;
  }

  /** Where the piece begins in its array, or -1 when there is none. */
  public int from(Role role) {
    return has(role) ? from[role.slot] : -1;
  }

  /** Where the piece ends in its array; undefined when there is none. */
  public int to(Role role) {
    ask(role);
    return to[role.slot];
  }

  /**
   * How many pieces make the signature where the format declares it (method, path and status of an
   * access log); 0 where the signature is that of the message.
   */
  public int signatureParts() {
    return signatureParts;
  }

  /** Where a piece of the signature begins in the matched bytes. */
  public int signatureFrom(int part) {
    return signatureFrom[part];
  }

  /** Where a piece of the signature ends in the matched bytes. */
  public int signatureTo(int part) {
    return signatureTo[part];
  }

  /** The HTTP status, or 0. */
  public int status() {
    return status;
  }

  /** How long it took in microseconds, or {@link #NO_DURATION}. */
  public long durationMicros() {
    return durationMicros;
  }

  /** Index of the pattern that matched, in file order; 0 for a format with a body. */
  public int pattern() {
    return pattern;
  }

  /** When nothing matched: how far the pattern came that came farthest. */
  public int failedAt() {
    return failedAt;
  }
}
