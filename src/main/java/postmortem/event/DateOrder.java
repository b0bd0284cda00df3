package postmortem.event;

import java.util.Locale;

/** How a date that is written in figures is read where the figures do not tell. */
public enum DateOrder {
  /** 03/04/2025 is 4 March. */
  MONTH_FIRST,
  /** 03/04/2025 is 3 April. */
  DAY_FIRST;

  /** The name on the command line: lower case with a hyphen. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
