package postmortem.source;

import java.util.Arrays;
import java.util.List;
import postmortem.log.format.LinePatterns;

/** Tells how well the beginning of a file fits the patterns of a text export. */
final class LineFit {

  private static final int MOST_LINES = 120;

  /** One line that no pattern takes needs so many that one does. */
  private static final int STRANGE_OF = 4;

  private LineFit() {}

  /** How many of the first lines fit; 0 when it is not such an export. */
  static int of(LineRule rule, Head head) {
    LinePatterns.Match match = new LinePatterns.Match();
    byte[] bytes = head.bytes();
    int known = 0;
    int shown = 0;
    int strange = 0;
    int rest = 0;
    int lines = 0;
    boolean begun = false;
    int from = 0;
    while (from < bytes.length && lines < MOST_LINES) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      boolean cut = end == bytes.length && !head.whole();
      int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
      byte[] raw = Arrays.copyOfRange(bytes, from, to);
      from = end + 1;
      if (cut || isBlank(raw)) {
        continue;
      }
      lines++;
      byte[] line = PlainLine.inEnglish(PlainLine.of(raw), rule.months());
      int found = rule.patterns().match(line, 0, line.length, match);
      if (found == LinePatterns.NONE) {
        strange += begun && rule.goesOn(line) ? 0 : 1;
        if (strange * (STRANGE_OF + 1) > MOST_LINES) {
          return 0;
        }
        continue;
      }
      String name = rule.names().get(found);
      if (rule.others().contains(name)) {
        return 0;
      }
      if (rule.rest().contains(name)) {
        rest++;
        continue;
      }
      if (!begun && strange == 1 && rule.headed().contains(name)) {
        strange = 0;
      }
      begun = true;
      known++;
      shown += rule.asides().contains(name) || rule.untimed().contains(name) ? 0 : 1;
    }
    boolean fits =
        shown > 0 && (shown > 1 || lines <= 3) && strange * STRANGE_OF <= known && rest <= known;
    // With continuation lines nearly everything goes: the first line has to be right.
    boolean certain = rule.continuation() != LineRule.Continuation.ANY || strange == 0;
    return fits && certain ? known : 0;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t') {
        return false;
      }
    }
    return true;
  }

  /** The text sources whose patterns take the most lines of a file. */
  static List<SourceDeclaration> best(List<SourceDeclaration> sources, Head head) {
    int most = 0;
    List<SourceDeclaration> best = List.of();
    for (SourceDeclaration source : sources) {
      LineRule rule = source.lines();
      int fit = rule == null ? 0 : of(rule, head);
      if (fit > most) {
        most = fit;
        best = List.of(source);
      } else if (fit > 0 && fit == most) {
        best =
            java.util.stream.Stream.concat(best.stream(), java.util.stream.Stream.of(source))
                .toList();
      }
    }
    return best;
  }
}
