package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The members of a gzip file (RFC 1952), one after the other. {@link java.util.zip.GZIPInputStream}
 * takes anything unexpected behind a member for the end, and does not say where data is cut; here
 * nothing is lost without a message.
 */
final class GzipStream extends InputStream implements Compressed {

  private static final int BUFFER = 1 << 16;
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private final InputStream in;
  private final String evidence;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private long pulled;
  private long produced;
  private boolean insideMember;
  private boolean ended;
  private boolean trailerIsNext;

  GzipStream(InputStream in, String evidence) {
    this.in = in;
    this.evidence = evidence;
  }

  @Override
  public long consumed() {
    return pulled - (filled - position);
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
    while (!ended) {
      if (!insideMember && !header()) {
        ended = true;
        break;
      }
      if (trailerIsNext) {
        trailerIsNext = false;
        trailer();
        continue;
      }
      if (inflater.needsInput()) {
        if (position == filled && !fill()) {
          throw truncated();
        }
        inflater.setInput(buffer, position, filled - position);
        position = filled;
      }
      int count = inflate(bytes, offset, length);
      if (inflater.finished()) {
        position = filled - inflater.getRemaining();
      }
      if (count > 0) {
        crc.update(bytes, offset, count);
        produced += count;
        // What came out is handed out first: a wrong checksum behind it does not take it away.
        trailerIsNext = inflater.finished();
        return count;
      }
      if (inflater.finished()) {
        trailer();
      } else if (inflater.needsDictionary()) {
        throw damaged("a preset dictionary");
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      position = filled - inflater.getRemaining();
      throw damaged("not deflate data");
    }
  }

  /** Reads the head of the next member; false at the end, behind which only zeros may stand. */
  private boolean header() throws IOException {
    if (position == filled && !fill()) {
      return false;
    }
    boolean first = produced == 0 && consumed() == 0;
    int magic = next();
    if (magic == 0 && !first) {
      while (position < filled || fill()) {
        if (next() != 0) {
          throw damaged("something that is not gzip follows");
        }
      }
      return false;
    }
    if (magic != 0x1F || next() != 0x8B || next() != 8) {
      throw damaged(first ? "it is not gzip" : "something that is not gzip follows");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      int low = next();
      skip(low | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    insideMember = true;
    inflater.reset();
    crc.reset();
    return true;
  }

  /** Compares the checksum and the length behind a member with what came out of it. */
  private void trailer() throws IOException {
    insideMember = false;
    long expected = number();
    long length = number();
    if (expected != crc.getValue()) {
      throw damaged("its checksum does not match");
    }
    if (length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw damaged("its length does not match");
    }
  }

  private long number() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    int last = next();
    while (last != 0) {
      last = next();
    }
  }

  private int next() throws IOException {
    if (position == filled && !fill()) {
      throw truncated();
    }
    return buffer[position++] & 0xFF;
  }

  private boolean fill() throws IOException {
    int count = in.read(buffer, 0, buffer.length);
    position = 0;
    filled = Math.max(count, 0);
    pulled += filled;
    return count > 0;
  }

  private EvidenceException truncated() {
    return new EvidenceException(Trouble.truncated(evidence, "gzip", consumed(), produced));
  }

  private EvidenceException damaged(String what) {
    return new EvidenceException(Trouble.damaged(evidence, "gzip", what, consumed(), produced));
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
