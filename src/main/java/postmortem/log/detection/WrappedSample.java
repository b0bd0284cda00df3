package postmortem.log.detection;

import java.util.HashMap;
import java.util.Map;
import postmortem.event.Severity;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.WrappedPrograms;
import postmortem.log.fit.Wrapping;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.record.TraceLine;
import postmortem.log.record.Unwrapped;
import postmortem.log.record.WrappedStream;

/** Tells from a sample of an envelope's lines what each of its programs writes. */
final class WrappedSample {

  /** So many lines of a program tell enough. */
  private static final int MOST_LINES = 200;

  /** Fewer lines tell nothing. */
  private static final int LEAST_LINES = 4;

  /** One in so many lines has to be a record for those to be more than look-alikes. */
  private static final int RECORDS_SHARE = 4;

  /** So many of the records that say where they end may go on in further lines. */
  private static final double MOSTLY = 0.75;

  private final FormatIndex index;

  WrappedSample(FormatIndex index) {
    this.index = index;
  }

  /** What the lines of one program are. */
  private static final class Tally {
    private int lines;
    private int records;
    private int stamped;
    private int levelled;
    private int whole;

    void add(Tally other) {
      lines += other.lines;
      records += other.records;
      stamped += other.stamped;
      levelled += other.levelled;
      whole += other.whole;
    }

    Wrapping wraps() {
      if (records == 0 || records * RECORDS_SHARE < lines) {
        return Wrapping.LINES;
      }
      // A level by itself is less than a time: a line may begin with that word by chance.
      int layout = stamped + (2 * (stamped + levelled) >= lines ? levelled : 0);
      return layout >= MOSTLY * (layout + whole) && 2 * layout >= records
          ? Wrapping.STAMPED_TEXT
          : Wrapping.RECORDS;
    }
  }

  /**
   * What the programs write.
   *
   * @param envelope index of the format that takes the lines
   * @param record any; its contents are lost
   */
  WrappedPrograms programs(int envelope, SampleLines sample, LogRecord record) {
    LogFormat format = index.formats().get(envelope);
    Unwrapped wrapped = new Unwrapped(index, Fit.NONE);
    WrappedStream stream = new WrappedStream();
    Map<Long, Tally> tallies = new HashMap<>();
    for (int i = 0; i < sample.count(); i++) {
      if (format.match(sample.bytes(), sample.from(i), sample.to(i), record)
          && record.has(Role.INNER)
          && isTelling(record)) {
        stream.read(format, sample.bytes(), record);
        Tally tally = tallies.computeIfAbsent(stream.program(), key -> new Tally());
        if (tally.lines < MOST_LINES) {
          wrapped.unwrap(record, envelope);
          count(tally, wrapped);
        }
      }
    }
    Tally all = new Tally();
    Map<Long, Wrapping> known = new HashMap<>();
    tallies.forEach(
        (program, tally) -> {
          all.add(tally);
          if (tally.lines >= LEAST_LINES) {
            known.put(program, tally.wraps());
          }
        });
    return new WrappedPrograms(format.wrapsPrograms() ? Wrapping.LINES : all.wraps(), known);
  }

  /** Whether a line tells whether records have a beginning: one of a trace does not. */
  private static boolean isTelling(LogRecord line) {
    TraceLine.Shape shape =
        TraceLine.of(line.bytes(Role.INNER), line.from(Role.INNER), line.to(Role.INNER));
    return !shape.isFurther() && !shape.isThrown();
  }

  private void count(Tally tally, Unwrapped wrapped) {
    tally.lines++;
    if (wrapped.depth() == 0) {
      return;
    }
    tally.records++;
    LogFormat inner = index.formats().get(wrapped.format(0));
    if (!inner.takesFurtherLines()) {
      tally.whole++;
    } else if (wrapped.depth() == 1 && wrapped.record(0).stampFrom() >= 0) {
      tally.stamped++;
    } else if (wrapped.depth() == 1 && wrapped.record(0).severity() != Severity.UNKNOWN) {
      tally.levelled++;
    }
  }
}
