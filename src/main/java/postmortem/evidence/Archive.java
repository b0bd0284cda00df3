package postmortem.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.X000A_NTFS;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.redact.Redactor;

/** Lists what is in an archive, without unpacking it to disk. */
final class Archive implements BrokenZip.Names {

  /**
   * A file in an archive.
   *
   * @param name with {@code /} between its parts, without {@code .} and {@code ..}
   * @param bytes unpacked
   * @param modified when it was last written, if the archive says so with a zone
   * @param link whether it only points elsewhere
   */
  record Member(String name, Bytes bytes, @Nullable Instant modified, boolean link) {}

  private final String evidence;
  private final Limits limits;
  private final Redactor redactor;
  private final Diagnostics diagnostics;

  /** An archive of that redacted name. */
  Archive(String evidence, Limits limits, Redactor redactor, Diagnostics diagnostics) {
    this.redactor = redactor;
    this.evidence = evidence;
    this.limits = limits;
    this.diagnostics = diagnostics;
  }

  /** Its files, in its order; none when it cannot be read at all, which is then said. */
  List<Member> members(Packing packing, Bytes bytes) throws IOException {
    Bytes.Seekable seekable = bytes.seekable(diagnostics::add);
    return packing == Packing.ZIP ? zip(seekable) : tar(seekable);
  }

  private List<Member> tar(Bytes.Seekable bytes) throws IOException {
    List<Member> members = new ArrayList<>();
    boolean cut = false;
    try (CountingStream counted = new CountingStream(bytes.open());
        TarArchiveInputStream in =
            new TarArchiveInputStream(counted, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        boolean link = entry.isSymbolicLink() || entry.isLink();
        if (!entry.isFile() && !link) {
          continue;
        }
        if (members.size() == limits.maxMembers()) {
          diagnostics.add(Trouble.tooManyMembers(evidence, limits.maxMembers()));
          break;
        }
        String name = named(entry.getName());
        if (entry.isSparse()) {
          diagnostics.add(Trouble.encrypted(shown(name)));
          continue;
        }
        long size = link ? 0 : entry.getSize();
        Bytes content = bytes.part(counted.count(), size);
        if (content.size() < size) {
          cut = true;
          diagnostics.add(Trouble.truncated(shown(name), "tar", bytes.size(), content.size()));
        }
        members.add(new Member(name, content, instant(entry.getLastModifiedTime()), link));
      }
    } catch (IOException | IllegalArgumentException e) {
      // That its last member is cut off was said where it happened.
      if (!cut) {
        int count = members.size();
        diagnostics.add(
            Trouble.damagedArchive(
                evidence,
                "tar",
                count == 0
                    ? "nothing in it is read"
                    : count == 1
                        ? "only the member before that is read"
                        : "only the " + count + " members before that are read"));
      }
    }
    return members;
  }

  private List<Member> zip(Bytes.Seekable bytes) throws IOException {
    ZipFile zip;
    try {
      zip =
          ZipFile.builder()
              .setSeekableByteChannel(new KeptOpen(bytes.channel()))
              .setCharset(StandardCharsets.UTF_8)
              .setIgnoreLocalFileHeader(true)
              .get();
    } catch (IOException | IllegalArgumentException e) {
      return new BrokenZip(evidence, limits, diagnostics, this).members(bytes);
    }
    List<Member> members = new ArrayList<>();
    long total = 0;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (entry.isDirectory()) {
        continue;
      }
      if (members.size() == limits.maxMembers()) {
        diagnostics.add(Trouble.tooManyMembers(evidence, limits.maxMembers()));
        break;
      }
      String name = named(entry.getName());
      if (!zip.canReadEntryData(entry) || entry.getSize() < 0) {
        diagnostics.add(Trouble.encrypted(shown(name)));
        continue;
      }
      total += entry.getSize();
      Bytes content = new ZipMember(zip, entry, shown(name), limits);
      members.add(new Member(name, content, modified(entry), entry.isUnixSymlink()));
    }
    if (total > limits.maxFileBytes()) {
      diagnostics.add(Trouble.archiveTooLarge(evidence, total, limits.maxFileBytes()));
      return List.of();
    }
    if (total > LimitedStream.HARMLESS && total / bytes.size() > limits.maxRatio()) {
      diagnostics.add(Trouble.archiveTooDense(evidence, limits.maxRatio()));
      return List.of();
    }
    return members;
  }

  /** The entry's own time has no zone unless an extra field gives it as an instant. */
  private static @Nullable Instant modified(ZipArchiveEntry entry) {
    boolean zoned =
        entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID) != null
            || entry.getExtraField(X000A_NTFS.HEADER_ID) != null;
    return zoned ? instant(entry.getLastModifiedTime()) : null;
  }

  private static @Nullable Instant instant(@Nullable FileTime time) {
    return time == null ? null : time.toInstant();
  }

  @Override
  public String shown(String member) {
    return evidence + "!/" + redactor.text(member);
  }

  /** The member's name without what would lead out of the archive, which is said. */
  @Override
  public String named(String name) {
    List<String> parts = new ArrayList<>();
    boolean escapes = name.startsWith("/");
    for (String part : name.replace('\\', '/').split("/", -1)) {
      escapes |= part.equals("..");
      if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    String inside = parts.isEmpty() ? "unnamed" : String.join("/", parts);
    if (escapes) {
      diagnostics.add(Trouble.escaping(shown(inside)));
    }
    return inside;
  }

  /** A member of a zip file, found through its central directory. */
  private record ZipMember(ZipFile zip, ZipArchiveEntry entry, String evidence, Limits limits)
      implements Bytes {

    @Override
    public long size() {
      return entry.getSize();
    }

    @Override
    public InputStream open() throws IOException {
      return new LimitedStream(
          new MemberStream(this), () -> Math.max(1, entry.getCompressedSize()), evidence, limits);
    }
  }

  /** What comes out of a member; says where it broke. */
  private static final class MemberStream extends InputStream {
    // Kept so that the zip file is not collected, and closed, while somebody reads its member.
    private final ZipMember member;
    private final InputStream in;
    private final CRC32 crc = new CRC32();
    private long produced;

    MemberStream(ZipMember member) throws IOException {
      this.member = member;
      try {
        this.in = member.zip().getInputStream(member.entry());
      } catch (IOException | IllegalArgumentException e) {
        throw new EvidenceException(
            Trouble.damaged(member.evidence(), "zip", "its local header", 0, 0));
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = in.read(bytes, offset, length);
      } catch (EOFException e) {
        throw new EvidenceException(
            Trouble.truncated(
                member.evidence(), "zip", member.entry().getCompressedSize(), produced));
      } catch (IOException e) {
        throw new EvidenceException(
            Trouble.damaged(
                member.evidence(), "zip", "not what its directory says", produced, produced));
      }
      if (count >= 0) {
        produced += count;
        crc.update(bytes, offset, count);
        return count;
      }
      if (produced < member.size()) {
        throw new EvidenceException(
            Trouble.truncated(
                member.evidence(), "zip", member.entry().getCompressedSize(), produced));
      }
      if (member.entry().getCrc() >= 0 && member.entry().getCrc() != crc.getValue()) {
        throw new EvidenceException(
            Trouble.damaged(
                member.evidence(),
                "zip",
                "its checksum does not match",
                member.entry().getCompressedSize(),
                produced));
      }
      return -1;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
