package postmortem.log.summary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.log.signature.ByteHash;

/**
 * What a stream of records says: signatures with their counts over time. A fold: summaries of parts
 * merge in any grouping and order to the same summary. Never leaves this package.
 *
 * <p>Of each severity the {@link #MOST_KEYS} signatures with the smallest hashes keep rows of their
 * own. The others share rows by how many words they have and by their first word that does not
 * vary; of those again {@link #MOST_KEYS} are kept, and what is left shares one row. So memory is
 * bounded and nothing is lost. What is among the smallest of the whole is among them in every part,
 * so the result does not depend on the parts.
 *
 * <p>The more rows a severity has, the fewer cells each of them may have, so that all of them need
 * no more than {@link #CELLS} cells. The number of rows only grows with the records, so that this
 * does not depend on the parts either.
 */
@SuppressWarnings("EnumOrdinal") // An index of arrays in memory; no ordinal is ever stored.
public final class LogSummary {

  static final int MOST_KEYS = 16_384;

  /**
   * Cells of all rows of a severity; rows whose cells keep their first and last record have less.
   */
  private static final int CELLS = 1 << 20;

  private static final int CELLS_WITH_ENDS = CELLS / 8;
  private static final int FEWEST_CELLS = 8;
  private static final int LONGEST_WORD = 40;
  private static final byte[] BEFORE_COUNT = " <*> (".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEHIND_COUNT = " words)".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] OTHERS = new byte[0];
  private static final int SEVERITIES = Severity.values().length;

  private final KeyedRows[] exact = new KeyedRows[SEVERITIES];
  private final KeyedRows[] coarse = new KeyedRows[SEVERITIES];
  private final @Nullable SignatureRow[] others = new SignatureRow[SEVERITIES];

  /** What a signature shares with others, written anew for each. */
  private final byte[] coarseKey =
      new byte[LONGEST_WORD + BEFORE_COUNT.length + 10 + BEHIND_COUNT.length];

  private int coarseLength;

  /** How many cells a row of each severity may have. */
  private final int[] cellsOfRow = new int[SEVERITIES];

  /** All records. */
  public final Cells all = new Cells(true);

  /** Records of severity error and worse. */
  public final Cells errors = new Cells(true);

  /** How long requests took, where records say so. */
  public final Durations durations = new Durations();

  public LogSummary() {
    this(MOST_KEYS);
  }

  /** With another limit than the usual. */
  LogSummary(int mostKeys) {
    Arrays.fill(cellsOfRow, Cells.MOST);
    for (Severity severity : Severity.values()) {
      exact[severity.ordinal()] = new KeyedRows(severity, mostKeys);
      coarse[severity.ordinal()] = new KeyedRows(severity, mostKeys);
    }
  }

  /** Adds a record with its signature, which lies in {@code bytes} up to {@code length}. */
  public void add(
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
    SignatureRow row = exact[severity.ordinal()].find(hash, bytes, length, statusClass);
    if (row == null) {
      row = row(hash, bytes, length, severity, statusClass);
    }
    row.add(sight);
  }

  /**
   * Learns which keys have no row of their own in what this will be merged into: they would have to
   * go then, so they need not come first.
   */
  public void expect(LogSummary whole) {
    for (int s = 0; s < SEVERITIES; s++) {
      exact[s].follow(whole.exact[s]);
      coarse[s].follow(whole.coarse[s]);
    }
  }

  public void merge(LogSummary other) {
    all.merge(other.all);
    errors.merge(other.errors);
    durations.merge(other.durations);
    for (Severity severity : Severity.values()) {
      int s = severity.ordinal();
      exact[s].follow(other.exact[s]);
      coarse[s].follow(other.coarse[s]);
      for (SignatureRow theirs : other.exact[s].rows()) {
        SignatureRow row =
            exact[s].find(theirs.hash, theirs.template, theirs.template.length, theirs.statusClass);
        if (row == null) {
          row =
              row(
                  theirs.hash,
                  theirs.template,
                  theirs.template.length,
                  severity,
                  theirs.statusClass);
        }
        row.merge(theirs);
      }
      for (SignatureRow theirs : other.coarse[s].rows()) {
        coarseRow(theirs.hash, theirs.template, theirs.template.length, severity).merge(theirs);
      }
      SignatureRow theirs = other.others[s];
      if (theirs != null) {
        others(severity).merge(theirs);
      }
    }
  }

  /** Says that lines before the first that this has seen are that many more. */
  public void moveLines(long more) {
    all.moveLines(more);
    errors.moveLines(more);
    durations.moveLines(more);
    everyRow().forEach(row -> row.moveLines(more));
  }

  /** Rows in the order of their templates. */
  public List<SignatureRow> rows() {
    settle();
    List<SignatureRow> rows = new ArrayList<>();
    for (KeyedRows each : exact) {
      rows.addAll(each.rows());
    }
    rows.sort(KeyedRows.BY_TEMPLATE);
    return rows;
  }

  /** The rows which hold what had to share, in the order of what it shares. */
  public List<SignatureRow> shared() {
    settle();
    List<SignatureRow> rows = new ArrayList<>();
    for (KeyedRows each : coarse) {
      rows.addAll(each.rows());
    }
    for (SignatureRow row : others) {
      if (row != null) {
        rows.add(row);
      }
    }
    rows.sort(KeyedRows.BY_TEMPLATE);
    return rows;
  }

  /** The row that counts records of that signature; null when none was added. */
  public @Nullable SignatureRow holder(
      byte[] bytes, int length, long templateHash, Severity severity, int statusClass) {
    settle();
    int s = severity.ordinal();
    SignatureRow row =
        exact[s].find(key(templateHash, severity, statusClass), bytes, length, statusClass);
    if (row == null) {
      coarseKey(bytes, length);
      row = coarse[s].find(coarseHash(severity), coarseKey, coarseLength, 0);
    }
    return row != null ? row : others[s];
  }

  private static long key(long templateHash, Severity severity, int statusClass) {
    long key = (templateHash ^ (severity.ordinal() * 31L + statusClass)) * 0x9E3779B97F4A7C15L;
    return (key ^ (key >>> 32)) & Long.MAX_VALUE;
  }

  /** The row of a key that has none so far: its own, or one that it shares. */
  private SignatureRow row(
      long hash, byte[] bytes, int length, Severity severity, int statusClass) {
    KeyedRows rows = exact[severity.ordinal()];
    if (rows.takes(hash)) {
      SignatureRow row = rows.open(hash, Arrays.copyOf(bytes, length), statusClass);
      limitCells(row);
      if (!rows.isFull()) {
        return row;
      }
      settle();
      if (rows.takes(hash)) {
        return row;
      }
    }
    return coarse(bytes, length, severity);
  }

  /** The row that a signature shares with others. */
  private SignatureRow coarse(byte[] bytes, int length, Severity severity) {
    coarseKey(bytes, length);
    return coarseRow(coarseHash(severity), coarseKey, coarseLength, severity);
  }

  private SignatureRow coarseRow(long hash, byte[] key, int length, Severity severity) {
    KeyedRows rows = coarse[severity.ordinal()];
    SignatureRow row = rows.find(hash, key, length, 0);
    if (row != null) {
      return row;
    }
    if (rows.takes(hash)) {
      row = rows.open(hash, Arrays.copyOf(key, length), 0);
      limitCells(row);
      if (!rows.isFull()) {
        return row;
      }
      rows.prune(gone -> others(severity).merge(gone));
      if (rows.takes(hash)) {
        return row;
      }
    }
    return others(severity);
  }

  private SignatureRow others(Severity severity) {
    SignatureRow row = others[severity.ordinal()];
    if (row == null) {
      row = new SignatureRow(Long.MAX_VALUE, OTHERS, severity, 0);
      others[severity.ordinal()] = row;
    }
    return row;
  }

  /**
   * Writes down what signatures share: how many words they have, and the first that does not vary.
   */
  private void coarseKey(byte[] bytes, int length) {
    int words = 0;
    int wordFrom = 0;
    int wordTo = 0;
    int from = 0;
    for (int at = 0; at <= length; at++) {
      if (at == length || bytes[at] == ' ') {
        if (at > from) {
          words++;
          if (wordTo == 0 && !varies(bytes, from, at)) {
            wordFrom = from;
            wordTo = Math.min(at, from + LONGEST_WORD);
          }
        }
        from = at + 1;
      }
    }
    coarseLength = wordTo - wordFrom;
    System.arraycopy(bytes, wordFrom, coarseKey, 0, coarseLength);
    append(BEFORE_COUNT);
    int divisor = 1;
    while (words / divisor >= 10) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      coarseKey[coarseLength++] = (byte) ('0' + words / divisor % 10);
    }
    append(BEHIND_COUNT);
  }

  private void append(byte[] text) {
    System.arraycopy(text, 0, coarseKey, coarseLength, text.length);
    coarseLength += text.length;
  }

  private static boolean varies(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '*') {
        return true;
      }
    }
    return false;
  }

  private long coarseHash(Severity severity) {
    return key(ByteHash.of(coarseKey, 0, coarseLength), severity, 0);
  }

  /** Moves the rows of keys that may not have one of their own to those that they share. */
  private void settle() {
    for (Severity severity : Severity.values()) {
      int s = severity.ordinal();
      exact[s].prune(gone -> coarse(gone.template, gone.template.length, severity).merge(gone));
      coarse[s].prune(gone -> others(severity).merge(gone));
    }
  }

  private List<SignatureRow> everyRow() {
    List<SignatureRow> rows = new ArrayList<>();
    for (int s = 0; s < SEVERITIES; s++) {
      rows.addAll(exact[s].rows());
      rows.addAll(coarse[s].rows());
      SignatureRow other = others[s];
      if (other != null) {
        rows.add(other);
      }
    }
    return rows;
  }

  /** Limits the cells of a new row, and of all of its severity where there are many by now. */
  private void limitCells(SignatureRow opened) {
    int s = opened.severity.ordinal();
    int rows = exact[s].kept() + coarse[s].kept();
    int cells = opened.hasEnds() ? CELLS_WITH_ENDS : CELLS;
    int most = Integer.highestOneBit(Math.max(FEWEST_CELLS, cells / rows));
    if (most < cellsOfRow[s]) {
      cellsOfRow[s] = most;
      exact[s].rows().forEach(row -> row.limitCells(most));
      coarse[s].rows().forEach(row -> row.limitCells(most));
    }
    opened.limitCells(cellsOfRow[s]);
  }
}
