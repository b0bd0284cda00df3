package postmortem.log.format;

import java.util.List;

/**
 * Patterns, tried in file order.
 *
 * @param hasColon whether whatever they take has a colon between two digits, that of its time
 */
record PatternBody(List<NamedPattern> patterns, int fieldCount, boolean hasColon) implements Body {

  /**
   * A pattern.
   *
   * @param name of it, for messages
   * @param regex whether it is a regular expression
   * @param spansLines whether it matches several lines
   */
  record NamedPattern(String name, PatternNode start, boolean regex, boolean spansLines) {}

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
  public boolean find(byte[] buf, int from, int to, LogRecord out) {
    for (int i = 0; i < patterns.size(); i++) {
      out.fields(fieldCount);
      if (PatternNode.match(patterns.get(i).start(), buf, from, to, out)) {
        out.pattern = i;
        return true;
      }
    }
    return false;
  }
}
