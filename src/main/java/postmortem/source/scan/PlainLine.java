package postmortem.source.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A line as a person sees it: without the codes of chats for colours and letters, and without marks
 * of direction.
 */
public final class PlainLine {

  private static final Pattern CODES =
      Pattern.compile(
          "\u0003(?:\\d{1,2}(?:,\\d{1,2})?)?|\u0004(?:[0-9a-fA-F]{6})?|\u001b\\[[0-9;]{0,20}m"
              + "|[\\p{Cntrl}&&[^\t]]|[\u200e\u200f\u202a-\u202e]");
  private static final char NARROW_BLANK = '\u202f';

  /** With which byte the marks of direction and the narrow blank begin in UTF-8. */
  private static final byte GENERAL_PUNCTUATION = (byte) 0xe2;

  private static final int LONGEST_WORD = 12;

  private PlainLine() {}

  /** The same line when there is nothing to leave out. */
  public static byte[] of(byte[] line) {
    for (byte b : line) {
      if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f || b == GENERAL_PUNCTUATION) {
        String text = new String(line, StandardCharsets.UTF_8).replace(NARROW_BLANK, ' ');
        return CODES.matcher(text).replaceAll("").getBytes(StandardCharsets.UTF_8);
      }
    }
    return line;
  }

  /** The line with its first words in English where they name a month in another language. */
  public static byte[] inEnglish(byte[] line, Map<String, String> months) {
    if (months.isEmpty()) {
      return line;
    }
    int from = 0;
    for (int words = 0; words < 2; words++) {
      while (from < line.length && !isLetter(line[from])) {
        if (line[from] == '<' || from > LONGEST_WORD * 2) {
          return line;
        }
        from++;
      }
      int to = from;
      while (to < line.length && isLetter(line[to])) {
        to++;
      }
      if (to - from <= LONGEST_WORD) {
        String word = new String(line, from, to - from, StandardCharsets.UTF_8);
        String english = months.get(word.toLowerCase(Locale.ROOT));
        if (english != null) {
          byte[] name = english.getBytes(StandardCharsets.US_ASCII);
          byte[] out = Arrays.copyOf(line, from + name.length + line.length - to);
          System.arraycopy(name, 0, out, from, name.length);
          System.arraycopy(line, to, out, from + name.length, line.length - to);
          return out;
        }
      }
      from = to;
    }
    return line;
  }

  private static boolean isLetter(byte b) {
    return b < 0 || (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
