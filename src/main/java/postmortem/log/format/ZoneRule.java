package postmortem.log.format;

/** Where a format's stamps get their zone from. */
public enum ZoneRule {
  /** The stamp says it. A stamp that does not is treated as {@link #REQUIRED}. */
  IN_LINE,
  /** Somebody has to say it. */
  REQUIRED,
  /** The format defines it: stamps without an offset are in UTC. */
  UTC
}
