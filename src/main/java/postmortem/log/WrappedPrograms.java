package postmortem.log;

import java.util.HashMap;
import java.util.Map;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;

/**
 * What the programs write whose lines a file wraps, as far as its beginning tells. Immutable.
 *
 * @param usual of programs that are not there, or hardly
 * @param known by {@link WrappedStream#program}
 */
record WrappedPrograms(Wrapping usual, Map<Long, Wrapping> known) {

  /** Nobody looked. */
  static final WrappedPrograms NONE = new WrappedPrograms(Wrapping.LINES, Map.of());

  WrappedPrograms {
    known = Map.copyOf(known);
  }

  /**
   * What the program writes that wrote a line.
   *
   * @param buf in which the line lies
   */
  Wrapping of(LogFormat format, byte[] buf, LogRecord line) {
    return known.isEmpty()
        ? usual
        : known.getOrDefault(WrappedStream.program(format, buf, line), usual);
  }

  /** The same where layouts were found in lines of which nothing was known. */
  WrappedPrograms stamped() {
    Map<Long, Wrapping> others = new HashMap<>(known);
    others.values().removeIf(wraps -> wraps == Wrapping.LINES);
    return new WrappedPrograms(Wrapping.STAMPED_TEXT, others);
  }
}
