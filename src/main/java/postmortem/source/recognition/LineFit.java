package postmortem.source.recognition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import postmortem.event.stamp.Marks;
import postmortem.log.format.LinePatterns;
import postmortem.source.head.Head;
import postmortem.source.rule.LineRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.scan.PlainLine;

/** Tells how well the beginning of a file fits the patterns of a text export. */
final class LineFit {

  private static final int MOST_LINES = 120;

  /** One line that no pattern takes needs so many that one does. */
  private static final int STRANGE_OF = 4;

  /** One of the first lines that are not blank, as a person sees it. */
  private static final class Line {
    private final byte[] bytes;
    private final long marks;

    Line(byte[] bytes) {
      this.bytes = bytes;
      this.marks = Marks.of(bytes, 0, bytes.length);
    }
  }

  private LineFit() {}

  private static List<Line> lines(Head head) {
    byte[] bytes = head.bytes();
    List<Line> lines = new ArrayList<>();
    int from = 0;
    while (from < bytes.length && lines.size() < MOST_LINES) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      boolean cut = end == bytes.length && !head.whole();
      int to = end > from && bytes[end - 1] == '\r' ? end - 1 : end;
      byte[] raw = Arrays.copyOfRange(bytes, from, to);
      from = end + 1;
      if (!cut && !isBlank(raw)) {
        lines.add(new Line(PlainLine.of(raw)));
      }
    }
    return lines;
  }

  /** How many of the first lines fit; 0 when it is not such an export. */
  private static int of(LineRule rule, List<Line> lines) {
    LinePatterns.Match match = new LinePatterns.Match();
    int known = 0;
    int shown = 0;
    int strange = 0;
    int rest = 0;
    boolean begun = false;
    for (Line one : lines) {
      byte[] line = PlainLine.inEnglish(one.bytes, rule.months());
      long marks = line == one.bytes ? one.marks : Marks.of(line, 0, line.length);
      int found = rule.patterns().match(line, marks, match);
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
        shown > 0
            && (shown > 1 || lines.size() <= 3)
            && strange * STRANGE_OF <= known
            && rest <= known;
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
    List<Line> lines = lines(head);
    int most = 0;
    List<SourceDeclaration> best = List.of();
    for (SourceDeclaration source : sources) {
      LineRule rule = source.lines();
      int fit = rule == null ? 0 : of(rule, lines);
      if (fit > most) {
        most = fit;
        best = List.of(source);
      } else if (fit > 0 && fit == most) {
        best = Stream.concat(best.stream(), Stream.of(source)).toList();
      }
    }
    return best;
  }
}
