package postmortem.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;

/**
 * What a stream of records says: signatures with their counts over time. A fold: summaries of parts
 * merge in any grouping and order to the same summary. Never leaves this package.
 *
 * <p>Of each severity the {@link #MOST_KEYS} signatures with the smallest hashes keep rows of their
 * own; the others share one row, so that memory is bounded and nothing is lost. What is among the
 * smallest of the whole is among them in every part, so the result does not depend on the parts.
 */
@SuppressWarnings("EnumOrdinal") // An index of arrays in memory; no ordinal is ever stored.
final class LogSummary {

  static final int MOST_KEYS = 16_384;

  private static final byte[] OTHERS = new byte[0];
  private static final int SEVERITIES = Severity.values().length;
  private static final Comparator<SignatureRow> BY_TEMPLATE =
      Comparator.<SignatureRow, byte[]>comparing(row -> row.template, Arrays::compareUnsigned)
          .thenComparing(row -> row.severity)
          .thenComparingInt(row -> row.statusClass);

  private @Nullable SignatureRow[] table = new SignatureRow[256];
  private int size;
  private final int[] keys = new int[SEVERITIES];
  private final long[] bound = new long[SEVERITIES];
  private final @Nullable SignatureRow[] others = new SignatureRow[SEVERITIES];

  /** All records. */
  final Cells all = new Cells(true);

  /** Records of severity error and worse. */
  final Cells errors = new Cells(true);

  /** How long requests took, where records say so. */
  final Durations durations = new Durations();

  LogSummary() {
    Arrays.fill(bound, Long.MAX_VALUE);
  }

  /** Adds a record with its signature, which lies in {@code bytes} up to {@code length}. */
  void add(
      byte[] bytes,
      int length,
      long templateHash,
      Severity severity,
      int statusClass,
      Sight sight) {
    all.add(sight);
    if (severity.isError()) {
      errors.add(sight);
    }
    long hash = key(templateHash, severity, statusClass);
    SignatureRow row = find(hash, bytes, length, severity, statusClass);
    if (row == null) {
      row = row(hash, Arrays.copyOf(bytes, length), severity, statusClass);
    }
    row.add(sight);
  }

  void merge(LogSummary other) {
    all.merge(other.all);
    errors.merge(other.errors);
    durations.merge(other.durations);
    for (SignatureRow theirs : other.table) {
      if (theirs != null) {
        row(theirs.hash, theirs.template, theirs.severity, theirs.statusClass).merge(theirs);
      }
    }
    for (int i = 0; i < SEVERITIES; i++) {
      SignatureRow theirs = other.others[i];
      if (theirs != null) {
        bound[i] = Math.min(bound[i], other.bound[i]);
        others(theirs.severity).merge(theirs);
        evict(theirs.severity);
      }
    }
  }

  /** Rows in the order of their templates. */
  List<SignatureRow> rows() {
    List<SignatureRow> rows = new ArrayList<>(size);
    for (SignatureRow row : table) {
      if (row != null) {
        rows.add(row);
      }
    }
    rows.sort(BY_TEMPLATE);
    return rows;
  }

  /** The rows which hold what had to share: one for a severity at most. */
  List<SignatureRow> shared() {
    List<SignatureRow> rows = new ArrayList<>();
    for (SignatureRow row : others) {
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  /** The row that counts records of that signature; null when none was added. */
  @Nullable SignatureRow holder(
      byte[] bytes, int length, long templateHash, Severity severity, int statusClass) {
    SignatureRow row =
        find(key(templateHash, severity, statusClass), bytes, length, severity, statusClass);
    return row != null ? row : others[severity.ordinal()];
  }

  private static long key(long templateHash, Severity severity, int statusClass) {
    long key = (templateHash ^ (severity.ordinal() * 31L + statusClass)) * 0x9E3779B97F4A7C15L;
    return (key ^ (key >>> 32)) & Long.MAX_VALUE;
  }

  private @Nullable SignatureRow find(
      long hash, byte[] bytes, int length, Severity severity, int statusClass) {
    int mask = table.length - 1;
    for (int slot = (int) hash & mask; table[slot] != null; slot = (slot + 1) & mask) {
      SignatureRow row = table[slot];
      if (row != null
          && row.hash == hash
          && row.severity == severity
          && row.statusClass == statusClass
          && Arrays.equals(row.template, 0, row.template.length, bytes, 0, length)) {
        return row;
      }
    }
    return null;
  }

  private SignatureRow row(long hash, byte[] template, Severity severity, int statusClass) {
    SignatureRow row = find(hash, template, template.length, severity, statusClass);
    if (row != null) {
      return row;
    }
    if (hash > bound[severity.ordinal()]) {
      return others(severity);
    }
    row = new SignatureRow(hash, template, severity, statusClass);
    insert(row);
    if (++keys[severity.ordinal()] > MOST_KEYS) {
      long largest = largest(severity);
      bound[severity.ordinal()] = largest - 1;
      evict(severity);
      return hash >= largest ? others(severity) : row;
    }
    return row;
  }

  private SignatureRow others(Severity severity) {
    SignatureRow row = others[severity.ordinal()];
    if (row == null) {
      row = new SignatureRow(Long.MAX_VALUE, OTHERS, severity, 0);
      others[severity.ordinal()] = row;
    }
    return row;
  }

  private long largest(Severity severity) {
    long largest = 0;
    for (SignatureRow row : table) {
      if (row != null && row.severity == severity) {
        largest = Math.max(largest, row.hash);
      }
    }
    return largest;
  }

  /** Moves the rows over the bound of a severity into the row that they share. */
  private void evict(Severity severity) {
    @Nullable SignatureRow[] old = table;
    table = new SignatureRow[old.length];
    size = 0;
    keys[severity.ordinal()] = 0;
    for (SignatureRow row : old) {
      if (row == null) {
        continue;
      }
      if (row.severity == severity && row.hash > bound[severity.ordinal()]) {
        others(severity).merge(row);
      } else {
        insert(row);
        keys[severity.ordinal()] += row.severity == severity ? 1 : 0;
      }
    }
  }

  private void insert(SignatureRow row) {
    if (size * 2 >= table.length) {
      @Nullable SignatureRow[] old = table;
      table = new SignatureRow[old.length * 2];
      for (SignatureRow other : old) {
        if (other != null) {
          put(other);
        }
      }
    }
    put(row);
    size++;
  }

  private void put(SignatureRow row) {
    int mask = table.length - 1;
    int slot = (int) row.hash & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = row;
  }
}
