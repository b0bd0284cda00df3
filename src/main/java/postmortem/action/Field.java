package postmortem.action;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What of an action item can change, each with its text for the history. */
public enum Field {
  STATE,
  TITLE,
  DESCRIPTION,
  DONE_WHEN,
  FACTOR,
  TYPE,
  PRIORITY,
  SEVERITY,
  OWNER,
  DEADLINE,
  SPONSOR,
  ISSUE,
  PROOF,
  REASON,
  DUPLICATE_OF;

  /** The name in files: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an item has in it; null for nothing. */
  public @Nullable String of(ActionItem item) {
    ActionType type = item.type();
    Priority priority = item.priority();
    Integer severity = item.severity();
    Deadline deadline = item.deadline();
    IssueLink issue = item.issue();
    Proof proof = item.proof();
    return switch (this) {
      case STATE -> item.state().label();
      case TITLE -> item.title();
      case DESCRIPTION -> item.description();
      case DONE_WHEN -> item.doneWhen();
      case FACTOR -> item.factor();
      case TYPE -> type == null ? null : type.label();
      case PRIORITY -> priority == null ? null : priority.label();
      case SEVERITY -> severity == null ? null : severity.toString();
      case OWNER -> item.owner();
      case DEADLINE -> deadline == null ? null : deadline.date().toString();
      case SPONSOR -> item.sponsor();
      case ISSUE -> issue == null ? null : issue.text();
      case PROOF -> proof == null ? null : proof.text();
      case REASON -> item.reason();
      case DUPLICATE_OF -> item.duplicateOf();
    };
  }
}
