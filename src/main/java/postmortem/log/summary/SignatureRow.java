package postmortem.log.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;

/** What one signature of one severity and status class did. */
public final class SignatureRow {

  public static final int EXAMPLES = 3;

  final long hash;
  final byte[] template;
  final Severity severity;
  final int statusClass;
  long count;
  final Sight last = new Sight();

  // Most rows of a log in which nothing is said twice have one record: its place is enough then.

  private int mostCells = Cells.MOST;
  private @Nullable Cells cells;
  private @Nullable Sight @Nullable [] examples;
  private int exampleCount;

  public SignatureRow(long hash, byte[] template, Severity severity, int statusClass) {
    this.hash = hash;
    this.template = template;
    this.severity = severity;
    this.statusClass = statusClass;
  }

  /**
   * Rows as one, of the worst of their severities, with the template of the first; at least one.
   */
  public static SignatureRow sum(List<SignatureRow> rows) {
    SignatureRow first = rows.get(0);
    if (rows.size() == 1) {
      return first;
    }
    Severity worst =
        rows.stream().map(row -> row.severity).max(Comparator.naturalOrder()).orElseThrow();
    SignatureRow sum = new SignatureRow(first.hash, first.template, worst, first.statusClass);
    rows.forEach(sum::merge);
    return sum;
  }

  /** Whether the first and the last record of each cell are kept. */
  boolean hasEnds() {
    return severity.isError() || severity == Severity.WARNING;
  }

  /** Allows fewer cells than before. */
  void limitCells(int most) {
    mostCells = Math.min(mostCells, most);
    if (cells != null) {
      cells.limit(mostCells);
    }
  }

  /** How many records there were, and when. */
  public Cells cells() {
    Cells known = cells;
    if (known == null) {
      known = new Cells(hasEnds());
      known.limit(mostCells);
      if (count > 0) {
        known.add(last);
      }
      cells = known;
    }
    return known;
  }

  void add(Sight sight) {
    if (count == 0) {
      last.set(sight);
      count = 1;
      if (cells != null) {
        cells.add(sight);
      }
      return;
    }
    Cells all = cells();
    if (count == 1) {
      example(last);
    }
    if (last.isBefore(sight)) {
      last.set(sight);
    }
    count++;
    all.add(sight);
    example(sight);
  }

  /** Says that lines before the first that this has seen are that many more. */
  void moveLines(long more) {
    last.line += more;
    if (cells != null) {
      cells.moveLines(more);
    }
    for (int i = 0; i < exampleCount; i++) {
      known(i).line += more;
    }
  }

  public void merge(SignatureRow other) {
    if (other.count <= 1) {
      if (other.count == 1) {
        add(other.last);
      }
      return;
    }
    Cells all = cells();
    if (count == 1) {
      example(last);
    }
    if (count == 0 || last.isBefore(other.last)) {
      last.set(other.last);
    }
    count += other.count;
    all.merge(other.cells());
    for (Sight example : other.examples()) {
      example(example);
    }
  }

  /** Keeps the smallest. */
  private void example(Sight sight) {
    if (exampleCount == EXAMPLES && !sight.isBefore(known(EXAMPLES - 1))) {
      return;
    }
    @Nullable Sight[] kept = examples;
    if (kept == null) {
      kept = new Sight[EXAMPLES];
      examples = kept;
    }
    int place = exampleCount < EXAMPLES ? exampleCount++ : EXAMPLES - 1;
    Sight slot = kept[place];
    if (slot == null) {
      slot = new Sight();
    }
    slot.set(sight);
    kept[place] = slot;
    while (place > 0 && slot.isBefore(known(place - 1))) {
      kept[place] = kept[place - 1];
      kept[place - 1] = slot;
      place--;
    }
  }

  private Sight known(int index) {
    return Objects.requireNonNull(Objects.requireNonNull(examples)[index]);
  }

  /** The earliest record. */
  public Sight first() {
    return count == 1 ? last : known(0);
  }

  /** The earliest records, in order. */
  public List<Sight> examples() {
    if (count == 1) {
      return List.of(last);
    }
    List<Sight> sights = new ArrayList<>(EXAMPLES);
    for (int i = 0; i < exampleCount; i++) {
      sights.add(known(i));
    }
    return sights;
  }

  /** Hash of its template. */
  public long hash() {
    return hash;
  }

  /** Its template in UTF-8; not to be changed. */
  public byte[] template() {
    return template;
  }

  /** Severity of all its records. */
  public Severity severity() {
    return severity;
  }

  /** First digit of the HTTP status, or 0. */
  public int statusClass() {
    return statusClass;
  }

  /** How many records there were. */
  public long count() {
    return count;
  }

  /** The last of them; not to be changed. */
  public Sight last() {
    return last;
  }
}
