package postmortem.log.summary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;

/**
 * Rows of one severity, found by their key; of more than {@code most}, those with the smallest
 * hashes. What is among the smallest of the whole is so in every part, so any parts merge to the
 * same rows. More are held for a while, so that letting go of them costs little for each.
 */
final class KeyedRows {

  private static final int SLACK = 2;

  private final Severity severity;
  private final int most;
  private @Nullable SignatureRow[] table = new SignatureRow[64];
  private int size;
  private long bound = Long.MAX_VALUE;

  KeyedRows(Severity severity, int most) {
    this.severity = severity;
    this.most = most;
  }

  /** The row of a key, which lies in {@code bytes} up to {@code length}; null when it has none. */
  @Nullable SignatureRow find(long hash, byte[] bytes, int length, int statusClass) {
    int mask = table.length - 1;
    int slot = (int) hash & mask;
    SignatureRow row = table[slot];
    while (row != null) {
      if (row.hash == hash
          && row.statusClass == statusClass
          && Arrays.equals(row.template, 0, row.template.length, bytes, 0, length)) {
        return row;
      }
      slot = (slot + 1) & mask;
      row = table[slot];
    }
    return null;
  }

  /** Whether a key with that hash may have a row of its own. */
  boolean takes(long hash) {
    return hash <= bound;
  }

  /** A new row. */
  SignatureRow open(long hash, byte[] template, int statusClass) {
    SignatureRow row = new SignatureRow(hash, template, severity, statusClass);
    if (size * 2 >= table.length) {
      refill(table.length * 2, any -> true);
    }
    put(row);
    size++;
    return row;
  }

  /** How many of the rows may stay. */
  int kept() {
    return Math.min(size, most);
  }

  /** Whether there are so many rows that some should go. */
  boolean isFull() {
    return size > SLACK * most;
  }

  /**
   * Lets go of the rows over the number that may stay.
   *
   * @param gone told about each
   */
  void prune(Consumer<SignatureRow> gone) {
    if (size <= most) {
      return;
    }
    long[] hashes = rows().stream().mapToLong(row -> row.hash).sorted().toArray();
    bound = hashes[most - 1];
    List<SignatureRow> over = rows().stream().filter(row -> row.hash > bound).toList();
    refill(table.length, row -> row.hash <= bound);
    over.forEach(gone);
  }

  /** Lowers the bound to that of rows of another part. */
  void follow(KeyedRows other) {
    bound = Math.min(bound, other.bound);
  }

  private void refill(int slots, java.util.function.Predicate<SignatureRow> stays) {
    @Nullable SignatureRow[] old = table;
    table = new SignatureRow[slots];
    size = 0;
    for (SignatureRow row : old) {
      if (row != null && stays.test(row)) {
        put(row);
        size++;
      }
    }
  }

  private void put(SignatureRow row) {
    int mask = table.length - 1;
    int slot = (int) row.hash & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = row;
  }

  /** All rows, in no order that means anything. */
  List<SignatureRow> rows() {
    List<SignatureRow> rows = new ArrayList<>(size);
    for (SignatureRow row : table) {
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** Rows in the order of their templates. */
  static final Comparator<SignatureRow> BY_TEMPLATE =
      Comparator.<SignatureRow, byte[]>comparing(row -> row.template, Arrays::compareUnsigned)
          .thenComparing(row -> row.severity)
          .thenComparingInt(row -> row.statusClass);
}
