package postmortem.evidence;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of bytes as they lie, computed when somebody asks: hashing a gigabyte takes a third
 * of the time of understanding it, and only a document needs it. Thread-safe.
 */
public final class ContentHash {

  private final Supplier<String> maker;
  private @Nullable String hex;

  private ContentHash(Supplier<String> maker) {
    this.maker = maker;
  }

  /** A hash that is known. */
  public static ContentHash of(String hex) {
    return new ContentHash(() -> hex);
  }

  /** The hash of evidence, which is read for it at the first call of {@link #hex}. */
  public static ContentHash of(Evidence evidence) {
    return new ContentHash(evidence::sha256);
  }

  /** 64 hex digits. */
  public synchronized String hex() {
    String known = hex == null ? maker.get() : hex;
    hex = known;
    return known;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContentHash hash && hash.hex().equals(hex());
  }

  @Override
  public int hashCode() {
    return hex().hashCode();
  }

  @Override
  public String toString() {
    return hex();
  }
}
