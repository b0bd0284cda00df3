package postmortem.evidence;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import postmortem.diagnostic.Diagnostic;

/** Bytes as they lie somewhere, to be opened as often as asked, from any thread. */
interface Bytes {

  /** How many. */
  long size();

  /** From the start. */
  InputStream open() throws IOException;

  /**
   * The same where any place of them can be read at once; kept aside when they lie inside something
   * else.
   *
   * @param cut told why they could not be read to their end
   */
  default Seekable seekable(Consumer<Diagnostic> cut) throws IOException {
    try (InputStream in = open()) {
      return Spool.keep(in, cut);
    }
  }

  /** Bytes of which a part is read without reading what comes before. */
  interface Seekable extends Bytes {

    /** A part; shorter when there are fewer. */
    Seekable part(long from, long size);

    /** For libraries that move about. */
    SeekableByteChannel channel() throws IOException;

    @Override
    default Seekable seekable(Consumer<Diagnostic> cut) {
      return this;
    }
  }

  /** A file on disk. */
  record OfFile(Path path, long size) implements Bytes {
    @Override
    public InputStream open() throws IOException {
      // A file that somebody writes to is read as far as it went when it was found.
      return new SeenStream(Files.newInputStream(path), size);
    }

    @Override
    public Seekable seekable(Consumer<Diagnostic> cut) throws IOException {
      return new Range(FileChannel.open(path), 0, size);
    }
  }

  /** The first bytes of a stream. */
  final class SeenStream extends FilterInputStream {
    private long left;

    SeenStream(InputStream in, long size) {
      super(in);
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        return length == 0 ? 0 : -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(Math.min(count, left));
      left -= skipped;
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }

  /** Few bytes, kept. */
  final class InMemory implements Seekable {
    private final byte[] bytes;
    private final int from;
    private final int length;

    InMemory(byte[] bytes, int from, int length) {
      this.bytes = bytes;
      this.from = from;
      this.length = length;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes, from, length);
    }

    @Override
    public Seekable part(long start, long size) {
      int begin = (int) Math.min(start, length);
      return new InMemory(bytes, from + begin, (int) Math.min(size, length - begin));
    }

    @Override
    public SeekableByteChannel channel() {
      return new SeekableInMemoryByteChannel(Arrays.copyOfRange(bytes, from, from + length));
    }
  }

  /** A range of a channel, read without moving its position. */
  record Range(FileChannel of, long from, long size) implements Seekable {
    @Override
    public InputStream open() {
      return new RangeStream(of, from, size);
    }

    @Override
    public Seekable part(long start, long length) {
      long begin = Math.min(start, size);
      return new Range(of, from + begin, Math.min(length, size - begin));
    }

    @Override
    public SeekableByteChannel channel() throws IOException {
      return from == 0 && of.size() == size ? of : Spool.keep(open(), cut -> {}).channel();
    }
  }

  /** Reads a range of a channel; ends early when the channel does. */
  final class RangeStream extends InputStream {
    private final FileChannel channel;
    private long position;
    private long left;

    RangeStream(FileChannel channel, long from, long size) {
      this.channel = channel;
      this.position = from;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (left <= 0) {
        return -1;
      }
      int count =
          channel.read(ByteBuffer.wrap(bytes, offset, (int) Math.min(length, left)), position);
      if (count > 0) {
        position += count;
        left -= count;
      }
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, left));
      position += skipped;
      left -= skipped;
      return skipped;
    }
  }
}
