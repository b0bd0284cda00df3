package postmortem.log.wrapped;

import java.io.Closeable;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import postmortem.diagnostic.Diagnostic;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.log.format.LogFormat;

/**
 * An export whose records are records of a log: the answer of a log system to a query. It is read
 * as a log is, once and in the order in which it lies, by records instead of by lines.
 */
public interface WrappedLog {

  /** The export. */
  EvidenceFile file();

  /**
   * What its records are matched with; the engine learns it with the export. Two where dates in
   * figures may be in it, which differ in the order of day and month only, as their names tell.
   */
  List<LogFormat> formats();

  /** The name of what reads it. */
  default String reader() {
    return formats().get(0).name();
  }

  /** The zone that the export itself says of its stamps, as in the title of a column. */
  default Optional<ZoneId> zone() {
    return Optional.empty();
  }

  /** Opens the records from the first one on. */
  Cursor open() throws IOException;

  /** Goes over the records of an export, of which one is in memory at a time. Not thread-safe. */
  interface Cursor extends Closeable {

    /**
     * Goes on to the next record; false when there is none.
     *
     * @throws IOException when the export breaks off, behind its last complete record
     */
    boolean next() throws IOException;

    /**
     * Goes on to the record that begins at a byte; false when none does. Faster than reading all
     * that lies before it.
     */
    boolean seek(long offset) throws IOException;

    /** The bytes that {@link #formats} match: from {@link #from} to {@link #to}. */
    byte[] bytes();

    /** Where the record begins in {@link #bytes}. */
    int from();

    /** Where what the program wrote begins in {@link #bytes}. */
    int textFrom();

    /** Where the record ends in {@link #bytes}. */
    int to();

    /** Whether the source declares the record to be no event. */
    boolean isNoEvent();

    /** Where the record begins in the decompressed bytes. */
    long offset();

    /** How many bytes it has there. */
    int length();

    /** The line on which it begins there, from 1. */
    long line();

    /** How many lines it has there. */
    int lines();

    /** A copy of its bytes as they lie there. */
    byte[] raw();

    /** Where a citation says that it stands. */
    Place place();

    /** How many bytes were read so far. */
    long passed();

    /** How many records so far could not be told from what stands around them. */
    long lost();

    /** What there is to say about those. */
    List<Diagnostic> troubles();
  }
}
