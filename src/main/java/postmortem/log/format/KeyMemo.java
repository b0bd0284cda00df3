package postmortem.log.format;

import java.util.Arrays;

/**
 * The keys of the last object in their order: objects in a row mostly have the same, so that
 * looking at them once more is enough. Belongs to one record; not thread-safe.
 */
final class KeyMemo {

  private static final int MOST = 64;
  private static final int LONGEST = 32;

  private final byte[] text = new byte[MOST * LONGEST];
  private final int[] lengths = new int[MOST];
  private final long[] prefixes = new long[MOST];
  private final long[] hashes = new long[MOST];
  private final int[] fields = new int[MOST];
  private final JsonBody body;

  /** Of the fields of a body. */
  KeyMemo(JsonBody body) {
    this.body = body;
  }

  boolean isOf(JsonBody asked) {
    return body == asked;
  }

  /**
   * Where a key ends if it is the same as last time, else -1.
   *
   * @param key how many keys came before it in the record
   * @param prefix hash of the keys that it stands below
   * @param from behind its quote
   */
  int end(int key, long prefix, byte[] buf, int from, int to) {
    if (key >= MOST || prefixes[key] != prefix) {
      return -1;
    }
    int begin = key * LONGEST;
    int end = from + lengths[key];
    return end <= to && Arrays.equals(buf, from, end, text, begin, begin + lengths[key])
        ? end - 1
        : -1;
  }

  long hash(int key) {
    return hashes[key];
  }

  int field(int key) {
    return fields[key];
  }

  /** Remembers a key with the quote that ends it, if there is room. */
  void keep(int key, long prefix, byte[] buf, int from, int end, long hash, int field) {
    int length = end + 1 - from;
    if (key >= MOST) {
      return;
    }
    if (length > LONGEST) {
      prefixes[key] = 0;
      return;
    }
    System.arraycopy(buf, from, text, key * LONGEST, length);
    lengths[key] = length;
    prefixes[key] = prefix;
    hashes[key] = hash;
    fields[key] = field;
  }
}
