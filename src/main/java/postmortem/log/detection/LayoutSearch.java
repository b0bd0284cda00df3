package postmortem.log.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Rank;
import postmortem.log.layout.BlockFinder;
import postmortem.log.layout.DayTimes;
import postmortem.log.layout.FieldFinder;
import postmortem.log.layout.FigureOrder;
import postmortem.log.layout.FoundLayout;
import postmortem.log.layout.LayoutFinder;
import postmortem.log.layout.Origin;
import postmortem.log.record.InnerLines;
import postmortem.log.record.RecordMatcher;

/**
 * Looks for the layout of lines in a sample that the declared formats leave, or of which they tell
 * less than the lines do: no level, though each line has one.
 */
final class LayoutSearch {

  private static final int MOST_LINES = 300;

  private static final int MOST_COPIED = 40;
  private static final int LONGEST = 1024;

  /** Layouts in one file. */
  private static final int MOST_LAYOUTS = 3;

  /** A further layout is worth a search from so many lines on. */
  private static final int LEAST_LEFT = 3;

  /** A format that leaves no more than this share of the lines tells what the log is. */
  private static final double MOST_LEFT = 0.2;

  /** A share of levels that shows that the format knows where they stand. */
  private static final double MOST = 0.8;

  /** A share of times that shows the same. */
  private static final double HALF = 0.5;

  /** A layout of lines that another format takes has to take as many, but for a few. */
  private static final double NEARLY_ALL = 0.95;

  /** Two zones are no more seconds apart than this. */
  private static final long ZONES = 26 * 3600L;

  private final FormatIndex index;
  private final @Nullable DateOrder dateOrder;

  LayoutSearch(FormatIndex index, @Nullable DateOrder dateOrder) {
    this.index = index;
    this.dateOrder = dateOrder;
  }

  /**
   * What was found.
   *
   * @param instead whether the first is the format of the file, and the declared one is none
   * @param layouts the first takes most lines; none where the declared formats tell as much
   */
  record Found(boolean instead, List<FoundLayout> layouts) {
    static final Found NOTHING = new Found(false, List.of());

    Found {
      layouts = List.copyOf(layouts);
    }

    /** Each as a format; behind the first its twin, where it has one. */
    List<LogFormat> formats() {
      List<LogFormat> formats = new ArrayList<>();
      for (FoundLayout layout : layouts) {
        formats.add(layout.format());
        if (layout.equals(layouts.get(0)) && instead) {
          layout.twinFormat().ifPresent(formats::add);
        }
      }
      return formats;
    }

    /** Whether the order of day and month in the first is open. */
    boolean hasTwin() {
      return instead && layouts.get(0).twin() != null;
    }
  }

  /**
   * What the lines show beyond what the formats of {@code fit} tell of them.
   *
   * @param origin what the file tells besides its lines
   */
  Found search(Sample sample, Fit fit, Origin origin) {
    List<int[]> lines = records(sample);
    Told told = told(sample.bytes(), lines, fit);
    Optional<FoundLayout> whole = Optional.empty();
    if (fit.format() < 0 || told.isLittle(index.get(fit.format()))) {
      whole =
          found(sample, lines, origin).filter(found -> fit.format() < 0 || told.isLessThan(found));
    }
    List<FoundLayout> layouts = new ArrayList<>();
    List<int[]> left = told.left();
    if (whole.isPresent()) {
      layouts.add(whole.get());
      left = left(sample.bytes(), lines, whole.get());
    }
    if (whole.isEmpty() || !whole.get().spansLines()) {
      further(sample.bytes(), left, lines.size(), /* wrapped= */ false, origin, layouts);
      whole.ifPresent(first -> layouts.removeIf(more -> !goesAlong(sample, lines, first, more)));
    }
    return layouts.isEmpty() ? Found.NOTHING : new Found(whole.isPresent(), layouts);
  }

  /**
   * What reads the lines, by the order of day and month that their days, the name of the file or
   * its time tell, where no figure does.
   */
  Fit ordered(Sample sample, Fit fit, Origin origin) {
    if (fit.twin() < 0 || dateOrder != null) {
      return fit;
    }
    DayTimes one = times(sample, fit.format());
    DayTimes other = times(sample, fit.twin());
    if (FigureOrder.tells(one, other, origin)) {
      return fit.told();
    }
    return FigureOrder.tells(other, one, origin) ? fit.exchanged().told() : fit;
  }

  private DayTimes times(Sample sample, int format) {
    LogRecord record = new LogRecord();
    DayTimes times = new DayTimes();
    for (int[] line : records(sample)) {
      if (index.get(format).match(sample.bytes(), line[0], line[1], record)
          && record.stampFrom() >= 0
          && record.stamp().hasYear()) {
        times.add(record.stamp().localSecond(0));
      }
    }
    return times;
  }

  /** What tells most of the lines: how they are laid out, or how the time is where keys tell it. */
  private Optional<FoundLayout> found(Sample sample, List<int[]> lines, Origin origin) {
    Optional<FoundLayout> keyed = keyed(sample);
    Optional<FoundLayout> plain =
        LayoutFinder.find(sample.bytes(), lines, /* wrapped= */ false, dateOrder, origin);
    Optional<FoundLayout> blocks = BlockFinder.find(sample.bytes(), sample.lines(), dateOrder);
    Optional<FoundLayout> told =
        blocks.filter(f -> keyed.isEmpty() || f.matched() >= keyed.get().matched()).or(() -> keyed);
    return plain
        .filter(found -> told.isEmpty() || found.matched() > told.get().matched())
        .or(() -> told);
  }

  /** How the time is written in records whose keys a format knows that any program may use. */
  private Optional<FoundLayout> keyed(Sample sample) {
    return index.formats().subList(0, index.declared()).stream()
        .filter(format -> format.readsKeys() && format.rank() == Rank.GENERAL)
        .map(f -> FieldFinder.find(f, sample.bytes(), records(sample, f), dateOrder))
        .flatMap(Optional::stream)
        .max(Comparator.comparingInt(FoundLayout::matched));
  }

  /** The records of a sample as a format cuts them. */
  private static List<int[]> records(Sample sample, LogFormat format) {
    LogRecord scratch = new LogRecord();
    List<int[]> lines = sample.lines();
    List<int[]> records = new ArrayList<>();
    for (int i = 0; i < lines.size() && records.size() < MOST_LINES; i++) {
      int last = Trial.lastOfRecord(format, sample.bytes(), lines, i, scratch);
      records.add(new int[] {lines.get(i)[0], lines.get(last)[1]});
      i = last;
    }
    return records;
  }

  /** The layouts of what records wrap, as far as they tell levels. */
  List<LogFormat> inside(InnerLines inner) {
    List<FoundLayout> layouts = new ArrayList<>();
    further(
        inner.bytes(), inner.lines(), inner.wrapping(), /* wrapped= */ true, Origin.NONE, layouts);
    return layouts.stream().map(FoundLayout::format).toList();
  }

  /** Adds the layouts of lines that are left, each of which most of these have. */
  private void further(
      byte[] bytes,
      List<int[]> lines,
      int of,
      boolean wrapped,
      Origin origin,
      List<FoundLayout> layouts) {
    List<int[]> left = lines;
    while (layouts.size() < MOST_LAYOUTS && left.size() >= Math.max(LEAST_LEFT, MOST_LEFT * of)) {
      List<int[]> rest = left;
      Optional<FoundLayout> more =
          LayoutFinder.find(bytes, rest, wrapped, dateOrder, origin)
              .filter(found -> found.matched() >= Math.max(LEAST_LEFT, rest.size() / 2))
              .filter(found -> !wrapped || found.hasLevel());
      if (more.isEmpty()) {
        return;
      }
      layouts.add(more.get());
      left = left(bytes, rest, more.get());
    }
  }

  /**
   * Whether the times of a further layout lie between those of the lines around it, as those of a
   * program that writes to the same file do; the rows of a table in a record do not.
   */
  private static boolean goesAlong(
      Sample sample, List<int[]> lines, FoundLayout first, FoundLayout more) {
    if (first.equals(more)) {
      return true;
    }
    List<@Nullable Long> around = times(sample, lines, first);
    List<@Nullable Long> own = times(sample, lines, more);
    int astray = 0;
    int all = 0;
    Long before = null;
    for (int i = 0; i < lines.size(); i++) {
      Long time = own.get(i);
      before = around.get(i) == null ? before : around.get(i);
      if (around.get(i) == null && time != null) {
        int next = i;
        while (next < lines.size() && around.get(next) == null) {
          next++;
        }
        Long after = next < lines.size() ? around.get(next) : null;
        boolean early = before != null && time < before - ZONES;
        boolean late = after != null && time > after + ZONES;
        astray += early || late ? 1 : 0;
        all++;
      }
    }
    return 2 * astray <= all;
  }

  /** The times by the clock of the lines that a layout takes, and that say the year. */
  private static List<@Nullable Long> times(Sample sample, List<int[]> lines, FoundLayout layout) {
    LogFormat format = layout.format();
    LogRecord record = new LogRecord();
    List<@Nullable Long> times = new ArrayList<>();
    for (int[] line : lines) {
      boolean told =
          format.match(sample.bytes(), line[0], line[1], record)
              && record.stampFrom() >= 0
              && !record.stamp().isEpoch()
              && record.stamp().hasYear();
      times.add(told ? record.stamp().localSecond(0) : null);
    }
    return times;
  }

  /** Copies of lines that may begin a record. */
  List<byte[]> some(Sample sample) {
    return records(sample).stream()
        .limit(MOST_COPIED)
        .map(
            line ->
                Arrays.copyOfRange(sample.bytes(), line[0], Math.min(line[1], line[0] + LONGEST)))
        .toList();
  }

  /** Lines that may begin a record. */
  private static List<int[]> records(Sample sample) {
    List<int[]> records = new ArrayList<>();
    for (int[] line : sample.lines()) {
      int first = line[0] < line[1] ? sample.bytes()[line[0]] : ' ';
      if (first != ' ' && first != '\t' && first != '\r') {
        records.add(line);
      }
      if (records.size() == MOST_LINES) {
        break;
      }
    }
    return records;
  }

  /**
   * What declared formats tell of some lines.
   *
   * @param taken how many they take
   * @param times of how many of those they tell the time
   * @param days of how many of those the day as well
   * @param outside of how many of those it stands outside of what a line wraps
   * @param levels of how many of those they tell the level
   * @param left those that they do not take
   */
  private record Told(int taken, int times, int days, int outside, int levels, List<int[]> left) {

    /** Whether there may be more to tell. */
    boolean isLittle(LogFormat format) {
      if (format.readsKeys()) {
        // Keys say what values are: where they stand tells nothing more.
        return false;
      }
      boolean envelope =
          format.joinsWrapped() && !format.wrapsPrograms() && outside >= HALF * taken;
      boolean general = format.rank() == Rank.GENERAL || format.rank() == Rank.FALLBACK;
      return isTimeless()
          || (days < HALF * times && format.rank() == Rank.FALLBACK)
          || (levels < MOST * taken && !envelope)
          || (general && left.size() > MOST_LEFT * (taken + left.size()));
    }

    private boolean isTimeless() {
      return times < HALF * taken;
    }

    boolean isLessThan(FoundLayout found) {
      boolean levels = found.hasLevel();
      if (found.matched() < LEAST_LEFT) {
        return false;
      }
      boolean dated = !isTimeless() && days < HALF * times && found.layout().indexOf('d') >= 0;
      return ((levels || dated || isTimeless()) && found.matched() >= NEARLY_ALL * taken)
          || taken < (1 - MOST_LEFT) * found.matched();
    }
  }

  private Told told(byte[] bytes, List<int[]> lines, Fit fit) {
    List<int[]> left = new ArrayList<>();
    int taken = 0;
    int times = 0;
    int days = 0;
    int outside = 0;
    int levels = 0;
    RecordMatcher matcher = new RecordMatcher(index, fit);
    for (int[] line : lines) {
      if (fit.format() >= 0 && takes(matcher, fit, bytes, line)) {
        taken++;
        times += matcher.timed().stampFrom() >= 0 ? 1 : 0;
        days += isDated(matcher.timed()) ? 1 : 0;
        outside += matcher.outermost().stampFrom() >= 0 ? 1 : 0;
        levels += matcher.severity() != Severity.UNKNOWN ? 1 : 0;
      } else {
        left.add(line);
      }
    }
    return new Told(taken, times, days, outside, levels, left);
  }

  private static boolean isDated(LogRecord record) {
    return record.stampFrom() >= 0 && (record.stamp().isEpoch() || record.stamp().hasDate());
  }

  private static boolean takes(RecordMatcher matcher, Fit fit, byte[] bytes, int[] line) {
    if (matcher.match(fit.format(), bytes, line[0], line[1], line[1])) {
      return true;
    }
    for (int companion : fit.companions()) {
      if (matcher.match(companion, bytes, line[0], line[1], line[1])) {
        return true;
      }
    }
    return false;
  }

  private static List<int[]> left(byte[] bytes, List<int[]> lines, FoundLayout layout) {
    LogFormat format = layout.format();
    LogRecord record = new LogRecord();
    List<int[]> left = new ArrayList<>();
    for (int[] line : lines) {
      if (!format.match(bytes, line[0], line[1], record)) {
        left.add(line);
      }
    }
    return left;
  }
}
