package postmortem.action;

import java.util.Locale;
import java.util.Optional;

/** What an action item is good for; the types of the SRE book, and {@code detect}. */
public enum ActionType {
  /** It cannot happen again in this way. */
  PREVENT,
  /** It is noticed sooner. */
  DETECT,
  /** It hurts less, or for a shorter time. */
  MITIGATE,
  /** The way of working changes. */
  PROCESS;

  /** The name in files: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type that people call so, such as {@code Prevent} or {@code prevention}. */
  public static Optional<ActionType> named(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "prevent", "prevention", "preventive", "preventative" -> Optional.of(PREVENT);
      case "detect", "detection", "detective", "monitor", "monitoring" -> Optional.of(DETECT);
      case "mitigate", "mitigation", "mitigative", "repair", "recover" -> Optional.of(MITIGATE);
      case "process", "organisational", "organizational", "other" -> Optional.of(PROCESS);
      default -> Optional.empty();
    };
  }
}
