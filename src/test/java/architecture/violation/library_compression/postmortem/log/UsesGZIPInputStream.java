package architecture.violation.library_compression.postmortem.log;

import java.util.zip.GZIPInputStream;

final class UsesGZIPInputStream {
  private UsesGZIPInputStream() {}

  static Class<?> library() {
    return GZIPInputStream.class;
  }
}
