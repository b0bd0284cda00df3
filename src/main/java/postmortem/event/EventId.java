package postmortem.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of an event: 12 hex digits of SHA-256 over kind, source system and what identifies
 * the fact there (message id; fingerprint and state; commit; run id; else signature or raw text
 * with the uncorrected instant). Never path, count, summary, service or citations: more evidence
 * must not change it.
 */
public final class EventId {

  /** Never updated. */
  private static final MessageDigest SHA_256 = found();

  private static final int DIGITS = 12;

  private EventId() {}

  /** The id of a fact; the parts are joined by a byte that no text holds. */
  public static String of(Kind kind, String system, String... identity) {
    MessageDigest digest = sha256();
    digest.update(kind.label().getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(system.getBytes(StandardCharsets.UTF_8));
    for (String part : identity) {
      digest.update((byte) 0);
      digest.update(part.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }

  /** A fresh SHA-256, which every Java platform has. */
  public static MessageDigest sha256() {
    try {
      // Finding the algorithm anew takes longer than hashing a record.
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest found() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
