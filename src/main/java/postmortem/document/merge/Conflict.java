package postmortem.document.merge;

/**
 * A place that a person and the tool changed differently. The document keeps the person's text.
 *
 * @param where the block, for people: a heading path, a row, a key
 * @param line in the merged document, from 1
 * @param mine what stands there; empty when the person deleted it
 * @param generated what the tool would have written; empty when it would have deleted it
 */
public record Conflict(String where, int line, String mine, String generated) {}
