package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import postmortem.diagnostic.Diagnostics;

/**
 * What can be had of a zip archive without its directory, which stands at its end: the members one
 * after the other, up to where they break off. They are kept aside, since nothing else tells where
 * they lie.
 */
final class BrokenZip {

  private final String evidence;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Names names;

  /** Names of members, as they may be used and as they may be shown. */
  interface Names {
    String named(String name);

    String shown(String member);
  }

  BrokenZip(String evidence, Limits limits, Diagnostics diagnostics, Names names) {
    this.evidence = evidence;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.names = names;
  }

  /** Its members; that it is damaged is said. */
  List<Archive.Member> members(Bytes bytes) throws IOException {
    List<Archive.Member> members = new ArrayList<>();
    long total = 0;
    try (CountingStream counted = new CountingStream(bytes.open());
        ZipArchiveInputStream zip =
            new ZipArchiveInputStream(counted, StandardCharsets.UTF_8.name(), true, true)) {
      for (ZipArchiveEntry entry = next(zip); entry != null; entry = next(zip)) {
        if (entry.isDirectory() || !zip.canReadEntryData(entry)) {
          continue;
        }
        if (members.size() == limits.maxMembers() || total > limits.maxFileBytes()) {
          break;
        }
        String name = names.named(entry.getName());
        Rest rest = new Rest(zip, counted, counted.count(), names.shown(name));
        Bytes content = Spool.keep(limited(rest, names.shown(name)), diagnostics::add);
        total += content.size();
        if (content.size() > 0) {
          members.add(new Archive.Member(name, content, null, entry.isUnixSymlink()));
        }
        if (rest.broken) {
          break;
        }
      }
    }
    diagnostics.add(
        Trouble.damagedArchive(
            evidence,
            "zip",
            members.isEmpty()
                ? "nothing in it is read"
                : "its directory is missing; what stands before that is read"));
    return members;
  }

  private InputStream limited(Rest rest, String name) {
    return new LimitedStream(rest, rest, name, limits);
  }

  /** The next member; none where what follows is none. */
  @SuppressWarnings("NullAway") // The library returns null at the end.
  private static ZipArchiveEntry next(ZipArchiveInputStream zip) {
    try {
      return zip.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  /** What is left of a member; says where it breaks off. */
  private static final class Rest extends InputStream implements Compressed {
    private final ZipArchiveInputStream zip;
    private final CountingStream counted;
    private final long begin;
    private final String name;
    private long produced;
    private boolean broken;

    Rest(ZipArchiveInputStream zip, CountingStream counted, long begin, String name) {
      this.zip = zip;
      this.counted = counted;
      this.begin = begin;
      this.name = name;
    }

    @Override
    public long consumed() {
      return Math.max(1, counted.count() - begin);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      try {
        int count = zip.read(bytes, offset, length);
        produced += Math.max(count, 0);
        return count;
      } catch (IOException | IllegalArgumentException e) {
        broken = true;
        throw new EvidenceException(Trouble.truncated(name, "zip", counted.count(), produced));
      }
    }
  }
}
