package postmortem.log.detection;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.event.StreamName;
import postmortem.event.stamp.DayInName;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.InnerDates;
import postmortem.log.fit.WrappedPrograms;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.layout.Origin;
import postmortem.log.record.InnerLines;
import postmortem.log.record.RecordMatcher;
import postmortem.log.wrapped.WrappedLog;
import postmortem.log.wrapped.WrappedRecords;

/**
 * The first look at each file: which formats its beginning shows, which layouts its lines have that
 * no declared format knows, and what its first stamp says.
 */
public final class FirstLook {

  /** In so many lines of a file without years, and so many inside of these, one is looked for. */
  private static final int MOST_LINES = 1_000;

  private static final int MOST_INSIDE = 100;

  /** Two zones are no farther apart than this. */
  private static final Duration ZONES = Duration.ofHours(26);

  /** A layout is that of a file if no more than a few of its lines have another. */
  private static final double NEARLY_ALL = 0.9;

  private final FormatIndex index;
  private final ReadingRules rules;
  private final Map<String, WrappedLog> wrapped;
  private final Detector detector;
  private final LayoutSearch layouts;

  public FirstLook(FormatIndex index, ReadingRules rules, Map<String, WrappedLog> wrapped) {
    this.index = index;
    this.rules = rules;
    this.wrapped = wrapped;
    this.detector = new Detector(index, rules.dateOrder().orElse(null));
    this.layouts = new LayoutSearch(index, rules.dateOrder().orElse(null));
  }

  public Detector detector() {
    return detector;
  }

  /**
   * What a first look at a file gave.
   *
   * @param fit its formats
   * @param first instant of its first stamp with a full date, or where it has none of those inside
   *     its lines; null when there is none
   * @param zone of its stamps without one, as lines inside of its records tell it; null where none
   *     do
   */
  public record Probe(Fit fit, @Nullable Instant first, @Nullable ZoneOffset zone) {
    /** Whether nothing behind the beginning can change how the file is read. */
    public boolean tellsAll() {
      return fit.format() < 0 || (first != null && !fit.isOrderOpen());
    }
  }

  /**
   * What a first look at a file gave, before layouts that were found in it have an index.
   *
   * @param instead whether the first of them takes the place of the declared format
   * @param inside layouts of what its lines wrap
   * @param lines some of its lines, where {@code instead}
   */
  public record Seen(
      Probe probe,
      boolean instead,
      List<LogFormat> found,
      boolean twin,
      List<LogFormat> inside,
      List<byte[]> lines) {
    static Seen of(Probe probe) {
      return new Seen(probe, false, List.of(), false, List.of(), List.of());
    }

    /** Whether anything takes its lines. */
    boolean isRead() {
      return probe.fit().format() >= 0 || !found.isEmpty();
    }

    /** The same for lines that all stand behind so many blanks. */
    Seen indented(int blanks) {
      Probe indented = new Probe(probe.fit().indented(blanks), probe.first(), probe.zone());
      return new Seen(indented, instead, found, twin, inside, lines);
    }

    /** Whether a layout that was found elsewhere takes nearly all of its lines. */
    boolean fits(LogFormat layout) {
      LogRecord record = new LogRecord();
      long taken =
          lines.stream().filter(line -> layout.match(line, 0, line.length, record)).count();
      return instead && !twin && taken >= NEARLY_ALL * lines.size();
    }

    /** The same, read by a layout that was found elsewhere. */
    Seen by(LogFormat layout) {
      List<LogFormat> others =
          found.stream().filter(own -> !own.name().equals(layout.name())).toList();
      List<LogFormat> all = new ArrayList<>(List.of(layout));
      all.addAll(others);
      return new Seen(probe, true, all, false, inside, lines);
    }
  }

  /**
   * Files of one log are read by one layout, where that of the first with one takes the lines of
   * the others: each of them shows only a part of what its program writes.
   */
  public static List<Seen> agreed(List<EvidenceFile> files, List<Seen> seen) {
    Map<String, LogFormat> layouts = new HashMap<>();
    List<Seen> agreed = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      Seen one = seen.get(i);
      if (one.instead() && !one.twin()) {
        String log = StreamName.of(files.get(i).name());
        LogFormat layout = layouts.computeIfAbsent(log, name -> one.found().get(0));
        agreed.add(one.fits(layout) ? one.by(layout) : one);
      } else {
        agreed.add(one);
      }
    }
    return agreed;
  }

  /**
   * Gives the layouts that were found in a file their indices. Which these are depends on the order
   * of the calls.
   */
  public Probe adopt(Seen seen) {
    List<Integer> found = seen.found().stream().map(index::adopt).toList();
    List<Integer> inside = seen.inside().stream().map(index::adopt).toList();
    Fit fit = seen.probe().fit();
    List<Integer> companions = new ArrayList<>(fit.companions());
    companions.addAll(seen.instead() ? found.subList(1, found.size()) : found);
    Fit all =
        seen.instead()
            ? new Fit(
                found.get(0), companions, WrappedPrograms.NONE, seen.twin() ? found.get(1) : -1)
            : new Fit(
                fit.format(),
                companions,
                inside.isEmpty() ? fit.wraps() : fit.wraps().stamped(),
                fit.twin());
    return new Probe(
        all.wrapping(inside).dating(fit.dates()).indented(fit.indent()),
        seen.probe().first(),
        seen.probe().zone());
  }

  /** Looks at the beginning of a file; a large one is looked at farther behind as well. */
  public Seen see(EvidenceFile file) {
    try {
      WrappedLog export = wrapped.get(file.name());
      if (export != null) {
        return probe(export);
      }
      return see(file, Sample.of(file));
    } catch (IOException e) {
      // Scanning it will fail again and say so.
      return Seen.of(new Probe(Fit.NONE, null, null));
    }
  }

  /**
   * The same where its beginning was read. Where nothing takes lines that are all indented, as
   * those copied out of a text are, they are read without what stands before each of them.
   */
  public Seen see(EvidenceFile file, Sample sample) throws IOException {
    Seen seen = see(file, sample, 0);
    int indent = seen.isRead() ? 0 : sample.indent();
    if (indent == 0) {
      return seen;
    }
    Seen without = see(file, sample.without(indent), indent);
    return without.isRead() ? without.indented(indent) : seen;
  }

  private Seen see(EvidenceFile file, Sample sample, int indent) throws IOException {
    Fit fit = detector.fit(sample);
    InnerZone zone = new InnerZone(index, fit).add(sample);
    if (file.path() != null && file.bytes() > Sample.MOST) {
      for (Windows.Window window : Windows.ofStored(file)) {
        Sample farther = window.sample().without(indent);
        fit = detector.farther(fit, farther);
        zone.add(farther);
      }
    }
    LayoutSearch.Found found = layouts.search(sample, fit, origin(file));
    fit = found.instead() ? fit : layouts.ordered(sample, fit, origin(file));
    List<LogFormat> all = found.formats();
    LogFormat first =
        found.instead() ? all.get(0) : fit.format() < 0 ? null : index.get(fit.format());
    Fit beside = found.instead() ? detector.beside(all.get(0), sample) : fit;
    Instant instant =
        first == null
            ? null
            : firstInstant(file, sample, first, found.instead() ? -1 : fit.format());
    for (LogFormat layout : instant == null ? all : List.<LogFormat>of()) {
      // What another program wrote to the same file tells the day as well.
      instant = instant == null ? firstInstant(file, sample, layout, -1) : instant;
    }
    return new Seen(
        new Probe(
            found.instead() ? beside : beside.dating(innerDates(sample, fit)),
            instant,
            found.instead() ? null : zone.offset()),
        found.instead(),
        all,
        found.hasTwin(),
        found.instead() ? List.of() : inside(sample, fit.format()),
        found.instead() ? layouts.some(sample) : List.of());
  }

  private static Origin origin(EvidenceFile file) {
    Instant written = file.modified().orElse(null);
    LocalDate named = DayInName.of(file.name());
    return written == null
        ? new Origin(Long.MAX_VALUE, Long.MAX_VALUE, named)
        : new Origin(
            Reference.last(written).latest().getEpochSecond(), written.getEpochSecond(), named);
  }

  /** The layouts of what lines of an envelope wrap. */
  private List<LogFormat> inside(Sample sample, int format) {
    if (format < 0 || !index.get(format).joinsWrapped() || index.get(format).wrapsPrograms()) {
      return List.of();
    }
    InnerLines inner = new InnerLines();
    RecordMatcher matcher = new RecordMatcher(index, Fit.of(format));
    for (int[] line : sample.lines()) {
      if (matcher.match(format, sample.bytes(), line[0], line[1], line[1])) {
        inner.add(matcher);
      }
      if (inner.isEnough()) {
        break;
      }
    }
    return layouts.inside(inner);
  }

  /** In which order lines tell day and month that carry the time of the records around them. */
  private InnerDates innerDates(Sample sample, Fit fit) {
    if (fit.format() < 0 || !index.get(fit.format()).mayWrap()) {
      return InnerDates.NONE;
    }
    RecordMatcher matcher = new RecordMatcher(index, fit);
    InnerDates.Tally tally = null;
    for (int[] line : sample.lines().subList(0, Math.min(MOST_LINES, sample.lines().size()))) {
      if (!matcher.match(fit.format(), sample.bytes(), line[0], line[1], line[1])) {
        continue;
      }
      if (matcher.outermost().stampFrom() >= 0 || !matcher.outermost().has(Role.INNER)) {
        return InnerDates.NONE;
      }
      int inner = matcher.inside().isEmpty() ? -1 : matcher.inside().get(0);
      if (tally == null) {
        tally = detector.tally(inner);
      }
      if (tally != null) {
        tally.add(matcher.outermost());
      }
    }
    return tally == null ? InnerDates.NONE : tally.dates();
  }

  /** What reads an export: where dates in figures may be in it, as stated, or either way. */
  private Fit fit(WrappedLog export) {
    int format = index.formats().indexOf(export.formats().get(0));
    int twin = index.twin(format);
    if (twin < 0) {
      return Fit.of(format);
    }
    return rules
        .dateOrder()
        .map(order -> index.get(format).name().endsWith("-" + order.label()) ? format : twin)
        .map(Fit::of)
        .orElseGet(() -> new Fit(format, List.of(twin), WrappedPrograms.NONE, twin));
  }

  private Seen probe(WrappedLog export) {
    Fit fit = fit(export);
    RecordMatcher matcher = new RecordMatcher(index, fit);
    InnerLines inner = new InnerLines();
    Instant first = null;
    try (WrappedLog.Cursor cursor = export.open()) {
      WrappedRecords records = new WrappedRecords(cursor);
      boolean begins = true;
      while (!inner.isEnough() && records.next()) {
        boolean matched =
            matcher.match(records.buf(), records.from(), records.firstTo(), records.to());
        if (matched) {
          inner.add(matcher);
        }
        if (matched && begins && matcher.timed().stampFrom() >= 0) {
          Stamp stamp = matcher.timed().stamp();
          LogFormat timed = index.get(matcher.timedFormat());
          first = stamp.hasYear() ? instant(stamp, timed, export.file(), null) : null;
        }
        begins = false;
      }
    } catch (IOException e) {
      // Scanning it will fail again and say so.
    }
    return new Seen(
        new Probe(fit, first, null), false, List.of(), false, layouts.inside(inner), List.of());
  }

  private @Nullable Instant firstInstant(
      EvidenceFile file, Sample sample, LogFormat chosen, int format) {
    LogRecord record = new LogRecord();
    for (int i = 0; i < sample.lines().size(); i++) {
      int[] line = sample.lines().get(i);
      int last =
          chosen.spansLines() && line[0] < line[1]
              ? Trial.lastOfRecord(chosen, sample.bytes(), sample.lines(), i, record)
              : i;
      if (chosen.match(sample.bytes(), line[0], line[1], sample.lines().get(last)[1], record)
          && !chosen.isNoEvent(record)
          && record.stampFrom() >= 0) {
        if (record.stamp().hasYear()) {
          return instant(record.stamp(), chosen, file, null);
        }
        // A layout that was found in the lines is none of those that the index knows.
        return format >= 0 && record.has(Role.INNER) ? innerInstant(file, sample, format) : null;
      }
    }
    return null;
  }

  private @Nullable Instant instant(
      Stamp stamp, LogFormat format, EvidenceFile file, @Nullable Reference reference) {
    return RecordMatcher.resolver(format, rules, file.name(), reference)
        .resolve(stamp, "")
        .map(EventTime::at)
        .orElse(null);
  }

  /**
   * What the lines inside of yearless ones say, where they have full dates which tell the same day
   * and time, up to a zone: the median, since one of them may tell of another year.
   */
  private @Nullable Instant innerInstant(EvidenceFile file, Sample sample, int format) {
    RecordMatcher matcher = new RecordMatcher(index, Fit.of(format));
    List<Instant> inside = new ArrayList<>();
    for (int[] line : sample.lines().subList(0, Math.min(MOST_LINES, sample.lines().size()))) {
      if (matcher.match(format, sample.bytes(), line[0], line[1], line[1])
          && matcher.hasTwoClocks()
          && matcher.innerTimed().stamp().hasYear()) {
        Stamp inner = matcher.innerTimed().stamp();
        Instant instant = instant(inner, index.get(matcher.innerTimedFormat()), file, null);
        Instant around =
            instant == null
                ? null
                : instant(
                    matcher.timed().stamp(), index.get(format), file, Reference.near(instant));
        if (around != null && Duration.between(instant, around).abs().compareTo(ZONES) <= 0) {
          inside.add(instant);
        }
      }
      if (inside.size() == MOST_INSIDE) {
        break;
      }
    }
    return inside.isEmpty() ? null : inside.stream().sorted().toList().get(inside.size() / 2);
  }
}
