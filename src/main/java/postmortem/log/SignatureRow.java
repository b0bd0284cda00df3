package postmortem.log;

import java.util.List;
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
  private final Sight[] examples = new Sight[EXAMPLES];
  private int exampleCount;

  SignatureRow(long hash, byte[] template, Severity severity, int statusClass) {
    this.hash = hash;
    this.template = template;
    this.severity = severity;
    this.statusClass = statusClass;
    this.cells = new Cells(severity.isError() || severity == Severity.WARNING);
    for (int i = 0; i < EXAMPLES; i++) {
      examples[i] = new Sight();
    }
  }

  void add(Sight sight) {
    if (count == 0 || last.isBefore(sight)) {
      last.set(sight);
    }
    count++;
    cells.add(sight);
    example(sight);
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
    for (int i = 0; i < other.exampleCount; i++) {
      example(other.examples[i]);
    }
  }

  /** Keeps the smallest. */
  private void example(Sight sight) {
    if (exampleCount == EXAMPLES && !sight.isBefore(examples[EXAMPLES - 1])) {
      return;
    }
    int place = exampleCount < EXAMPLES ? exampleCount++ : EXAMPLES - 1;
    Sight slot = examples[place];
    slot.set(sight);
    while (place > 0 && slot.isBefore(examples[place - 1])) {
      examples[place] = examples[place - 1];
      examples[place - 1] = slot;
      place--;
    }
  }

  /** The earliest record. */
  Sight first() {
    return examples[0];
  }

  /** The earliest records, in order. */
  List<Sight> examples() {
    return List.of(examples).subList(0, exampleCount);
  }
}
