package postmortem.document.read;

import java.util.Arrays;
import java.util.BitSet;

/** Finds line and column of an offset. */
final class LineIndex {

  private final int[] starts;

  /**
   * Looks at a text.
   *
   * @param added offsets of line feeds that count for nothing: the lines behind them are where they
   *     were before
   */
  LineIndex(String text, BitSet added) {
    int[] found = new int[16];
    int count = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (added.get(i)) {
        found[count - 1] = i + 1;
      } else if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    this.starts = Arrays.copyOf(found, count);
  }

  /** The place of an offset into the text. */
  Spot spot(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    int line = found >= 0 ? found : -found - 2;
    return new Spot(line + 1, offset - starts[line] + 1);
  }
}
