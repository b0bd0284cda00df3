package postmortem.source.system;

import java.io.IOException;
import java.util.Arrays;
import postmortem.diagnostic.Progress;
import postmortem.event.Place;
import postmortem.log.format.ByteSearch;
import postmortem.source.head.Head;
import postmortem.source.head.KeptBytes;
import postmortem.source.scan.RowBook;

/** A file that is read at once, up to a limit. */
final class WholeFile {

  private final byte[] bytes;
  private final int most;
  private final boolean cut;

  private WholeFile(byte[] bytes, int most) {
    this.cut = bytes.length > most;
    this.bytes = cut ? Arrays.copyOf(bytes, most) : bytes;
    this.most = most;
  }

  /** Reads a file of which the beginning is known; where it cannot be read again, that is all. */
  static WholeFile of(Head head, int mostBytes) {
    try (KeptBytes in = new KeptBytes(head.file().open(), Progress.NONE)) {
      return new WholeFile(in.readNBytes(mostBytes + 1), mostBytes);
    } catch (IOException e) {
      // What stands at the beginning was readable a moment ago.
      return new WholeFile(head.bytes(), mostBytes);
    }
  }

  /** What could be read. */
  byte[] bytes() {
    return bytes;
  }

  /** Counts what lies behind the limit as a row, and says so. */
  void tellWhatIsCut(RowBook book) {
    if (cut) {
      int line = 1 + ByteSearch.count(bytes, 0, bytes.length, (byte) '\n');
      book.unreadable(
          new Place.Line(line),
          "PM-S002",
          "only the first " + (most >> 20) + " MiB of the file are read",
          "export a shorter time");
    }
  }
}
