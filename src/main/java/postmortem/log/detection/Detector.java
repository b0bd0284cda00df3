package postmortem.log.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.InnerDates;
import postmortem.log.fit.WrappedPrograms;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Rank;
import postmortem.log.record.TraceLine;

/**
 * Finds the formats of a file from its beginning. Formats that take about as many lines as the best
 * are told apart by rank, then by how much they get out of the lines, then by the order in which
 * lines are tried. What the best does not take is looked at again in the same way, so that a file
 * of several programs is known as one.
 *
 * <p>The work is bounded: a format that cannot come near the best any more is given up, and a
 * sample has a largest number of lines and of bytes.
 */
public final class Detector {

  private static final int FIRST_LINES = 400;
  private static final int FIRST_BYTES = 1 << 17;
  private static final int LEAST_LINES = 8;
  private static final int TASTE = 24;
  private static final int WINDOWS = 16;
  private static final int WINDOW_LINES = 25;

  private static final int MOST_COMPANIONS = 3;
  private static final int LEAST_OF_COMPANION = 2;
  private static final int COMPANION_SHARE = 100;

  /** Of the lines that any format of a time takes, the share of the one that leads others. */
  private static final double MOST_OF_SEVERAL = 0.5;

  /** The share that those together have to take. */
  private static final double ALL_OF_SEVERAL = 0.95;

  private final List<LogFormat> formats;
  private final FormatIndex index;
  private final @Nullable DateOrder dateOrder;

  /**
   * A detector of the declared formats.
   *
   * @param index before anything was added to it that was found in a file
   * @param dateOrder how dates in figures are read where they do not tell; null when nobody said so
   */
  Detector(FormatIndex index, @Nullable DateOrder dateOrder) {
    this.index = index;
    this.formats = index.formats();
    this.dateOrder = dateOrder;
  }

  /** Whether a format reads dates in the order that was stated, or has none to state. */
  private boolean isAsked(int format) {
    return dateOrder == null
        || index.twin(format) < 0
        || formats.get(format).name().endsWith("-" + dateOrder.label());
  }

  /** To tell in which order a format of wrapped lines reads dates; null where it has no twin. */
  InnerDates.@Nullable Tally tally(int inner) {
    return index.twin(inner) < 0
        ? null
        : new InnerDates.Tally(formats, InnerDates.assumed(index, inner, dateOrder));
  }

  /** What a scan needs to know. */
  Fit fit(Sample sample) {
    return detect(sample, false).fit();
  }

  /**
   * The same with companions that only show farther behind: a second program may have begun to
   * write there later.
   */
  Fit farther(Fit fit, Sample window) {
    if (fit.format() < 0) {
      return fit;
    }
    SampleLines lines = lines(window, filled(window));
    LogRecord record = new LogRecord();
    Trial chosen = new Trial(formats, fit.format(), lines, false, false, record);
    chosen.run(lines.count());
    List<Integer> companions = new ArrayList<>(fit.companions());
    for (Trial.Candidate more : companions(chosen, record)) {
      if (!companions.contains(more.format()) && companions.size() <= MOST_COMPANIONS) {
        companions.add(more.format());
      }
    }
    return new Fit(fit.format(), companions, fit.wraps(), fit.twin());
  }

  /** The declared formats that take what a format leaves which was found in the lines. */
  Fit beside(LogFormat found, Sample sample) {
    SampleLines lines = lines(sample, beginning(filled(sample)));
    LogRecord record = new LogRecord();
    Trial trial = new Trial(-1, found, lines, false, false, record);
    trial.run(lines.count());
    List<Integer> companions =
        companions(trial, record).stream().map(Trial.Candidate::format).toList();
    return new Fit(-1, companions, WrappedPrograms.NONE, -1);
  }

  /** All that formats make of a sample, to show it: none is given up. */
  public Detection detect(Sample sample) {
    return detect(sample, true);
  }

  private Detection detect(Sample sample, boolean all) {
    List<int[]> filled = filled(sample);
    List<int[]> first = beginning(filled);
    Detection detection = detect(lines(sample, first), all);
    return detection.candidates().isEmpty() && first.size() < filled.size()
        ? detect(lines(sample, spread(filled, first.size())), all)
        : detection;
  }

  private static List<int[]> filled(Sample sample) {
    return sample.lines().stream().filter(line -> line[0] < line[1]).toList();
  }

  private SampleLines lines(Sample sample, List<int[]> some) {
    return new SampleLines(sample.bytes(), some, index.tables().alone());
  }

  private static List<int[]> beginning(List<int[]> lines) {
    int count = 0;
    long bytes = 0;
    while (count < lines.size()
        && count < FIRST_LINES
        && (bytes < FIRST_BYTES || count < LEAST_LINES)) {
      bytes += lines.get(count)[1] - lines.get(count)[0];
      count++;
    }
    return lines.subList(0, count);
  }

  /** Runs of lines from everywhere behind the beginning, where that holds no record. */
  private static List<int[]> spread(List<int[]> lines, int from) {
    if (lines.size() - from <= WINDOWS * WINDOW_LINES) {
      return lines.subList(from, lines.size());
    }
    List<int[]> spread = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      int at = from + (int) ((long) (lines.size() - from - WINDOW_LINES) * i / (WINDOWS - 1));
      spread.addAll(lines.subList(at, at + WINDOW_LINES));
    }
    return spread;
  }

  private Detection detect(SampleLines lines, boolean all) {
    LogRecord record = new LogRecord();
    List<Trial> trials = new ArrayList<>();
    for (int f = 0; f < formats.size(); f++) {
      if (!isAsked(f) || !mayTake(f, lines, false)) {
        continue;
      }
      Trial trial = new Trial(formats, f, lines, all, false, record);
      trial.run(Math.min(all ? lines.count() : TASTE, lines.count()));
      trials.add(trial);
    }
    @Nullable Trial leader =
        trials.stream()
            .max(Comparator.comparingInt(Trial::matched).thenComparingInt(t -> -t.index))
            .orElse(null);
    if (leader == null) {
      return new Detection(lines.count(), List.of(), List.of(), WrappedPrograms.NONE, -1);
    }
    leader.run(lines.count());
    int best = leader.matched();
    List<Trial> left = new ArrayList<>();
    for (Trial trial : trials) {
      while (trial.at < lines.count() && trial.hasHope(best)) {
        trial.run(Math.min(trial.at + TASTE, lines.count()));
      }
      if (trial.at >= lines.count() && trial.matched() > 0) {
        best = Math.max(best, trial.matched());
        left.add(trial);
      }
    }
    if (left.isEmpty()) {
      trials.stream().filter(Trial::isHeader).forEach(left::add);
    }
    List<Trial> sorted = sorted(left);
    if (!sorted.isEmpty() && sorted.get(0).format.rank() == Rank.FALLBACK) {
      Trial first = first(sorted.get(0), record);
      sorted.removeIf(trial -> trial.index == first.index);
      sorted.add(0, first);
    }
    return new Detection(
        lines.count(),
        sorted.stream().map(Trial::candidate).toList(),
        sorted.isEmpty() ? List.of() : companions(sorted.get(0), record),
        sorted.isEmpty() ? WrappedPrograms.NONE : wraps(sorted.get(0), record),
        sorted.isEmpty() ? -1 : twin(sorted.get(0), sorted));
  }

  private int twin(Trial chosen, List<Trial> all) {
    int twin = index.twin(chosen.index);
    return all.stream().anyMatch(t -> t.index == twin && t.matched() == chosen.matched())
        ? twin
        : -1;
  }

  /** What an envelope's lines are. */
  private WrappedPrograms wraps(Trial chosen, LogRecord record) {
    return chosen.format.joinsWrapped()
        ? new WrappedSample(index).programs(chosen.index, chosen.lines, record)
        : WrappedPrograms.NONE;
  }

  private List<Trial> sorted(List<Trial> trials) {
    int best = trials.stream().mapToInt(Trial::matched).max().orElse(0);
    List<Trial> sorted = new ArrayList<>(trials);
    sorted.sort(
        Comparator.<Trial>comparingInt(t -> t.matched() >= Trial.AS_MANY * best ? 0 : 1)
            .thenComparing(t -> t.format.rank())
            .thenComparing(Comparator.<Trial>comparingLong(t -> t.points).reversed())
            .thenComparing(t -> t.format.name().endsWith("-" + DateOrder.DAY_FIRST.label()))
            .thenComparingInt(t -> t.index));
    return sorted;
  }

  /**
   * The format that takes most of what one takes that nearly any line with a time fits, where what
   * it leaves is of formats that tell as much: programs that write to one file, such as a database
   * and what starts it. Else the one that takes all.
   */
  private Trial first(Trial any, LogRecord record) {
    List<Trial> trials = new ArrayList<>();
    for (int f = 0; f < formats.size(); f++) {
      LogFormat format = formats.get(f);
      if (isAsked(f) && format.rank() != Rank.FALLBACK && mayTake(f, any.lines, true)) {
        Trial trial = new Trial(formats, f, any.lines, false, true, record);
        trial.run(any.lines.count());
        if (trial.matched() >= MOST_OF_SEVERAL * any.matched()) {
          trials.add(trial);
        }
      }
    }
    if (trials.isEmpty()) {
      return any;
    }
    Trial first = sorted(trials).get(0);
    int together =
        first.matched()
            + companions(first, record).stream().mapToInt(Trial.Candidate::matched).sum();
    return together >= ALL_OF_SEVERAL * any.matched() ? first : any;
  }

  /**
   * The formats of what the best one leaves. Indented lines belong to the record before them,
   * whatever they look like; and what nearly any line with a time fits tells nothing.
   */
  private List<Trial.Candidate> companions(Trial chosen, LogRecord record) {
    SampleLines lines = chosen.lines;
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < lines.count(); i++) {
      byte first = lines.bytes()[lines.from(i)];
      if (!chosen.taken.get(i) && first != ' ' && first != '\t') {
        left.add(i);
      }
    }
    int least = Math.max(LEAST_OF_COMPANION, lines.count() / COMPANION_SHARE);
    List<Trial.Candidate> companions = new ArrayList<>();
    SampleLines rest = lines.some(left);
    while (rest.count() >= least && companions.size() < MOST_COMPANIONS) {
      List<Trial> trials = new ArrayList<>();
      for (int f = 0; f < formats.size(); f++) {
        LogFormat format = formats.get(f);
        if (f != chosen.index
            && f != index.twin(chosen.index)
            && isAsked(f)
            && format.rank() != Rank.FALLBACK
            && mayTake(f, rest, true)) {
          Trial trial = new Trial(formats, f, rest, false, true, record);
          trial.run(rest.count());
          if (trial.matched() >= least) {
            trials.add(trial);
          }
        }
      }
      if (trials.isEmpty()) {
        break;
      }
      Trial next = sorted(trials).get(0);
      companions.add(next.candidate());
      rest =
          rest.some(
              IntStream.range(0, rest.count()).filter(i -> !next.taken.get(i)).boxed().toList());
    }
    if (chosen.format.hasLinesOnly()
        && companions.stream().noneMatch(c -> formats.get(c.format()).takesFurtherLines())) {
      writerOfTraces(chosen, record).map(Trial::candidate).ifPresent(companions::add);
    }
    return companions;
  }

  /**
   * What writes the traces between lines each of which is a record, however seldom it does: the
   * format of the lines above them.
   */
  private Optional<Trial> writerOfTraces(Trial chosen, LogRecord record) {
    SampleLines lines = chosen.lines;
    List<Integer> above = new ArrayList<>();
    for (int i = 0; i + 1 < lines.count(); i++) {
      if (!chosen.taken.get(i)
          && !chosen.taken.get(i + 1)
          && TraceLine.of(lines.bytes(), lines.from(i), lines.to(i)) == TraceLine.Shape.OTHER
          && isOfTrace(TraceLine.of(lines.bytes(), lines.from(i + 1), lines.to(i + 1)))) {
        above.add(i);
      }
    }
    SampleLines some = lines.some(above);
    List<Trial> trials = new ArrayList<>();
    for (int f = 0; f < formats.size() && !above.isEmpty(); f++) {
      LogFormat format = formats.get(f);
      if (f != chosen.index
          && isAsked(f)
          && format.rank() != Rank.FALLBACK
          && format.takesFurtherLines()
          && mayTake(f, some, true)) {
        Trial trial = new Trial(formats, f, some, false, true, record);
        trial.run(some.count());
        if (2 * trial.matched() >= some.count()) {
          trials.add(trial);
        }
      }
    }
    return sorted(trials).stream().findFirst();
  }

  /** Whether a trial of a format is worth it: its records stand alone, and some line may be one. */
  private boolean mayTake(int format, SampleLines lines, boolean alone) {
    LogFormat asked = formats.get(format);
    boolean whole = asked.spansLines() && !alone;
    return asked.standsAlone() && (whole || lines.mayBeOf(format));
  }

  private static boolean isOfTrace(TraceLine.Shape shape) {
    return shape.isFurther() || shape.isThrown();
  }
}
