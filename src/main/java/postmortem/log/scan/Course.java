package postmortem.log.scan;

/**
 * How the stamps of a file run: where they step back. A minute's disorder is how programs with many
 * threads write; more is a clock that was set back, or a file that was joined out of several.
 */
public final class Course {

  /** A smaller step back than this, in seconds, is disorder. */
  static final long DISORDER = 60;

  /** Fewer steps back are those of a file that was joined out of several. */
  private static final long FEWEST_BACK = 20;

  /** Of so many records one steps back where two clocks write by turns. */
  private static final long BY_TURNS = 20;

  private long records;
  private long backRecord;
  private long first;
  private long firstLine;
  private long last;
  private boolean begun;
  private long back;
  private long backLine;
  private long farthest;
  private long ahead;

  /** The next record's instant, in seconds, and its first line. */
  void add(long second, long line) {
    records++;
    if (!begun) {
      begun = true;
      first = second;
      firstLine = line;
    } else {
      step(second - last, line);
    }
    last = second;
  }

  private void step(long seconds, long line) {
    if (seconds < -DISORDER) {
      back++;
      backLine = back == 1 ? line : backLine;
      backRecord = back == 1 ? records : backRecord;
      farthest = Math.max(farthest, -seconds);
    } else if (seconds > DISORDER) {
      ahead++;
    }
  }

  /** Goes on with the course of the next piece, whose lines count from that one on. */
  void append(Course next, long lines) {
    if (!next.begun) {
      return;
    }
    if (!begun) {
      begun = true;
      first = next.first;
      firstLine = lines + next.firstLine;
    } else {
      step(next.first - last, lines + next.firstLine);
    }
    backLine = back == 0 && next.back > 0 ? lines + next.backLine : backLine;
    backRecord = back == 0 && next.back > 0 ? records + next.backRecord : backRecord;
    records += next.records;
    back += next.back;
    ahead += next.ahead;
    farthest = Math.max(farthest, next.farthest);
    last = next.last;
  }

  /** How often it steps back. */
  public long back() {
    return back;
  }

  /** The line in which it does so first. */
  public long backLine() {
    return backLine;
  }

  /** The farthest step back, in seconds. */
  public long farthest() {
    return farthest;
  }

  /**
   * Whether writers with different clocks write by turns, from the beginning on: which of them is
   * right the file does not tell, so that each stamp may be too early by the {@link #farthest}
   * step.
   */
  public boolean isOfSeveralClocks() {
    return back >= FEWEST_BACK
        && back * BY_TURNS >= records
        && backRecord * BY_TURNS <= records
        && !isNewestFirst();
  }

  /** Whether the newest record comes first: then steps back are its way, and none is told. */
  public boolean isNewestFirst() {
    return last < first && back > 1 && ahead * 4 < back;
  }
}
