package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/** How bytes are packed, by their signature: names lie. */
enum Packing {
  NONE("", false),
  GZIP("gzip", true),
  BZIP2("bzip2", true),
  ZIP("zip", true),
  TAR("tar", true),
  XZ("xz", true),
  ZSTANDARD("zstd", true),
  LZ4("lz4", true),
  COMPRESS("compress (.Z)", true),
  SEVEN_ZIP("7z", false),
  RAR("rar", false);

  private static final int TAR_MAGIC = 257;
  private static final int TAR_CHECKSUM = 148;
  private static final int TAR_HEADER = 512;
  private static final byte[] USTAR = Ascii.bytes("ustar");
  private static final byte[] BZIP2_HEAD = Ascii.bytes("BZh");
  private static final byte[] BZIP2_BLOCK = Ascii.bytes("1AY&SY");
  private static final byte[] ZIP_MEMBER = HexFormat.of().parseHex("504b0304");
  private static final byte[] ZIP_EMPTY = HexFormat.of().parseHex("504b0506");
  private static final byte[] XZ_HEAD = HexFormat.of().parseHex("fd377a585a00");
  private static final byte[] ZSTANDARD_HEAD = HexFormat.of().parseHex("28b52ffd");

  /** Behind a first byte of 0x50 to 0x5f: what pzstd and others put before the first frame. */
  private static final byte[] SKIPPABLE = HexFormat.of().parseHex("2a4d18");

  private static final byte[] LZ4_HEAD = HexFormat.of().parseHex("04224d18");
  private static final byte[] SEVEN_ZIP_HEAD = HexFormat.of().parseHex("377abcaf271c");
  private static final byte[] RAR_HEAD = HexFormat.of().parseHex("526172211a07");

  private final String label;
  private final boolean readable;

  Packing(String label, boolean readable) {
    this.label = label;
    this.readable = readable;
  }

  /** Its name for people. */
  String label() {
    return label;
  }

  /** Whether it is known, but cannot be unpacked here. */
  boolean isForeign() {
    return this != NONE && !readable;
  }

  /** Whether it is one compressed stream, not an archive. */
  boolean isStream() {
    return readable && this != ZIP && this != TAR;
  }

  /** Judges the first {@code length} bytes. */
  static Packing of(byte[] head, int length) {
    if (length < 3) {
      return NONE;
    }
    if (head[0] == 0x1F && head[1] == (byte) 0x8B && head[2] == 8) {
      return GZIP;
    }
    if (head[0] == 0x1F && head[1] == (byte) 0x9D) {
      return COMPRESS;
    }
    if (Ascii.matches(head, 0, BZIP2_HEAD) && Ascii.matches(head, 4, BZIP2_BLOCK)) {
      return BZIP2;
    }
    if (Ascii.matches(head, 0, ZIP_MEMBER) || Ascii.matches(head, 0, ZIP_EMPTY)) {
      return ZIP;
    }
    if (Ascii.matches(head, 0, XZ_HEAD)) {
      return XZ;
    }
    if (Ascii.matches(head, 0, ZSTANDARD_HEAD)
        || ((head[0] & 0xF0) == 0x50 && Ascii.matches(head, 1, SKIPPABLE))) {
      return ZSTANDARD;
    }
    if (Ascii.matches(head, 0, LZ4_HEAD)) {
      return LZ4;
    }
    if (Ascii.matches(head, 0, SEVEN_ZIP_HEAD)) {
      return SEVEN_ZIP;
    }
    if (Ascii.matches(head, 0, RAR_HEAD)) {
      return RAR;
    }
    return isTar(head, length) ? TAR : NONE;
  }

  private static boolean isTar(byte[] head, int length) {
    if (length < TAR_HEADER || !Ascii.matches(head, TAR_MAGIC, USTAR)) {
      return false;
    }
    long stated = 0;
    for (int i = TAR_CHECKSUM; i < TAR_CHECKSUM + 8; i++) {
      if (head[i] >= '0' && head[i] <= '7') {
        stated = stated * 8 + (head[i] - '0');
      }
    }
    long sum = 0;
    for (int i = 0; i < TAR_HEADER; i++) {
      sum += i >= TAR_CHECKSUM && i < TAR_CHECKSUM + 8 ? ' ' : head[i] & 0xFF;
    }
    return sum == stated;
  }

  /** What comes out of a packed stream; only for {@link #isStream}. */
  InputStream unpack(InputStream in, String evidence, Limits limits) throws IOException {
    if (this == GZIP) {
      GzipStream gzip = new GzipStream(in, evidence);
      return new LimitedStream(gzip, gzip, evidence, limits);
    }
    PackedStream packed = new PackedStream(in, evidence, this);
    return new LimitedStream(packed, packed, evidence, limits);
  }
}
