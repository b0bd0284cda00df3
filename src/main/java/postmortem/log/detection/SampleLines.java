package postmortem.log.detection;

import java.util.BitSet;
import java.util.List;
import postmortem.event.stamp.Marks;
import postmortem.event.stamp.Outline;
import postmortem.log.fit.Candidates;

/**
 * Lines of a sample that are not empty, and which formats each of them may be of: found out once,
 * for all formats that are tried. Not thread-safe.
 */
final class SampleLines {

  /** What a format that is not looked up may take a line with. */
  private static final long ALL_PATTERNS = -1;

  private final byte[] bytes;
  private final List<int[]> lines;
  private final Candidates.Table table;

  /** Of each line, once they were asked for. */
  private Candidates[] candidates;

  /** The formats of which some line may be, since then. */
  private final BitSet formats = new BitSet();

  /**
   * Lines of some bytes.
   *
   * @param lines beginning and end of each
   * @param table tells the formats of a line whose records stand by themselves
   */
  SampleLines(byte[] bytes, List<int[]> lines, Candidates.Table table) {
    this(bytes, lines, table, new Candidates[0]);
  }

  private SampleLines(
      byte[] bytes, List<int[]> lines, Candidates.Table table, Candidates[] candidates) {
    this.bytes = bytes;
    this.lines = List.copyOf(lines);
    this.table = table;
    this.candidates = candidates;
    for (Candidates some : candidates) {
      some.addTo(formats);
    }
  }

  byte[] bytes() {
    return bytes;
  }

  /** Beginning and end of each. */
  List<int[]> all() {
    return lines;
  }

  int count() {
    return lines.size();
  }

  /** Where a line begins in the bytes. */
  int from(int line) {
    return lines.get(line)[0];
  }

  /** Where a line ends in the bytes. */
  int to(int line) {
    return lines.get(line)[1];
  }

  /** Some of these lines, by their places. */
  SampleLines some(List<Integer> places) {
    return new SampleLines(
        bytes,
        places.stream().map(lines::get).toList(),
        table,
        candidates.length == 0
            ? candidates
            : places.stream().map(place -> candidates[place]).toArray(Candidates[]::new));
  }

  /** Whether a line may be of a format as {@link #patterns} says it. */
  boolean mayBeOf(int format) {
    candidates();
    return formats.get(format);
  }

  /**
   * The patterns of a format, as bits, of which a line may be; 0 when it cannot be of that format.
   *
   * @param format its index, which has to be one whose records stand by themselves; negative for
   *     one that is not in the library
   */
  long patterns(int line, int format) {
    if (format < 0) {
      return ALL_PATTERNS;
    }
    return candidates()[line].patternsOf(format);
  }

  private Candidates[] candidates() {
    if (candidates.length < count()) {
      Outline outline = new Outline();
      Candidates[] found = new Candidates[count()];
      for (int i = 0; i < found.length; i++) {
        found[i] = candidates(from(i), to(i), outline);
        found[i].addTo(formats);
      }
      candidates = found;
    }
    return candidates;
  }

  private Candidates candidates(int from, int to, Outline outline) {
    Candidates some = table.of(bytes[from], Marks.of(bytes, from, to));
    if (some.count() == 0) {
      return some;
    }
    outline.read(bytes, from, to, Outline.LENGTH);
    return table.fitting(some, outline);
  }
}
