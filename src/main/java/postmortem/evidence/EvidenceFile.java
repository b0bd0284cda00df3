package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;

/**
 * A file, or a member of an archive. Thread-safe.
 *
 * <p>How to read one: the stream of {@link #open} ends with {@link EvidenceException} when the data
 * is damaged, cut, or over a limit. A reader catches it, adds its {@link
 * EvidenceException#diagnostic} to the diagnostics of the run, and goes on with what it has read so
 * far; an unfinished last line counts as a line. It must not drop what came before, and must not
 * take the exception for an end of file.
 */
public final class EvidenceFile implements Evidence {

  /** Opens the decompressed bytes, from the start, as often as asked. */
  @FunctionalInterface
  public interface Opener {
    InputStream open() throws IOException;
  }

  /** Computes the hash of the bytes as they lie. */
  @FunctionalInterface
  interface Hash {
    String compute() throws IOException;
  }

  private final String name;
  private final @Nullable Path path;
  private final long bytes;
  private final Content content;
  private final @Nullable Instant modified;
  private final Opener opener;
  private final Hash hash;
  private final @Nullable Room room;
  private @Nullable String sha256;
  private volatile @Nullable Blocks kept;

  /**
   * A file whose text is UTF-8.
   *
   * @param name see {@link Evidence#name}
   * @param path see {@link #path}
   * @param sha256 of the bytes as they lie (of the member's bytes in an archive)
   * @param bytes as they lie
   * @param opener gives the decompressed bytes
   */
  public EvidenceFile(String name, @Nullable Path path, String sha256, long bytes, Opener opener) {
    this(name, path, bytes, Content.UTF_8, null, opener, () -> sha256, null);
  }

  /** With {@code room} where it has to be unpacked; null where it is read as it lies. */
  EvidenceFile(
      String name,
      @Nullable Path path,
      long bytes,
      Content content,
      @Nullable Instant modified,
      Opener opener,
      Hash hash,
      @Nullable Room room) {
    this.name = name;
    this.path = path;
    this.bytes = bytes;
    this.content = content;
    this.modified = modified;
    this.opener = opener;
    this.hash = hash;
    this.room = room;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * The file on disk when its bytes are the text as it lies there: UTF-8 without a byte order mark,
   * neither compressed nor in an archive, and within the limit of bytes. Else null; then {@link
   * #open} is the only way.
   */
  public @Nullable Path path() {
    return path;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Computed at the first call, since many commands never ask; large files are read for it.
   *
   * @throws UncheckedIOException when the file can no longer be read
   */
  @Override
  public synchronized String sha256() {
    String known = sha256;
    if (known == null) {
      try {
        known = hash.compute();
      } catch (IOException e) {
        throw new UncheckedIOException("hashing " + name + " failed", e);
      }
      sha256 = known;
    }
    return known;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  /** What its decompressed bytes are. Readers of text leave alone what {@code !isText()}. */
  public Content content() {
    return content;
  }

  /**
   * When it was last written, as the archive that it is a member of says, else as the file system
   * does; empty when neither knows.
   */
  public Optional<Instant> modified() {
    return Optional.ofNullable(modified);
  }

  /**
   * What to say when the file on disk has become longer since it was found; empty when it has not,
   * or when it does not lie there as it is.
   */
  public Optional<Diagnostic> grown() {
    Path lies = path;
    if (lies == null || bytes == 0) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(lies)) {
      if (channel.size() <= bytes) {
        return Optional.empty();
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, bytes - 1);
      return Optional.of(Trouble.grown(name, bytes, last.get(0) != '\n'));
    } catch (IOException e) {
      // That it went away is said by whoever reads it.
      return Optional.empty();
    }
  }

  /** Whether it is a member of an archive. */
  public boolean isMember() {
    return name.contains("!/");
  }

  /**
   * The decompressed bytes, from the start, under the limits of the run: text as UTF-8 without a
   * byte order mark, anything else as it is. Lines count in these bytes. A read throws {@link
   * EvidenceException} when a limit is reached or the compressed data is damaged; what was read
   * before stands.
   */
  public InputStream open() throws IOException {
    Blocks unpacked = kept;
    return unpacked != null ? unpacked.open() : opener.open();
  }

  /**
   * The same for a reader that reads to the end: what has to be unpacked is unpacked by a thread of
   * its own, a little ahead.
   */
  public InputStream openAhead() throws IOException {
    InputStream in = open();
    return room == null || kept != null
        ? in
        : new AheadStream(in, room, unpacked -> kept = unpacked);
  }

  @Override
  public String toString() {
    return name;
  }
}
