package postmortem.log.format;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node.Mark;
import postmortem.event.Severity;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.event.stamp.StampLayout;

/**
 * A declared log format, compiled. Immutable; safe for use by many threads, each with its own
 * {@link LogRecord}.
 */
public final class LogFormat {

  /** What a declaration says besides how to match. */
  record Head(
      String name,
      String title,
      String url,
      Mark mark,
      Rank rank,
      ZoneRule zone,
      Continuation continuation,
      RecordStart start,
      boolean untimedInside,
      boolean wrappable,
      @Nullable PieceRule pieces) {

    Head named(String other, String otherTitle) {
      return new Head(
          other,
          otherTitle,
          url,
          mark,
          rank,
          zone,
          continuation,
          start,
          untimedInside,
          wrappable,
          pieces);
    }
  }

  private final Head head;
  private final Body body;
  private final boolean[] firsts;
  private final Gate gate;
  private final Gate untimedGate;
  private final FieldFiller filler;
  private final List<String> fields;
  private final Declared declared;

  LogFormat(Head head, Body body, FieldFiller filler, List<String> fields, Declared declared) {
    this.head = head;
    this.body = body;
    this.firsts = body.firsts();
    this.gate = body.gate(/* timed= */ true);
    this.untimedGate = head.untimedInside() ? body.gate(/* timed= */ false) : gate;
    this.filler = filler;
    this.fields = List.copyOf(fields);
    this.declared = declared;
  }

  /** The name by which people and machines know it. */
  public String name() {
    return head.name();
  }

  /** One line that says what it is. */
  public String title() {
    return head.title();
  }

  /** The source's own documentation of the format. */
  public String url() {
    return head.url();
  }

  /** Which formats it comes before. */
  public Rank rank() {
    return head.rank();
  }

  /** Where its stamps get their zone from. */
  public ZoneRule zone() {
    return head.zone();
  }

  /** Names of its patterns in file order; one, named after the body, when it has none. */
  public List<String> patternNames() {
    return body instanceof PatternBody patterns
        ? patterns.patterns().stream().map(PatternBody.NamedPattern::name).toList()
        : List.of(declared.bodyName());
  }

  /**
   * The patterns, as bits, of which a line may be that begins with that byte; none is left out
   * wrongly.
   */
  public long mayBegin(byte first) {
    return gate.begins(first);
  }

  /**
   * Those of some patterns, as bits, of which a line or a record with such {@link Marks} may be;
   * none is left out wrongly.
   *
   * @param timed whether it has to have a time
   */
  public long mayTake(long patterns, long marks, boolean timed) {
    return (timed ? gate : untimedGate).takes(patterns, marks);
  }

  /** The {@link Marks} on which the answer of {@link #mayTake} for some patterns depends. */
  public long asks(long patterns, boolean timed) {
    return (timed ? gate : untimedGate).asks(patterns);
  }

  /**
   * Those of some patterns, as bits, of which a line with such an {@link Outline} may be; none is
   * left out wrongly. Costs more than the others: worth remembering.
   */
  public long fitting(long patterns, Outline outline) {
    return body.fitting(patterns, outline);
  }

  /** Whether its records have keys, which say what their values are. */
  public boolean readsKeys() {
    return body instanceof KeyedBody;
  }

  /** Whether its records are objects of JSON. */
  public boolean readsJson() {
    return body instanceof JsonBody;
  }

  Body body() {
    return body;
  }

  boolean usesBody() {
    return !(body instanceof PatternBody);
  }

  /** Whether what it matches is the whole record, not only its first line. */
  public boolean spansLines() {
    return head.start().spansLines() && !joinsWrapped();
  }

  /** Whether what was just matched is only about the log itself: a header, a banner. */
  public boolean isNoEvent(LogRecord matched) {
    return head.start().isNoEvent(matched.pattern);
  }

  /** The file it was declared in, for messages. */
  public String file() {
    return declared.file().name();
  }

  /**
   * Matches the first line of a record. Where the format finds no message, the line is the message.
   *
   * @param from where the line begins
   * @param to where it ends, without the line end
   * @param out filled when this matches; else only {@link LogRecord#failedAt} says something
   */
  public boolean match(byte[] buf, int from, int to, LogRecord out) {
    out.begin(buf);
    if ((from < to && !firsts[buf[from] & 0xFF]) || !body.find(buf, from, to, out)) {
      out.failedAt = Math.max(from, Math.min(out.failedAt, to));
      return false;
    }
    filler.fill(buf, from, to, out);
    return true;
  }

  /**
   * Matches a record of several lines: all of it where the format {@link #spansLines}, else its
   * first line.
   *
   * @param firstTo where its first line ends
   * @param to where its last line ends
   */
  public boolean match(byte[] buf, int from, int firstTo, int to, LogRecord out) {
    return match(buf, from, spansLines() ? to : firstTo, out);
  }

  /** Whether it takes lines without a time where an envelope wraps them. */
  public boolean takesUntimed() {
    return head.untimedInside();
  }

  /** Whether envelopes may wrap its records where they carry their time. */
  public boolean isWrappable() {
    return head.wrappable() && standsAlone();
  }

  /** Whether its records stand by themselves; else they only occur inside of envelopes. */
  public boolean standsAlone() {
    return head.rank() != Rank.WRAPPED;
  }

  /**
   * Matches a record without a time that an envelope wraps, where this {@link #takesUntimed}. An
   * object or a row of pairs has to say how bad it is, or what happened.
   *
   * @param only the patterns that {@link #mayBegin} and {@link #mayTake} left
   */
  public boolean matchUntimed(byte[] buf, int from, int firstTo, int to, long only, LogRecord out) {
    out.begin(buf);
    int end = spansLines() ? to : firstTo;
    out.untimed = true;
    if (from >= end || !body.find(buf, from, end, only, out)) {
      return false;
    }
    filler.fill(buf, from, end, out);
    return !usesBody() || says(out);
  }

  /**
   * Finds the value by which a record of keys tells its time, where it is no stamp of a declared
   * layout but the record says something.
   *
   * @param out filled when this is true; its stamp lies where the value does, and has no value
   */
  public boolean findUnreadTime(byte[] buf, int from, int to, LogRecord out) {
    out.begin(buf);
    out.untimed = true;
    if (!(body instanceof KeyedBody keyed)
        || !keyed.find(buf, from, to, out)
        || out.stampFrom >= 0) {
      return false;
    }
    filler.fill(buf, from, to, out);
    int field = keyed.time.field(out);
    if (field < 0 || !says(out)) {
      return false;
    }
    out.stampFrom = out.fieldFrom[field];
    out.stampTo = out.fieldTo[field];
    return true;
  }

  /**
   * A format of another name that reads stamps of one more layout.
   *
   * @throws IllegalStateException where its records are not told by their keys
   */
  public LogFormat reading(StampLayout more, String name, String title) {
    if (!(body instanceof KeyedBody keyed)) {
      throw new IllegalStateException(name() + " has no keys");
    }
    return new LogFormat(head.named(name, title), keyed.reading(more), filler, fields, declared);
  }

  private boolean says(LogRecord out) {
    return out.severity != Severity.UNKNOWN || filler.finds(Role.MESSAGE, out);
  }

  /**
   * Matches an object of JSON that was gone through for all formats.
   *
   * @param place of this format, which has to read JSON, among those
   * @param timed whether it has to have a time; if not, this is {@link #matchUntimed}
   */
  public boolean match(
      JsonKinds objects, int place, boolean timed, byte[] buf, int from, int to, LogRecord out) {
    LogRecord object = objects.object(buf, from, to);
    if (object == null || !(body instanceof JsonBody json)) {
      return false;
    }
    out.begin(buf);
    out.untimed = !timed;
    if (!json.take(buf, object, objects.places(place), out)) {
      return false;
    }
    filler.fill(buf, from, to, out);
    return timed || says(out);
  }

  /**
   * The same where only some patterns are worth trying.
   *
   * @param only those that {@link #mayBegin} and {@link #mayTake} left
   */
  public boolean match(byte[] buf, int from, int firstTo, int to, long only, LogRecord out) {
    out.begin(buf);
    int end = spansLines() ? to : firstTo;
    if (!body.find(buf, from, end, only, out)) {
      out.failedAt = Math.max(from, Math.min(out.failedAt, end));
      return false;
    }
    filler.fill(buf, from, end, out);
    return true;
  }

  /**
   * Whether a line starts a record, judged by the line alone. If not, it belongs to the record
   * before it. A line that starts a record and does not {@link #match} is a record that cannot be
   * read.
   *
   * @param scratch any record of the caller's; its contents are lost
   */
  public boolean startsRecord(byte[] buf, int from, int to, LogRecord scratch) {
    if (head.start().isDeclared()) {
      if (head.start().begins(buf, from, to)) {
        return true;
      }
      scratch.begin(buf);
      return body.find(buf, from, to, scratch) && isNoEvent(scratch);
    }
    return switch (head.continuation()) {
      case NONE -> true;
      case INDENTED -> from < to && buf[from] != ' ' && buf[from] != '\t' && buf[from] != '\r';
      case JSON -> JsonBody.startsRecord(buf, from, to);
      case WRAPPED, PROGRAMS ->
          usesBody() ? JsonBody.startsRecord(buf, from, to) : match(buf, from, to, scratch);
      case ANY -> {
        scratch.begin(buf);
        scratch.probing = true;
        boolean found = from < to && firsts[buf[from] & 0xFF] && body.find(buf, from, to, scratch);
        scratch.probing = false;
        yield found && !isFurther(buf, from, to, scratch);
      }
    };
  }

  /** Whether a line that looks like the beginning of a record goes on with the one before it. */
  private boolean isFurther(byte[] buf, int from, int to, LogRecord scratch) {
    if (!head.start().hasFurther()) {
      return false;
    }
    scratch.begin(buf);
    return body.find(buf, from, to, scratch) && isFurther(scratch);
  }

  /** Whether what matched belongs to the record before it, if there is one. */
  public boolean isFurther(LogRecord matched) {
    return head.start().isFurther(matched.pattern);
  }

  /**
   * Whether {@link #startsRecord} has to match the line: then a line that {@link #match}es starts a
   * record, unless it {@link #isFurther}.
   */
  public boolean matchesToStart() {
    return (joinsWrapped() || head.continuation() == Continuation.ANY)
        && !head.start().isDeclared()
        && !spansLines();
  }

  /** Whether a record of it may wrap one of another log. */
  public boolean mayWrap() {
    return (filler.possible() & 1 << Role.INNER.slot) != 0;
  }

  /**
   * Whether each line wraps a line of another log, so that a line which {@link #match}es may wrap
   * part of the record before.
   */
  public boolean joinsWrapped() {
    return head.continuation() == Continuation.WRAPPED || wrapsPrograms();
  }

  /**
   * Whether {@link #joinsWrapped} and the lines are those of all programs of a host: each is taken
   * for a record unless its own program's lines say otherwise.
   */
  public boolean wrapsPrograms() {
    return head.continuation() == Continuation.PROGRAMS;
  }

  /** Whether a line's belonging to the record before it depends on the lines before as well. */
  public boolean asksLineBefore() {
    return joinsPieces() || joinsWrapped();
  }

  /** Whether each line is a record. */
  public boolean hasLinesOnly() {
    return head.continuation() == Continuation.NONE && !head.start().isDeclared();
  }

  /** Whether lines that start no record belong to the one before them. */
  public boolean takesFurtherLines() {
    return head.continuation() == Continuation.ANY || wrapsPrograms();
  }

  /** Whether a line of it may hold only a piece of what it wraps. */
  public boolean joinsPieces() {
    return head.pieces() != null;
  }

  /** Whether what a line in {@code buf} wraps goes on in the next line of its {@link #stream}. */
  public boolean isPiece(byte[] buf, LogRecord matched) {
    return PieceRule.isPiece(head.pieces(), buf, matched);
  }

  /** What tells to which other pieces a piece belongs: a number other than 0, or 0 for none. */
  public long stream(byte[] buf, LogRecord matched) {
    PieceRule pieces = head.pieces();
    return pieces == null ? 0 : pieces.stream(buf, matched);
  }

  /** The index of a field of the declaration, or -1; for tests of what a sample yields. */
  int field(String name) {
    return fields.indexOf(name);
  }

  Mark mark() {
    return head.mark();
  }

  Declared declared() {
    return declared;
  }

  @Override
  public String toString() {
    return name();
  }
}
