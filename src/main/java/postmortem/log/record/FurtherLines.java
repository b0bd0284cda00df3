package postmortem.log.record;

import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.WrappedPrograms;
import postmortem.log.fit.Wrapping;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.record.StreamHistory.Line;

/**
 * Tells which lines of an envelope belong to the record before them of the same stream. A line is
 * judged by itself, by what its program usually writes, and by the line before it of its stream; so
 * the judgement is the same wherever reading began {@link StreamHistory#WINDOW} lines earlier. Not
 * thread-safe.
 */
final class FurtherLines {

  private final WrappedPrograms programs;
  private final int envelope;
  private final Unwrapped wrapped;
  private final StreamHistory history = new StreamHistory();
  private final WrappedStream stream = new WrappedStream();

  /** For a file whose format is an envelope. */
  FurtherLines(FormatIndex index, Fit fit) {
    this.programs = fit.wraps();
    this.envelope = fit.format();
    this.wrapped = new Unwrapped(index, fit);
  }

  /** The line that is next in the file is none of the envelope's. */
  void pass() {
    history.addOther();
  }

  /**
   * Whether the next line of the file belongs to the record before it.
   *
   * @param buf in which the line lies
   */
  boolean goesOn(LogFormat format, byte[] buf, LogRecord line) {
    if (!line.has(Role.INNER)) {
      pass();
      return false;
    }
    byte[] inner = line.bytes(Role.INNER);
    int from = line.from(Role.INNER);
    int to = line.to(Role.INNER);
    TraceLine.Shape shape = TraceLine.of(inner, from, to);
    stream.read(format, buf, line);
    Wrapping wraps = programs.of(stream.program());
    boolean ofLines = format.wrapsPrograms() && wraps == Wrapping.LINES;
    if (ofLines && shape == TraceLine.Shape.OTHER && !history.isOpen()) {
      history.add(stream, null, line, format.isPiece(buf, line), shape);
      return false;
    }
    Line last = history.last(stream.stream());
    Line now = history.add(stream, last, line, format.isPiece(buf, line), shape);
    if (!ofLines) {
      now.keep(inner, from, to);
    }
    if (last != null && last.isPieceOf(now)) {
      return true;
    }
    Line before = last == null ? beside(now) : last;
    if (before != null && before.isInTracebackOf(now) && TraceLine.isRaised(inner, from, to)) {
      return true;
    }
    if (format.wrapsPrograms()) {
      // Among lines of many programs only a line behind one of the same process can be further.
      if (before == null) {
        return false;
      }
      if (ofLines) {
        return shape.isOfTrace()
            || (shape == TraceLine.Shape.INDENTED && before.isInTracebackOf(now));
      }
    }
    return isFurther(shape, wraps, before, now, line);
  }

  /** What the process wrote on its other output with the same call, if the clock can tell that. */
  private @Nullable Line beside(Line now) {
    Line beside = history.beside(now);
    return beside != null && beside.isFine(now) && beside.isTogetherWith(now) ? beside : null;
  }

  private boolean isFurther(
      TraceLine.Shape shape, Wrapping wraps, @Nullable Line before, Line now, LogRecord line) {
    if (shape.isFurther()) {
      return !wrapped.isFound(line);
    }
    return switch (shape) {
      case CALL ->
          wraps.hasRecords()
              || (before != null
                  && (before.shape().isFurther() || before.shape() == TraceLine.Shape.CALL)
                  && before.isNear(now));
      case EXCEPTION, TRACEBACK -> before != null && isThrown(shape, wraps, before, now);
      case END -> !now.hasStamp() && isText(wraps, before, now, line);
      default -> isText(wraps, before, now, line);
    };
  }

  /** Whether an exception is said by the record before. */
  private boolean isThrown(TraceLine.Shape shape, Wrapping wraps, Line before, Line now) {
    if (before.shape() != TraceLine.Shape.OTHER && before.shape() != TraceLine.Shape.END) {
      return (wraps.hasRecords() || before.shape() == TraceLine.Shape.EMPTY) && before.isNear(now);
    }
    if (!wraps.hasRecords()) {
      return false;
    }
    Severity severity = wrapped.severity(before.text(), before.length(), envelope);
    if (severity == null) {
      return before.isNear(now);
    }
    if (severity == Severity.UNKNOWN || severity.compareTo(Severity.WARNING) >= 0) {
      return true;
    }
    // Behind a record that tells no failure, a program may die of one that it did not catch.
    return before.isTogetherWith(now)
        && (shape == TraceLine.Shape.EXCEPTION || before.isFine(now) || !now.hasStamp());
  }

  /** Whether a line of any look was written with the record before. */
  private boolean isText(Wrapping wraps, @Nullable Line before, Line now, LogRecord line) {
    if (wraps != Wrapping.STAMPED_TEXT || before == null || !before.isTogetherWith(now)) {
      return false;
    }
    byte[] inner = line.bytes(Role.INNER);
    int from = line.from(Role.INNER);
    int to = line.to(Role.INNER);
    boolean timed =
        before.isFine(now)
            ? TraceLine.beginsWithTime(inner, from, to)
            : TraceLine.mayBegin(inner, from, to);
    if (timed) {
      return false;
    }
    return !wrapped.isRecord(line, envelope)
        || (TraceLine.beginsWithLabel(inner, from, to)
            && TraceLine.mayBegin(before.text(), 0, before.length())
            && wrapped.isSecondLine(before.text(), before.length(), line, envelope));
  }
}
