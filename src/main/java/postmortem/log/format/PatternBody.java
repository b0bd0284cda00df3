package postmortem.log.format;

import java.util.List;
import postmortem.event.stamp.Outline;

/** Patterns, tried in file order. */
record PatternBody(List<NamedPattern> patterns, int fieldCount) implements Body {

  /**
   * A pattern.
   *
   * @param name of it, for messages
   * @param spansLines whether it matches several lines
   */
  record NamedPattern(String name, PatternNode start, boolean spansLines) {}

  PatternBody {
    patterns = List.copyOf(patterns);
  }

  @Override
  public boolean[] firsts() {
    boolean[] firsts = new boolean[256];
    patterns.forEach(pattern -> pattern.start().addFirsts(firsts));
    return firsts;
  }

  @Override
  public Gate gate(boolean timed) {
    return Gate.of(patterns.stream().map(NamedPattern::start).toList());
  }

  @Override
  public long fitting(long some, Outline outline) {
    long fitting = 0;
    for (int i = 0; i < patterns.size(); i++) {
      long bit = 1L << Gate.bit(i);
      if ((some & bit) != 0 && patterns.get(i).start().fits(outline, 0)) {
        fitting |= bit;
      }
    }
    return fitting;
  }

  @Override
  public boolean find(byte[] buf, int from, int to, LogRecord out) {
    for (int i = 0; i < patterns.size(); i++) {
      if (takes(i, buf, from, to, out)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean find(byte[] buf, int from, int to, long only, LogRecord out) {
    for (long left = only; left != 0; left &= left - 1) {
      int bit = Long.numberOfTrailingZeros(left);
      for (int i = bit; i < patterns.size() && Gate.bit(i) == bit; i++) {
        if (takes(i, buf, from, to, out)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean takes(int pattern, byte[] buf, int from, int to, LogRecord out) {
    PatternNode start = patterns.get(pattern).start();
    if (!start.mayMatch(buf, from, to, out)) {
      return false;
    }
    out.fields(fieldCount);
    boolean matched = PatternNode.match(start, buf, from, to, out);
    out.pattern = matched ? pattern : 0;
    return matched;
  }
}
