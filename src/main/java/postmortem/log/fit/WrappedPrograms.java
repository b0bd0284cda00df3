package postmortem.log.fit;

import java.util.HashMap;
import java.util.Map;
import postmortem.log.record.WrappedStream;

/**
 * What the programs write whose lines a file wraps, as far as its beginning tells. Immutable.
 *
 * @param usual of programs that are not there, or hardly
 * @param known by {@link WrappedStream#program}
 */
public record WrappedPrograms(Wrapping usual, Map<Long, Wrapping> known) {

  /** Nobody looked. */
  public static final WrappedPrograms NONE = new WrappedPrograms(Wrapping.LINES, Map.of());

  public WrappedPrograms {
    // What is usual need not be known, so that most files need not be asked who wrote a line.
    known = usual == Wrapping.LINES ? withRecords(known) : Map.copyOf(known);
  }

  /** What a program writes. */
  public Wrapping of(long program) {
    return known.isEmpty() ? usual : known.getOrDefault(program, usual);
  }

  /** The same where layouts were found in lines of which nothing was known. */
  public WrappedPrograms stamped() {
    return new WrappedPrograms(Wrapping.STAMPED_TEXT, withRecords(known));
  }

  private static Map<Long, Wrapping> withRecords(Map<Long, Wrapping> known) {
    Map<Long, Wrapping> some = new HashMap<>(known);
    some.values().removeIf(wraps -> wraps == Wrapping.LINES);
    return Map.copyOf(some);
  }
}
