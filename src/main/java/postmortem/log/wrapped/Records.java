package postmortem.log.wrapped;

import java.io.IOException;

/** The records of a stream, one after the other; each as a range of bytes that is matched. */
public interface Records {

  /** Goes on to the next record; false when there is none. */
  boolean next() throws IOException;

  /** The bytes in which the record lies. */
  byte[] buf();

  /** Where the record begins in {@link #buf}. */
  int from();

  /** Where its first line ends, without the line end. */
  int firstTo();

  /** Where its last line ends, without the line end. */
  int to();

  /** Where its text begins: what stands before is not shown to people. */
  int textFrom();

  /** Whether it is declared to be no event. */
  boolean isNoEvent();

  /** Where the record begins in the stream. */
  long offset();

  /** How many bytes it has in the stream. */
  int length();

  /** The number of its first line, from 1. */
  long line();

  /** How many lines it has. */
  int lines();

  /** How far the stream was read. */
  long bytes();
}
