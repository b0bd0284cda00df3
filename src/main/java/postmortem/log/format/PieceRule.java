package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of an envelope hold only a piece of what the program wrote, so that the next line of
 * the same stream goes on with it: container runtimes cut long lines. Immutable.
 */
final class PieceRule {

  private final int field;
  private final byte[][] flags;
  private final int size;
  private final int[] stream;

  /**
   * A rule.
   *
   * @param field that tells
   * @param flags what it says of a piece; none where its size tells
   * @param size from how many bytes on a text without a line end is a piece
   * @param stream fields that two pieces of one text have alike
   */
  PieceRule(int field, List<String> flags, int size, List<Integer> stream) {
    this.field = field;
    this.flags =
        flags.stream().map(flag -> flag.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    this.size = size;
    this.stream = stream.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whether the text of a line goes on. */
  static boolean isPiece(@Nullable PieceRule rule, byte[] buf, LogRecord line) {
    return rule != null && rule.isPiece(buf, line);
  }

  private boolean isPiece(byte[] buf, LogRecord line) {
    int from = line.fieldFrom[field];
    int to = line.fieldTo[field];
    if (from < 0) {
      return false;
    }
    for (byte[] flag : flags) {
      if (java.util.Arrays.equals(buf, from, to, flag, 0, flag.length)) {
        return true;
      }
    }
    return flags.length == 0
        && to - from >= size
        && buf[to - 1] != '\n'
        && !(buf[to - 1] == 'n' && buf[to - 2] == '\\' && line.fieldEscaped[field]);
  }

  /** A hash of what tells the stream of a line, other than 0. */
  long stream(byte[] buf, LogRecord line) {
    long hash = line.pattern + 1L;
    for (int part : stream) {
      hash = hash * 31 + 7;
      for (int i = line.fieldFrom[part]; i >= 0 && i < line.fieldTo[part]; i++) {
        hash = hash * 0x100000001B3L + buf[i];
      }
    }
    return hash == 0 ? 1 : hash;
  }
}
