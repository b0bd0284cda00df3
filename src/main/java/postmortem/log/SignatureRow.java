package postmortem.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;

/** What one signature of one severity and status class did. */
final class SignatureRow {

  static final int EXAMPLES = 3;

  final long hash;
  final byte[] template;
  final Severity severity;

  /** First digit of the HTTP status, or 0. */
  final int statusClass;

  long count;
  final Cells cells;
  final Sight last = new Sight();
  private final @Nullable Sight[] examples = new Sight[EXAMPLES];
  private int exampleCount;

  SignatureRow(long hash, byte[] template, Severity severity, int statusClass) {
    this.hash = hash;
    this.template = template;
    this.severity = severity;
    this.statusClass = statusClass;
    this.cells = new Cells(severity.isError() || severity == Severity.WARNING);
  }

  void add(Sight sight) {
    if (count == 0 || last.isBefore(sight)) {
      last.set(sight);
    }
    count++;
    cells.add(sight);
    example(sight);
  }

  /** Says that lines before the first that this has seen are that many more. */
  void moveLines(long more) {
    last.line += more;
    cells.moveLines(more);
    for (Sight example : examples()) {
      example.line += more;
    }
  }

  void merge(SignatureRow other) {
    if (other.count == 0) {
      return;
    }
    if (count == 0 || last.isBefore(other.last)) {
      last.set(other.last);
    }
    count += other.count;
    cells.merge(other.cells);
    for (Sight example : other.examples()) {
      example(example);
    }
  }

  /** Keeps the smallest. */
  private void example(Sight sight) {
    if (exampleCount == EXAMPLES && !sight.isBefore(known(EXAMPLES - 1))) {
      return;
    }
    int place = exampleCount < EXAMPLES ? exampleCount++ : EXAMPLES - 1;
    Sight slot = examples[place];
    if (slot == null) {
      slot = new Sight();
    }
    slot.set(sight);
    examples[place] = slot;
    while (place > 0 && slot.isBefore(known(place - 1))) {
      examples[place] = examples[place - 1];
      examples[place - 1] = slot;
      place--;
    }
  }

  private Sight known(int index) {
    return Objects.requireNonNull(examples[index]);
  }

  /** The earliest record. */
  Sight first() {
    return known(0);
  }

  /** The earliest records, in order. */
  List<Sight> examples() {
    List<Sight> sights = new ArrayList<>(EXAMPLES);
    for (int i = 0; i < exampleCount; i++) {
      sights.add(known(i));
    }
    return sights;
  }
}
