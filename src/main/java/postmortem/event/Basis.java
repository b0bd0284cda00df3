package postmortem.event;

import java.util.Locale;

/** What made an instant out of a written stamp. */
public enum Basis {
  /** The stamp carries an offset or {@code Z}. */
  OFFSET,
  /** The stamp counts from 1970. */
  EPOCH,
  /** The zone was given by a person, or the evidence tells it. */
  ZONE_CONFIGURED,
  /** Nobody gave a zone: UTC was assumed. */
  ZONE_ASSUMED,
  /** The year is not in the stamp and was taken from a reference. */
  YEAR_INFERRED,
  /** The unit of a count since 1970 was told by its size. */
  UNIT_INFERRED,
  /** An ambiguous local hour was decided by the order of the records. */
  ORDER_RESOLVED,
  /** An ambiguous or impossible local hour could not be decided. */
  AMBIGUOUS,
  /** Moved by a known clock offset. */
  ALIGNED;

  /** The name in machine interfaces: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
