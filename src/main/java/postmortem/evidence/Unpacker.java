package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.redact.Redactor;

/** Makes evidence out of bytes: looks at their beginning, and into archives. */
final class Unpacker {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  /** How much of what is unpacked a run keeps in memory, so that it is unpacked once only. */
  private static final long KEPT = 48L << 20;

  private final Limits limits;
  private final Redactor redactor;
  private final Diagnostics diagnostics;
  private final List<Evidence> found;
  private final Room room = new Room(KEPT);

  /** Adds what it makes to {@code found}, in no particular order. */
  Unpacker(Limits limits, Redactor redactor, Diagnostics diagnostics, List<Evidence> found) {
    this.limits = limits;
    this.redactor = redactor;
    this.diagnostics = diagnostics;
    this.found = found;
  }

  /**
   * Takes one file or member.
   *
   * @param rawName its name before redaction
   * @param path where it lies, if it is a file on disk
   * @param depth in how many archives it lies
   */
  void take(String rawName, Bytes bytes, @Nullable Path path, @Nullable Instant modified, int depth)
      throws IOException {
    String name = redactor.text(rawName);
    byte[] head = new byte[Content.HEAD];
    int length = readHead(bytes.open(), head);
    EvidenceFile.Hash hash = hash(bytes, head, length);
    Packing packing = Packing.of(head, length);
    if (packing.isForeign()) {
      diagnostics.add(Trouble.notUnpacked(name, packing.label()));
      addBinary(name, bytes, modified, hash);
      return;
    }
    if (packing == Packing.ZIP || packing == Packing.TAR) {
      archive(rawName, packing, bytes, modified, hash, depth);
      return;
    }
    EvidenceFile.Opener unpacked = () -> bytes.open();
    boolean packed = packing.isStream();
    for (int layer = depth; packing.isStream(); layer++) {
      if (layer > limits.maxNesting()) {
        diagnostics.add(Trouble.tooDeep(name, limits.maxNesting()));
        addBinary(name, bytes, modified, hash);
        return;
      }
      EvidenceFile.Opener around = unpacked;
      Packing outer = packing;
      unpacked = () -> outer.unpack(around.open(), name, limits);
      length = readHead(unpacked.open(), head);
      packing = Packing.of(head, length);
      if (packing == Packing.TAR || packing == Packing.ZIP) {
        Bytes archive;
        try (InputStream in = unpacked.open()) {
          archive = Spool.keep(in, diagnostics::add);
        }
        archive(rawName, packing, archive, modified, hash, depth);
        return;
      }
    }
    if (!packed) {
      unpacked =
          () -> {
            CountingStream counted = new CountingStream(bytes.open());
            return new LimitedStream(counted, counted, name, limits);
          };
    }
    boolean hole = isNul(head, length);
    if (hole) {
      length = readHead(new CleanStream(unpacked.open()), head);
    }
    Content content = hole && length == 0 ? Content.BINARY : Content.of(head, length);
    if (content == Content.BINARY) {
      diagnostics.add(Trouble.binary(name));
    } else if (length == 0 && bytes.size() == 0) {
      diagnostics.add(Trouble.empty(name));
    }
    boolean clean =
        (content != Content.UTF_8 && content != Content.LATIN_1)
            || !(hole || CleanStream.isNeeded(head, length));
    boolean asItLies =
        !packed && clean && content == Content.UTF_8 && bytes.size() <= limits.maxFileBytes();
    EvidenceFile.Opener whole = unpacked;
    found.add(
        new EvidenceFile(
            name,
            asItLies ? path : null,
            bytes.size(),
            content,
            modified,
            decoded(clean ? whole : () -> new CleanStream(whole.open()), content),
            hash,
            packed || depth > 0 ? room : null));
  }

  /** Something that is listed, but of which nothing can be read. */
  private void addBinary(
      String name, Bytes bytes, @Nullable Instant modified, EvidenceFile.Hash hash) {
    found.add(
        new EvidenceFile(
            name, null, bytes.size(), Content.BINARY, modified, () -> bytes.open(), hash, null));
  }

  /** Takes the members of an archive; one that cannot be unpacked is listed itself. */
  private void archive(
      String rawName,
      Packing packing,
      Bytes bytes,
      @Nullable Instant modified,
      EvidenceFile.Hash hash,
      int depth)
      throws IOException {
    String name = redactor.text(rawName);
    List<Archive.Member> members = List.of();
    if (depth >= limits.maxNesting()) {
      diagnostics.add(Trouble.tooDeep(name, limits.maxNesting()));
    } else {
      members = new Archive(name, limits, redactor, diagnostics).members(packing, bytes);
    }
    if (members.isEmpty()) {
      addBinary(name, bytes, modified, hash);
      return;
    }
    Set<String> taken = new HashSet<>();
    for (Archive.Member member : Junk.without(members, name, redactor, diagnostics)) {
      String inside = member.name();
      for (int copy = 2; !taken.add(inside); copy++) {
        inside = member.name() + "~" + copy;
      }
      take(rawName + "!/" + inside, member.bytes(), null, member.modified(), depth + 1);
    }
  }

  private static EvidenceFile.Opener decoded(EvidenceFile.Opener bytes, Content content) {
    return switch (content) {
      case UTF_8, GIT_BUNDLE, BINARY -> bytes;
      case UTF_8_WITH_MARK ->
          () -> {
            InputStream in = bytes.open();
            in.skipNBytes(3);
            return in;
          };
      case UTF_16_LE -> () -> new Utf8Stream(bytes.open(), StandardCharsets.UTF_16LE);
      case UTF_16_BE -> () -> new Utf8Stream(bytes.open(), StandardCharsets.UTF_16BE);
      case LATIN_1 -> () -> new Utf8Stream(bytes.open(), WESTERN);
    };
  }

  /** The hash, at once when the beginning is all there is: then it costs no second reading. */
  private static EvidenceFile.Hash hash(Bytes bytes, byte[] head, int length) {
    if (length == bytes.size() && length < head.length) {
      String sha256 = Sha256.of(head, length);
      return () -> sha256;
    }
    return () -> {
      try (InputStream in = bytes.open()) {
        return Sha256.of(in);
      }
    };
  }

  /** Whether it begins with what a file is filled with that was cut while somebody wrote to it. */
  private static boolean isNul(byte[] head, int length) {
    for (int i = 0; i < length; i++) {
      if (head[i] != 0) {
        return false;
      }
    }
    return length == head.length;
  }

  /** Fills {@code head} as far as the stream goes; what is wrong with it the reader will meet. */
  private static int readHead(InputStream stream, byte[] head) throws IOException {
    int length = 0;
    try (InputStream in = stream) {
      while (length < head.length) {
        int count = in.read(head, length, head.length - length);
        if (count < 0) {
          break;
        }
        length += count;
      }
    } catch (EvidenceException e) {
      return length;
    }
    return length;
  }
}
