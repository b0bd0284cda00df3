package postmortem.evidence;

/** A decompressing stream that knows how much it has taken in. */
interface Compressed {

  /** Compressed bytes taken so far. */
  long consumed();
}
