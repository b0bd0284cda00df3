package postmortem.log.format;

/** Which formats are tried before which: the more special one first. */
public enum Rank {
  /** Takes over lines that a usual format would take as well. */
  SPECIFIC,
  /** Most formats. */
  USUAL,
  /** A family of look-alikes. */
  GENERAL,
  /** Takes what nobody else takes. */
  FALLBACK,
  /** Takes only lines that an envelope wraps, of which no other format finds the time. */
  WRAPPED
}
