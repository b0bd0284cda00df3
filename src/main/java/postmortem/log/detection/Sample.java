package postmortem.log.detection;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.EvidenceFile;

/** The beginning of a file, and where its lines are; without a last line that is cut off. */
public final class Sample {

  /** How many bytes of a file are looked at. */
  public static final int MOST = 1 << 20;

  private final byte[] bytes;
  private final List<int[]> lines;

  private final @Nullable IOException damage;

  private Sample(byte[] bytes, List<int[]> lines, @Nullable IOException damage) {
    this.bytes = bytes;
    this.lines = lines;
    this.damage = damage;
  }

  /** Why it is shorter than it should be. */
  public Optional<IOException> damage() {
    return Optional.ofNullable(damage);
  }

  public byte[] bytes() {
    return bytes;
  }

  /** Beginning and end of each line. */
  public List<int[]> lines() {
    return lines;
  }

  /** How many blanks stand before each of its lines that is not empty, if any does. */
  int indent() {
    int least = Integer.MAX_VALUE;
    for (int[] line : lines) {
      int blanks = blanks(line, least);
      if (line[0] + blanks < line[1]) {
        least = Math.min(least, blanks);
      }
    }
    return least == Integer.MAX_VALUE ? 0 : least;
  }

  /** How many blanks a line begins with, up to a number. */
  private int blanks(int[] line, int most) {
    int at = line[0];
    while (at < line[1] && at - line[0] < most && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at - line[0];
  }

  /** The same without up to so many blanks before each line. */
  public Sample without(int indent) {
    return indent == 0
        ? this
        : new Sample(
            bytes,
            lines.stream()
                .map(line -> new int[] {line[0] + blanks(line, indent), line[1]})
                .toList(),
            damage);
  }

  /** The beginning of a file. */
  public static Sample of(EvidenceFile file) throws IOException {
    byte[] bytes = new byte[MOST];
    int length = 0;
    boolean whole = false;
    @Nullable IOException damage = null;
    try (InputStream in = file.open()) {
      while (length < MOST && !whole) {
        int count = in.read(bytes, length, MOST - length);
        whole = count < 0;
        length += Math.max(0, count);
      }
    } catch (IOException e) {
      // What came out before it broke still tells the format.
      damage = e;
    }
    return of(Arrays.copyOf(bytes, length), whole, damage);
  }

  /**
   * A sample of bytes.
   *
   * @param whole whether nothing follows them
   */
  static Sample of(byte[] bytes, boolean whole, @Nullable IOException damage) {
    List<int[]> lines = new ArrayList<>();
    int from = 0;
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      from = 3;
    }
    for (int at = from; at <= bytes.length; at++) {
      boolean end = at == bytes.length;
      if (end && !whole && !lines.isEmpty()) {
        break;
      }
      if (end || bytes[at] == '\n') {
        int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        lines.add(new int[] {from, to});
        from = at + 1;
      }
    }
    return new Sample(bytes, lines, damage);
  }
}
