package postmortem.log.format;

/** Which lines belong to the record before them. */
enum Continuation {
  /** Every line that does not begin as a record does. */
  ANY,
  /** Lines that begin with white space, and empty lines. */
  INDENTED,
  /**
   * Lines inside an object of JSON: those that begin with white space, a quote or a closing
   * bracket, unless a whole object stands on them.
   */
  JSON,
  /**
   * As usual for the body; besides, each line wraps a line of another log, and one that wraps part
   * of a stack trace belongs to the record before.
   */
  WRAPPED,
  /**
   * As {@link #WRAPPED}, of the lines of all programs of a host, most of which are records: only
   * lines behind one of the same process belong to the record before, and what is indented does
   * only where its program's lines begin with a time or a level.
   */
  PROGRAMS,
  /** None: each line is a record. */
  NONE
}
