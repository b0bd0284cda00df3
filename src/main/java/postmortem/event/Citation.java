package postmortem.event;

import java.util.regex.Pattern;

/**
 * Where a fact stands in the evidence.
 *
 * @param evidence the name of the file or repository
 * @param place the line or pointer in it
 * @param excerpt what stands there: redacted first, then cut to {@link #EXCERPT_LIMIT} characters
 * @param sha256 of the record's bytes as exported, 64 hex digits in lower case
 */
public record Citation(String evidence, Place place, String excerpt, String sha256) {

  /** The most characters of an excerpt. */
  public static final int EXCERPT_LIMIT = 300;

  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  public Citation {
    if (evidence.isEmpty() || !SHA_256.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a citation: " + evidence + place + " " + sha256);
    }
    if (excerpt.codePointCount(0, excerpt.length()) > EXCERPT_LIMIT) {
      excerpt = excerpt.substring(0, excerpt.offsetByCodePoints(0, EXCERPT_LIMIT - 1)) + "\u2026";
    }
  }

  /** {@code file:17} or {@code file#/pointer}. */
  public String target() {
    return evidence + place;
  }
}
