package postmortem.action;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happened to an action item, once. Entries are only ever added.
 *
 * @param at when, to the second
 * @param by who: a handle, a login, or the command's own name
 * @param what kind of thing
 * @param field what changed; null when nothing of the item did
 * @param from the value before; null for none. With drift: the register's value
 * @param to the value after; null for none. With drift: the tracker's value
 * @param note why, or what was said; null for nothing
 */
public record HistoryEntry(
    Instant at,
    String by,
    What what,
    @Nullable Field field,
    @Nullable String from,
    @Nullable String to,
    @Nullable String note) {

  /** Kinds of entries. */
  public enum What {
    /** The item came into the register, as a candidate with the title {@code to}. */
    CREATED,
    /** A field has another value. */
    CHANGED,
    /** Register and tracker say different things, and one of them leads; the note says which. */
    DRIFT,
    /** They say the same again. */
    AGREED,
    /** The owner was reminded; {@code to} names the ISO week, such as {@code 2025-W07}. */
    REMINDED,
    /** Something worth knowing. */
    NOTED;

    /** The name in files: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public HistoryEntry {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    if (by.isBlank()) {
      throw new IllegalArgumentException("an entry says who did it");
    }
    boolean ofField = what == What.CHANGED || what == What.DRIFT || what == What.AGREED;
    if (ofField != (field != null)) {
      throw new IllegalArgumentException(what + " of " + field);
    }
  }
}
