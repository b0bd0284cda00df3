package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file, or a member of an archive.
 *
 * @param name see {@link Evidence#name}
 * @param path the file on disk when its bytes are the text as it lies there (neither compressed nor
 *     in an archive); else null
 * @param sha256 of the bytes as they lie (of the member's bytes in an archive)
 * @param bytes as they lie
 * @param opener gives the decompressed bytes
 */
public record EvidenceFile(
    String name, @Nullable Path path, String sha256, long bytes, Opener opener)
    implements Evidence {

  /** Opens the decompressed bytes, from the start, as often as asked. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * The decompressed bytes, from the start, under the limits of the run. A read throws {@link
   * EvidenceException} when a limit is reached or the compressed data is damaged; what was read
   * before stands.
   */
  public InputStream open() throws IOException {
    return opener.open();
  }
}
