package postmortem.log.fit;

/** What the lines of a file wrap, as far as its beginning tells. */
public enum Wrapping {
  /** Nothing, or lines of which no format takes a share. */
  LINES,

  /** Records of known formats. */
  RECORDS,

  /**
   * Records most of which begin with a time of their own and may go on in further lines: what
   * begins with none is likely to be said by the record before.
   */
  STAMPED_TEXT;

  /** Whether there are records with a beginning of their own. */
  public boolean hasRecords() {
    return this != LINES;
  }
}
