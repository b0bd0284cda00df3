package postmortem.evidence;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.z.ZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a library unpacks, all streams of a file one after the other, with messages that say where
 * it broke.
 */
final class PackedStream extends InputStream implements Compressed {

  /** The most memory that a dictionary may ask for: xz -9 takes 65 MiB. */
  private static final int MEMORY_KIB = 80 << 10;

  private static final int AT_ONCE = 8192;

  private final CountingStream counted;
  private final String evidence;
  private final Packing packing;
  private @Nullable InputStream unpacked;
  private long produced;

  PackedStream(InputStream in, String evidence, Packing packing) {
    this.counted = new CountingStream(in);
    this.evidence = evidence;
    this.packing = packing;
  }

  private InputStream library() throws IOException {
    return switch (packing) {
      case BZIP2 -> new BZip2CompressorInputStream(counted, true);
      case XZ ->
          XZCompressorInputStream.builder()
              .setInputStream(counted)
              .setDecompressConcatenated(true)
              .setMemoryLimitKiB(MEMORY_KIB)
              .get();
      case ZSTANDARD -> new ZstdInputStreamNoFinalizer(counted);
      case LZ4 -> new FramedLZ4CompressorInputStream(counted, true);
      case COMPRESS -> new ZCompressorInputStream(counted, MEMORY_KIB);
      default -> throw new IllegalStateException("no library unpacks " + packing);
    };
  }

  @Override
  public long consumed() {
    return counted.count();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      InputStream in = unpacked;
      if (in == null) {
        in = library();
        unpacked = in;
      }
      int count = in.read(bytes, offset, Math.min(length, atOnce(in)));
      produced += Math.max(count, 0);
      return count;
    } catch (EvidenceException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new EvidenceException(
          counted.ended()
              ? Trouble.truncated(evidence, packing.label(), consumed(), produced)
              : Trouble.damaged(
                  evidence,
                  packing.label(),
                  "not " + packing.label() + " data",
                  consumed(),
                  produced));
    } catch (LinkageError e) {
      // The library comes with machine code that this machine cannot load.
      throw new EvidenceException(Trouble.notUnpacked(evidence, packing.label()));
    }
  }

  /**
   * How much to ask for. Where it breaks, a library forgets what it had unpacked for the same call;
   * that of xz tells how much it has before it needs more.
   */
  private int atOnce(InputStream in) throws IOException {
    return packing == Packing.XZ ? Math.max(1, Math.min(in.available(), AT_ONCE)) : AT_ONCE;
  }

  @Override
  public void close() throws IOException {
    InputStream in = unpacked;
    if (in != null) {
      in.close();
    } else {
      counted.close();
    }
  }
}
