package postmortem.action;

import java.util.Locale;
import java.util.Set;

/**
 * The states of an action item.
 *
 * <pre>
 * candidate → committed → opening → open → done
 *         (any but opening) → dropped, duplicate; and back when people think again
 * </pre>
 */
public enum ActionState {
  /** An idea that nobody decided about yet. */
  CANDIDATE,
  /** Somebody will do it, until a date; there is no issue yet. */
  COMMITTED,
  /** An issue is being created: an intent is written down, its outcome is not known. */
  OPENING,
  /** There is an issue. */
  OPEN,
  /** It is done. */
  DONE,
  /** It was decided, with a reason, not to do it. */
  DROPPED,
  /** Another item says the same. */
  DUPLICATE;

  /** The name in files: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing remains to be done. */
  public boolean isOver() {
    return this == DONE || this == DROPPED || this == DUPLICATE;
  }

  /** Whether somebody has promised it and it is not over: only such an item can be overdue. */
  public boolean isPromised() {
    return this == COMMITTED || this == OPENING || this == OPEN;
  }

  /**
   * The states that may follow. An item that is being opened can only become open, or committed
   * again once it is known that there is no issue: everything else would forget an issue that may
   * exist.
   */
  public Set<ActionState> next() {
    return switch (this) {
      // Open: a person made an issue of it, which is a decision too.
      case CANDIDATE -> Set.of(COMMITTED, OPEN, DONE, DROPPED, DUPLICATE);
      case COMMITTED -> Set.of(OPENING, OPEN, DONE, DROPPED, DUPLICATE);
      case OPENING -> Set.of(OPEN, COMMITTED);
      // Committed again: its issue was deleted.
      case OPEN -> Set.of(COMMITTED, DONE, DROPPED, DUPLICATE);
      case DONE -> Set.of(COMMITTED, OPEN);
      // An issue that is reopened or found finished elsewhere tells of a changed mind too.
      case DROPPED, DUPLICATE -> Set.of(CANDIDATE, COMMITTED, OPEN, DONE);
    };
  }

  /** Whether that state may follow this one, which it is not itself. */
  public boolean canBecome(ActionState other) {
    return next().contains(other);
  }
}
