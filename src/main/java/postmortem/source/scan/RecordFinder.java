package postmortem.source.scan;

import java.io.Closeable;
import java.io.IOException;

/** Finds where the records of a file are, one after the other, without understanding them. */
interface RecordFinder extends Closeable {

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException;

  /** Copies the record that was reached. */
  void put(RecordPage page);

  /** How many bytes of the file were read. */
  long passed();
}
