package postmortem.tracker;

import java.time.Instant;

/**
 * A comment of an issue.
 *
 * @param id at the tracker
 * @param author login
 * @param body as it is
 * @param at when it was written
 */
public record IssueComment(long id, String author, String body, Instant at) {}
