package postmortem.log.detection;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import postmortem.evidence.EvidenceFile;

/** Pieces of a file behind its beginning: one from about its middle, and its end. */
public final class Windows {

  /** How large a piece is. */
  public static final int SIZE = 1 << 16;

  private Windows() {}

  /** A piece. */
  public static final class Window {
    private final String where;
    private final long offset;
    private final byte[] bytes;

    Window(String where, long offset, byte[] bytes) {
      this.where = where;
      this.offset = offset;
      this.bytes = bytes;
    }

    /** Its name. */
    public String where() {
      return where;
    }

    /** Its first byte. */
    public long offset() {
      return offset;
    }

    public byte[] bytes() {
      return bytes;
    }

    /** Its lines, without those that begin before it or end behind it. */
    Sample sample() {
      int begin = 0;
      while (begin < bytes.length && bytes[begin] != '\n') {
        begin++;
      }
      return Sample.of(
          Arrays.copyOfRange(bytes, Math.min(bytes.length, begin + 1), bytes.length), false, null);
    }
  }

  /**
   * The pieces of a file that goes on behind its beginning. It is read once, and how long it is
   * only shows at its end: of the places whose distances from the beginning double the last one but
   * one is nearest to the middle.
   *
   * @param from where the pieces may begin
   */
  public static List<Window> of(EvidenceFile file, long from) throws IOException {
    byte[] block = new byte[SIZE];
    byte[] last = new byte[0];
    byte[] end = new byte[0];
    byte[] middle = new byte[0];
    byte[] before = new byte[0];
    long middleAt = 0;
    long beforeAt = 0;
    long at = 0;
    long next = from;
    try (InputStream in = file.open()) {
      int count = in.readNBytes(block, 0, SIZE);
      while (count > 0) {
        if (at >= next) {
          before = middle;
          beforeAt = middleAt;
          middle = Arrays.copyOf(block, count);
          middleAt = at;
          next = 2 * at;
        }
        last = end;
        end = Arrays.copyOf(block, count);
        at += count;
        count = in.readNBytes(block, 0, SIZE);
      }
    }
    List<Window> windows = new ArrayList<>();
    if (before.length > 0) {
      windows.add(new Window("middle", beforeAt, before));
    } else if (middle.length > 0) {
      windows.add(new Window("middle", middleAt, middle));
    }
    byte[] tail = tail(last, end);
    if (at - tail.length > from) {
      windows.add(new Window("end", at - tail.length, tail));
    }
    return windows;
  }

  /** The pieces of a file that lies on disk as it is read. */
  static List<Window> ofStored(EvidenceFile file) throws IOException {
    List<Window> windows = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(Objects.requireNonNull(file.path()))) {
      windows.add(at(channel, "middle", channel.size() / 2));
      windows.add(at(channel, "end", Math.max(0, channel.size() - SIZE)));
    }
    return windows;
  }

  private static Window at(FileChannel channel, String where, long offset) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(SIZE);
    int count = 0;
    while (count >= 0 && block.hasRemaining()) {
      count = channel.read(block, offset + block.position());
    }
    return new Window(where, offset, Arrays.copyOf(block.array(), block.position()));
  }

  private static byte[] tail(byte[] last, byte[] end) {
    byte[] both = Arrays.copyOf(last, last.length + end.length);
    System.arraycopy(end, 0, both, last.length, end.length);
    return Arrays.copyOfRange(both, Math.max(0, both.length - SIZE), both.length);
  }
}
