package postmortem.log.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node.Scalar;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayouts;

/**
 * Patterns of lines in the language of log formats, for exports that are made of lines but are no
 * logs. Immutable; safe for use by many threads, each with its own {@link Match}.
 */
public final class LinePatterns {

  /** In place of a pattern: none takes the line. */
  public static final int NONE = -1;

  private static final long ALL = -1;

  /**
   * A pattern as it is written.
   *
   * @param pattern its text, with its place
   * @param regex whether it is a regular expression
   * @param layouts how its time may be written
   */
  public record Written(Scalar pattern, boolean regex, List<StampLayout> layouts) {
    public Written {
      layouts = List.copyOf(layouts);
    }
  }

  /** What a pattern found in a line. Mutable and reused for every line; not thread-safe. */
  public static final class Match {
    private final LogRecord record = new LogRecord();

    /** What the line's time says; undefined unless {@link #stampFrom} is a place. */
    public Stamp stamp() {
      return record.stamp();
    }

    /** Where the time begins in the line, -1 when the pattern has none. */
    public int stampFrom() {
      return record.stampFrom();
    }

    /** Where the time ends in the line. */
    public int stampTo() {
      return record.stampTo();
    }

    /** Where a field begins in the line, -1 when it is not there. */
    public int from(int field) {
      return record.fieldFrom[field];
    }

    /** Where a field ends in the line; undefined when it is not there. */
    public int to(int field) {
      return record.fieldTo[field];
    }
  }

  private final PatternNode[] patterns;
  private final List<String> fields;

  /** Made when it is first asked: most exports are not made of lines. */
  private volatile @Nullable Gate gate;

  private LinePatterns(PatternNode[] patterns, List<String> fields) {
    this.patterns = patterns;
    this.fields = List.copyOf(fields);
  }

  /**
   * Compiles patterns, which are tried in this order.
   *
   * @throws postmortem.diagnostic.DiagnosticException with the place of a mistake
   */
  public static LinePatterns compile(List<Written> written) {
    return compile(written, LevelTable.USUAL);
  }

  /** The same, where levels may be words that are such only in a column of them. */
  public static LinePatterns compileColumns(List<Written> written) {
    return compile(written, LevelTable.COLUMN);
  }

  private static LinePatterns compile(List<Written> written, LevelTable levels) {
    Map<String, Integer> fields = new LinkedHashMap<>();
    PatternNode[] patterns = new PatternNode[written.size()];
    for (int i = 0; i < patterns.length; i++) {
      Written one = written.get(i);
      StampLayouts layouts = StampLayouts.of(one.layouts());
      patterns[i] =
          one.regex()
              ? RegexCompiler.compile(one.pattern(), layouts, fields, false)
              : new PatternCompiler(one.pattern(), layouts, levels, List.of(), fields).compile();
    }
    return new LinePatterns(patterns, List.copyOf(fields.keySet()));
  }

  /** Names of all fields; what {@link Match} asks for is their index. */
  public List<String> fields() {
    return fields;
  }

  /** The index of the first pattern that takes the whole line, or {@link #NONE}. */
  public int match(byte[] line, int from, int to, Match out) {
    return match(line, from, to, ALL, out);
  }

  /**
   * The same of a line whose {@link postmortem.event.stamp.Marks} were read, which leave most
   * patterns out.
   */
  public int match(byte[] line, long marks, Match out) {
    Gate known = gate;
    if (known == null) {
      known = Gate.of(List.of(patterns));
      gate = known;
    }
    long only = line.length == 0 ? ALL : known.takes(known.begins(line[0]), marks);
    return only == 0 ? NONE : match(line, 0, line.length, only, out);
  }

  private int match(byte[] line, int from, int to, long only, Match out) {
    out.record.begin(line);
    for (int i = 0; i < patterns.length; i++) {
      if ((only >>> Gate.bit(i) & 1) == 0 || !patterns[i].canStart(line, from, to)) {
        continue;
      }
      out.record.stampFrom = -1;
      out.record.fields(fields.size());
      if (PatternNode.match(patterns[i], line, from, to, out.record)) {
        return i;
      }
    }
    return NONE;
  }
}
