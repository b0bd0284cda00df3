package postmortem.event;

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

  private static final int SHA_256_DIGITS = 64;

  /** The digits from 0 to 9 and from a to f, as bits from the place of 0 on. */
  private static final long DIGITS = 0x3FFL | 0x3FL << ('a' - '0');

  public Citation {
    if (evidence.isEmpty() || !isSha256(sha256)) {
      throw new IllegalArgumentException("not a citation: " + evidence + place + " " + sha256);
    }
    excerpt = ShortText.of(excerpt, EXCERPT_LIMIT);
  }

  private static boolean isSha256(String text) {
    boolean digits = text.length() == SHA_256_DIGITS;
    for (int i = 0; digits && i < SHA_256_DIGITS; i++) {
      int digit = text.charAt(i) - '0';
      digits = digit >= 0 && digit < Long.SIZE && (DIGITS >>> digit & 1) != 0;
    }
    return digits;
  }

  /** {@code file:17} or {@code file#/pointer}. */
  public String target() {
    return evidence + place;
  }
}
