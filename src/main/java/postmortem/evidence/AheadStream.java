package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, a few blocks ahead: unpacking a log costs about as much as
 * looking at its lines, and a second processor can do it. What was unpacked is kept while there is
 * room, since findings are cited by reading their places again.
 */
final class AheadStream extends InputStream {

  private static final int BLOCK = 1 << 18;
  private static final int BLOCKS_AHEAD = 8;

  /** A block; or the end, with the failure that it came with. */
  private static final class Part {
    final byte[] bytes;
    final int length;
    final boolean last;
    final @Nullable IOException failure;

    private Part(byte[] bytes, int length, boolean last, @Nullable IOException failure) {
      this.bytes = bytes;
      this.length = length;
      this.last = last;
      this.failure = failure;
    }

    static Part of(byte[] bytes, int length) {
      return new Part(bytes, length, false, null);
    }

    static Part end(@Nullable IOException failure) {
      return new Part(new byte[0], 0, true, failure);
    }
  }

  private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
  private final Room room;
  private final Consumer<Blocks> whole;
  private @Nullable List<byte[]> kept = new ArrayList<>();
  private long length;
  private Part part = Part.of(new byte[0], 0);
  private int position;
  private boolean ended;
  private volatile boolean closed;

  /**
   * Begins reading.
   *
   * @param in closed when it is read, or when this is closed
   * @param room how much may be kept
   * @param whole given all bytes if the stream was read to its end and there was room for it
   */
  AheadStream(InputStream in, Room room, Consumer<Blocks> whole) {
    this.room = room;
    this.whole = whole;
    Thread reader = new Thread(() -> read(in), "unpacking");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(InputStream from) {
    try (InputStream in = from) {
      while (!closed) {
        byte[] block = new byte[BLOCK];
        int filled = 0;
        try {
          int count = 0;
          while (filled < BLOCK && count >= 0) {
            count = in.read(block, filled, BLOCK - filled);
            filled += Math.max(count, 0);
          }
        } catch (IOException e) {
          parts.put(Part.of(block, filled));
          parts.put(Part.end(e));
          return;
        }
        parts.put(Part.of(block, filled));
        if (filled < BLOCK) {
          parts.put(Part.end(null));
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException("closing failed", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int wanted) throws IOException {
    if (wanted == 0) {
      return 0;
    }
    while (position == part.length) {
      if (ended || !advance()) {
        return -1;
      }
    }
    int count = Math.min(wanted, part.length - position);
    System.arraycopy(part.bytes, position, bytes, offset, count);
    position += count;
    return count;
  }

  /** Takes the next block; false at the end. */
  private boolean advance() throws IOException {
    try {
      part = parts.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unpacking", e);
    }
    position = 0;
    IOException failure = part.failure;
    if (failure != null) {
      ended = true;
      forget();
      throw failure;
    }
    if (part.last) {
      ended = true;
      if (kept != null) {
        whole.accept(new Blocks(kept, BLOCK, length));
        kept = null;
      }
      return false;
    }
    keep();
    return true;
  }

  private void keep() {
    if (kept != null) {
      if (room.take(BLOCK)) {
        kept.add(part.bytes);
        length += part.length;
      } else {
        forget();
      }
    }
  }

  private void forget() {
    if (kept != null) {
      room.give((long) kept.size() * BLOCK);
      kept = null;
    }
  }

  /** The thread sees it behind the block that it reads; interrupting it would close its channel. */
  @Override
  public void close() {
    closed = true;
    parts.clear();
    forget();
  }
}
