package postmortem.source.scan;

import java.io.IOException;
import java.util.function.LongConsumer;
import postmortem.evidence.EvidenceFile;
import postmortem.log.format.ByteSearch;

/**
 * Cuts a file into lines, without their ends, or into the rows of a table, in which a quoted field
 * may hold line ends. Blank ones are none.
 */
final class LineCut implements RecordFinder {

  private final RecordBytes in;
  private final int longest;
  private final boolean quotes;
  private final byte separator;
  private final LongConsumer tooLong;
  private long line;
  private int to;

  /**
   * A file in lines.
   *
   * @param longest what has as many bytes is left out
   * @param quotes whether fields may be quoted
   * @param separator between fields
   * @param tooLong told the line where something longer begins
   */
  LineCut(EvidenceFile file, int longest, boolean quotes, byte separator, LongConsumer tooLong)
      throws IOException {
    this.in = new RecordBytes(file.open());
    this.longest = longest;
    this.quotes = quotes;
    this.separator = separator;
    this.tooLong = tooLong;
  }

  @Override
  public boolean next() throws IOException {
    while (in.at() < in.end() || in.more()) {
      in.pin();
      line = in.line(in.at());
      if (quotes) {
        row();
      } else {
        search((byte) '\n');
      }
      to = in.at();
      if (in.at() < in.end()) {
        in.to(in.at() + 1);
      }
      if (in.pinned() < 0) {
        tooLong.accept(line);
        continue;
      }
      boolean isTooLong = to - in.pinned() >= longest;
      if (to > in.pinned() && in.buf()[to - 1] == '\r') {
        to--;
      }
      if (!isBlank()) {
        if (!isTooLong) {
          return true;
        }
        tooLong.accept(line);
      }
    }
    return false;
  }

  private boolean isBlank() {
    byte[] buf = in.buf();
    for (int at = in.pinned(); at < to; at++) {
      if (buf[at] != ' ' && buf[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  /** Goes to the end of a row. */
  private void row() throws IOException {
    while (in.at() < in.end() || more()) {
      if (in.buf()[in.at()] == '"') {
        in.to(in.at() + 1);
        if (!search((byte) '"')) {
          return;
        }
        // A doubled quote closes and opens again: what is quoted comes out right.
        in.to(in.at() + 1);
      } else {
        if (!search((byte) '\n') || in.buf()[in.at()] == '\n') {
          return;
        }
        in.to(in.at() + 1);
      }
    }
  }

  /** Goes to that byte, of a row also to a separator before it; false when none comes. */
  private boolean search(byte wanted) throws IOException {
    byte other = quotes && wanted == '\n' ? separator : wanted;
    while (true) {
      in.to(ByteSearch.indexOf(in.buf(), in.at(), in.end(), wanted, other));
      if (in.at() < in.end()) {
        return true;
      }
      if (!more()) {
        return false;
      }
    }
  }

  private boolean more() throws IOException {
    if (in.pinned() >= 0 && in.at() - in.pinned() > longest) {
      in.unpin();
    }
    return in.more();
  }

  /** Takes what was reached. */
  void give(RecordScan.LineSink sink) throws IOException {
    sink.accept(java.util.Arrays.copyOfRange(in.buf(), in.pinned(), to), line);
  }

  @Override
  public void put(RecordPage page) {
    page.add(in.buf(), in.pinned(), to, line);
  }

  @Override
  public long passed() {
    return in.passed();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
