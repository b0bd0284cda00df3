package postmortem.event;

import java.util.Locale;

/** What an event is about. */
public enum Kind {
  LOG,
  ALERT,
  CHAT,
  CHANGE,
  METRIC,
  TRACE,
  STATUS,
  NOTE;

  /** The name in machine interfaces, in lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
