package postmortem.log.signature;

import postmortem.log.format.ByteSearch;

/** A hash of bytes that is the same on every machine and in every version. */
public final class ByteHash {

  /** The golden ratio in 64 bits, as for multiplicative hashing. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private ByteHash() {}

  /** That of {@code bytes[from, to)}: spread evenly, so that the smallest are a fair sample. */
  public static long of(byte[] bytes, int from, int to) {
    long hash = (to - from) * FACTOR;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ ByteSearch.word(bytes, at)) * FACTOR;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (int i = to - 1; i >= at; i--) {
      rest = rest << 8 | (bytes[i] & 0xFF);
    }
    hash = (hash ^ rest) * FACTOR;
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }
}
