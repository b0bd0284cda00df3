package postmortem.tracker;

import java.time.Instant;

/**
 * What is known of a repository before anything is changed.
 *
 * @param repository its name now, {@code owner/name}: another than asked for when it was renamed
 * @param webUrl of it, for people
 * @param now by the tracker's clock
 * @param archived whether nobody can change anything
 * @param issuesEnabled whether it has issues
 * @param access what the caller may do
 */
public record Preflight(
    String repository,
    String webUrl,
    Instant now,
    boolean archived,
    boolean issuesEnabled,
    Access access) {

  /** Whether the caller may set labels and assignees. */
  public enum Access {
    /** They may push, and with it label and assign. */
    GRANTED,
    /** They may only read and write issues. */
    DENIED,
    /** The tracker does not say, as to apps: the answers to changes will tell. */
    NOT_TOLD
  }
}
