package postmortem.log.layout;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import postmortem.event.Severity;
import postmortem.event.stamp.LayoutGuess;
import postmortem.log.format.LevelWords;

/**
 * A stamp with which a line ends, behind its message: {@code ERROR: disk full [2025-02-09
 * 10:05:23]}. Something that is no blank sets it off, or the level does. Behind a blank, or as the
 * value of a key, it may be anything that the message tells of: {@code expires at 2025-02-09
 * 10:05:23}.
 */
final class TrailingStamp {

  /** The stamp begins within so many bytes before the end of its line. */
  private static final int WITHIN = 64;

  /** Brackets and quotes that may stand behind it. */
  private static final int MOST_BEHIND = 2;

  /** So many parts may stand before a level at the beginning of a line. */
  private static final int MOST_BEFORE_LEVEL = 4;

  private static final int LONGEST_LEVEL = 16;
  private static final String BEHIND = "])>}\"'.;|";
  private static final String KEYED = ":=";

  private final byte[] buf;
  private final int from;
  private final int to;
  private final Map<String, Proposal> proposals;

  private TrailingStamp(byte[] buf, int[] line, Map<String, Proposal> proposals) {
    this.buf = buf;
    this.from = line[0];
    this.to = line[1];
    this.proposals = proposals;
  }

  /** Adds the patterns of a line that ends with a stamp; none for another. */
  static void propose(byte[] buf, int[] line, Map<String, Proposal> to) {
    new TrailingStamp(buf, line, to).propose();
  }

  private void propose() {
    for (int at = Math.max(from + 1, to - WITHIN); at < to; at++) {
      if (isWord(buf[at - 1]) || !isAscii(at - 1)) {
        continue;
      }
      boolean found = false;
      for (LayoutGuess.Guess guess : LayoutGuess.at(buf, at, to)) {
        if (isEnd(guess.end())) {
          propose(at, guess);
          found = true;
        }
      }
      if (found) {
        return;
      }
    }
  }

  private void propose(int at, LayoutGuess.Guess guess) {
    String behind = text(guess.end(), to);
    int open = beforeSeparator(at);
    int wordEnd = open;
    int word = beforeWord(wordEnd);
    if (wordEnd - word <= LONGEST_LEVEL
        && word > from
        && LevelWords.find(buf, word, wordEnd) != Severity.UNKNOWN) {
      int before = beforeSeparator(word);
      if (before > from && isSetOff(before, word)) {
        String level = "%{level:" + (isCapital(word, wordEnd) ? "capitals" : "level") + "->}";
        String pattern =
            "%{message:most}" + text(before, word) + level + unpadded(text(open, at)) + "%{time}";
        PatternWriter.behindLevel(pattern + behind, guess.layout(), proposals);
      }
    }
    if (open > from && isSetOff(open, at)) {
      String ending = "%{message:most}" + text(open, at) + "%{time}" + behind;
      List<HeaderPart> parts = HeaderCutter.cut(buf, from, open, -1, -1);
      PatternWriter.trailing(parts, level(parts), ending, guess.layout(), proposals);
    }
  }

  /** Which part of the beginning of a line is its level; -1 for none. */
  private static int level(List<HeaderPart> parts) {
    for (int i = 0; i < Math.min(MOST_BEFORE_LEVEL, parts.size()); i++) {
      HeaderPart.Kind kind = parts.get(i).kind();
      if (parts.get(i).isLevel()) {
        boolean ends = i + 1 < parts.size() && parts.get(i + 1).kind() == HeaderPart.Kind.LITERAL;
        return ends ? i : -1;
      }
      if (kind == HeaderPart.Kind.PLAIN || kind == HeaderPart.Kind.WORD) {
        return -1;
      }
    }
    return -1;
  }

  /** Whether more than a blank stands between two places, and no sign of a key. */
  private boolean isSetOff(int start, int end) {
    return KEYED.indexOf(buf[start]) < 0 && !text(start, end).isBlank();
  }

  private boolean isEnd(int end) {
    if (to - end > MOST_BEHIND) {
      return false;
    }
    for (int i = end; i < to; i++) {
      if (BEHIND.indexOf(buf[i]) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Where the blanks and signs begin that end at a place. */
  private int beforeSeparator(int end) {
    int at = end;
    while (at > from && !isWord(buf[at - 1]) && isAscii(at - 1) && "%{}".indexOf(buf[at - 1]) < 0) {
      at--;
    }
    return at;
  }

  private int beforeWord(int end) {
    int at = end;
    while (at > from && isWord(buf[at - 1])) {
      at--;
    }
    return at;
  }

  private boolean isCapital(int start, int end) {
    for (int i = start; i < end; i++) {
      if (buf[i] < 'A' || buf[i] > 'Z') {
        return false;
      }
    }
    return true;
  }

  private String text(int start, int end) {
    return new String(buf, start, end - start, StandardCharsets.US_ASCII);
  }

  /** Without blanks that pad the field before. */
  private static String unpadded(String text) {
    int blanks = 0;
    while (blanks + 1 < text.length()
        && text.charAt(blanks) == ' '
        && text.charAt(blanks + 1) == ' ') {
      blanks++;
    }
    return text.substring(blanks);
  }

  private boolean isAscii(int at) {
    return buf[at] == '\t' || (buf[at] >= ' ' && buf[at] < 0x7f);
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z') || b == '_' || b < 0;
  }
}
