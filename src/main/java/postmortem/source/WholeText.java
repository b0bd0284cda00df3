package postmortem.source;

import java.io.IOException;
import java.nio.charset.Charset;
import postmortem.diagnostic.Progress;
import postmortem.event.Place;

/**
 * A file that is read as one text, up to a limit.
 *
 * @param text what could be read
 * @param isCut whether the file goes on behind it
 */
record WholeText(String text, boolean isCut) {

  /** Reads a file of which the beginning is known; where it cannot be read again, that is all. */
  static WholeText of(Head head, int mostBytes, Charset charset) {
    byte[] bytes;
    try (KeptBytes in = new KeptBytes(head.file().open(), Progress.NONE)) {
      bytes = in.readNBytes(mostBytes + 1);
    } catch (IOException e) {
      // What stands at the beginning was readable a moment ago.
      bytes = head.bytes();
    }
    boolean cut = bytes.length > mostBytes;
    return new WholeText(new String(bytes, 0, cut ? mostBytes : bytes.length, charset), cut);
  }

  /** Counts what is not read as a row, and says so. */
  void tell(RowBook book, int mostBytes) {
    if (isCut) {
      long line = 1 + text.chars().filter(c -> c == '\n').count();
      book.unreadable(
          new Place.Line(line),
          "PM-S002",
          "only the first " + (mostBytes >> 20) + " MiB of the file are read",
          "export a shorter time");
    }
  }
}
