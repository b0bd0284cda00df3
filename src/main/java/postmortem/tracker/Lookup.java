package postmortem.tracker;

/** What became of an issue that was asked for by its number. */
public sealed interface Lookup {

  /** It is there. */
  record Found(TrackedIssue issue) implements Lookup {}

  /** It was moved, and is there under another number of another repository. */
  record Moved(TrackedIssue issue) implements Lookup {}

  /** Somebody deleted it. */
  record Deleted() implements Lookup {}

  /** There is none, or it cannot be seen with this token. */
  record NotVisible() implements Lookup {}
}
