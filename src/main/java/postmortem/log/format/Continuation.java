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
  /** None: each line is a record. */
  NONE
}
