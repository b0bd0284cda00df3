package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of another charset as UTF-8, without a byte order mark. */
final class Utf8Stream extends InputStream {

  private static final int CHUNK = 8192;
  private static final char MARK = '\uFEFF';

  private final Reader reader;
  private final char[] chars = new char[CHUNK + 1];
  private char heldBack;
  private boolean holding;
  private boolean started;
  private byte[] encoded = {};
  private int position;

  Utf8Stream(InputStream in, Charset charset) {
    this.reader =
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
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
    while (position == encoded.length) {
      if (!encodeMore()) {
        return -1;
      }
    }
    int count = Math.min(length, encoded.length - position);
    System.arraycopy(encoded, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean encodeMore() throws IOException {
    int from = 0;
    if (holding) {
      chars[0] = heldBack;
      from = 1;
      holding = false;
    }
    int got = reader.read(chars, from, CHUNK);
    int filled = from + Math.max(got, 0);
    if (filled == 0) {
      return false;
    }
    // Both halves of a character beyond the basic plane have to be encoded together.
    if (got > 0 && Character.isHighSurrogate(chars[filled - 1])) {
      filled--;
      heldBack = chars[filled];
      holding = true;
    }
    int start = !started && filled > 0 && chars[0] == MARK ? 1 : 0;
    started = true;
    encoded = new String(chars, start, filled - start).getBytes(StandardCharsets.UTF_8);
    position = 0;
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
