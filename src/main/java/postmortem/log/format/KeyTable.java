package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Names of keys, found by a hash that grows byte by byte. Immutable. */
final class KeyTable {

  static final long START = 0xcbf29ce484222325L;

  private final byte[][] names;
  private final long[] hashes;
  private final int[] indices;
  private final int mask;

  KeyTable(List<String> keys) {
    int slots = Integer.highestOneBit(Math.max(8, keys.size() * 4)) * 2;
    names = new byte[slots][];
    hashes = new long[slots];
    indices = new int[slots];
    mask = slots - 1;
    for (int i = 0; i < keys.size(); i++) {
      byte[] name = keys.get(i).getBytes(StandardCharsets.UTF_8);
      long hash = START;
      for (byte b : name) {
        hash = add(hash, b);
      }
      int slot = slot(hash);
      while (names[slot] != null) {
        slot = (slot + 1) & mask;
      }
      names[slot] = name;
      hashes[slot] = hash;
      indices[slot] = i;
    }
  }

  /** The hash of a key that is one byte longer (FNV-1a). */
  static long add(long hash, byte b) {
    return (hash ^ (b & 0xff)) * 0x100000001b3L;
  }

  private int slot(long hash) {
    return (int) (hash ^ (hash >>> 32)) & mask;
  }

  /** The index of the key with that hash, or -1. The 64 bits of the hash stand for the name. */
  int find(long hash) {
    for (int slot = slot(hash); names[slot] != null; slot = (slot + 1) & mask) {
      if (hashes[slot] == hash) {
        return indices[slot];
      }
    }
    return -1;
  }
}
