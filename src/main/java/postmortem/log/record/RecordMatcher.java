package postmortem.log.record;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.Severity;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.StampResolver;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.fit.FormatLookup;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.format.ZoneRule;

/**
 * Matches single records against the format of their file, then against the others, and tells what
 * was found. Reused; not thread-safe.
 *
 * <p>Whether a line starts a record is found by matching it where the format needs that, and what
 * was found is kept, so that no line is matched twice: {@code ready} is the match of the record
 * that is being read, {@code ahead} that of the line which ended it.
 */
public final class RecordMatcher implements RecordReader.Start {

  private final FormatIndex index;
  private final List<LogFormat> formats;

  /** Made for the first line that none of the formats of its file takes. */
  private @Nullable FormatLookup others;

  private final int primary;

  /** The format that reads dates in the other order of day and month; -1 where there is none. */
  private final int twin;

  /** Further formats whose lines start records in this file. */
  private final int[] companions;

  /** Judges lines of an envelope; null where the format of the file is none. */
  private final @Nullable FurtherLines further;

  /** Whether lines of a trace belong to the record before, though the file's format has none. */
  private final boolean joinsTraces;

  private final JoinedLines joined = new JoinedLines();
  private boolean isJoined;

  private int matched = -1;
  private final LogRecord other = new LogRecord();
  private LogRecord record = other;
  private LogRecord ready = new LogRecord();
  private LogRecord ahead = new LogRecord();

  private int readyFrom = -1;
  private int aheadFrom = -1;
  private int readyFormat = -1;
  private int aheadFormat = -1;
  private final Unwrapped wrapped;
  private final RecordSignature signature = new RecordSignature(this);

  /** A matcher for a file of those formats; where it has none nothing matches. */
  public RecordMatcher(FormatIndex index, Fit fit) {
    this.index = index;
    this.formats = index.formats();
    this.primary = fit.format();
    this.twin = index.twin(primary);
    this.companions = starting(fit, twin);
    this.joinsTraces =
        primary >= 0
            && formats.get(primary).hasLinesOnly()
            && fit.companions().stream().anyMatch(at -> formats.get(at).takesFurtherLines());
    this.wrapped = new Unwrapped(index, fit);
    this.further =
        primary >= 0 && formats.get(primary).joinsWrapped() ? new FurtherLines(index, fit) : null;
  }

  /** A line whose date only the other order of day and month takes is a record as well. */
  private static int[] starting(Fit fit, int twin) {
    IntStream companions = fit.companions().stream().mapToInt(Integer::intValue);
    return twin < 0 || fit.companions().contains(twin)
        ? companions.toArray()
        : IntStream.concat(companions, IntStream.of(twin)).toArray();
  }

  @Override
  public boolean startsRecord(byte[] buf, int from, int to) {
    if (primary < 0) {
      return true;
    }
    LogFormat format = formats.get(primary);
    if (aheadFrom >= 0) {
      LogRecord free = ready;
      ready = ahead;
      readyFrom = aheadFrom;
      readyFormat = aheadFormat;
      ahead = free;
      aheadFrom = -1;
    }
    if (format.matchesToStart() && format.match(buf, from, to, ahead)) {
      boolean goesOn =
          format.isFurther(ahead) || (further != null && further.goesOn(format, buf, ahead));
      return !goesOn && foundAhead(primary, from);
    }
    if (further != null) {
      further.pass();
    }
    return (format.startsRecord(buf, from, to, ahead) && !(joinsTraces && goesOn(buf, from, to)))
        || (companions.length > 0 && startsOther(buf, from, to));
  }

  /**
   * Whether a line can only be part of a trace: each line of the file's format is a record, but
   * what writes between them has records of several lines.
   */
  private boolean goesOn(byte[] buf, int from, int to) {
    TraceLine.Shape shape = TraceLine.of(buf, from, to);
    return (shape.isFurther() || shape.isThrown())
        && !formats.get(primary).match(buf, from, to, ahead);
  }

  private boolean foundAhead(int format, int from) {
    aheadFrom = from;
    aheadFormat = format;
    return true;
  }

  /** Whether a line is a record of a companion; an indented one belongs to the record before it. */
  private boolean startsOther(byte[] buf, int from, int to) {
    if (buf[from] == ' ' || buf[from] == '\t') {
      return false;
    }
    for (int companion : companions) {
      if (formats.get(companion).match(buf, from, to, ahead) && ahead.stampFrom() >= 0) {
        return foundAhead(companion, from);
      }
    }
    return false;
  }

  @Override
  public void moved() {
    readyFrom = -1;
    aheadFrom = -1;
  }

  /**
   * Matches a record against all formats, those of its file first.
   *
   * @param firstTo where its first line ends, which is all that most formats look at
   * @param to where it ends
   */
  public boolean match(byte[] buf, int from, int firstTo, int to) {
    matched = -1;
    if (primary < 0) {
      return false;
    }
    if (known(from) || matches(primary, buf, from, firstTo, to)) {
      if (twin >= 0 && record.stampFrom() < 0) {
        date(buf, from, firstTo, to);
      }
      return unwrap(buf, firstTo, to);
    }
    // Always in the same order: what a record is must not depend on those before it.
    for (int companion : companions) {
      if (matches(companion, buf, from, firstTo, to)) {
        return unwrap(buf, firstTo, to);
      }
    }
    record = other;
    matched = from < to ? others().match(buf, from, firstTo, to, primary, other) : -1;
    return matched >= 0 && unwrap(buf, firstTo, to);
  }

  /** Records of exports match without a time: the other order may read it. */
  private void date(byte[] buf, int from, int firstTo, int to) {
    if (!matches(twin, buf, from, firstTo, to) || record.stampFrom() < 0) {
      matches(primary, buf, from, firstTo, to);
    }
  }

  private FormatLookup others() {
    FormatLookup known = others;
    if (known == null) {
      known = FormatLookup.ofRecords(index);
      others = known;
    }
    return known;
  }

  /** Takes the match that was found when the line was judged, if it was. */
  private boolean known(int from) {
    if (readyFrom == from) {
      record = ready;
      matched = readyFormat;
      return true;
    }
    if (aheadFrom == from) {
      record = ahead;
      matched = aheadFormat;
      return true;
    }
    return false;
  }

  /** Matches against one format only. */
  public boolean match(int format, byte[] buf, int from, int firstTo, int to) {
    return matches(format, buf, from, firstTo, to) && unwrap(buf, firstTo, to);
  }

  /** Whether what was matched last is about the log itself. */
  public boolean isNoEvent() {
    return formats.get(matched).isNoEvent(record);
  }

  private boolean matches(int format, byte[] buf, int from, int firstTo, int to) {
    record = other;
    if (formats.get(format).match(buf, from, firstTo, to, record)) {
      matched = format;
      return true;
    }
    return false;
  }

  private boolean unwrap(byte[] buf, int firstTo, int to) {
    isJoined = to > firstTo && formats.get(matched).joinsWrapped() && record.has(Role.INNER);
    if (isJoined) {
      joined.join(formats.get(matched), record, buf, firstTo + 1, to);
      wrapped.unwrap(joined, matched);
    } else {
      wrapped.unwrap(record, matched);
    }
    return true;
  }

  /** Index of the format that matched. */
  public int format() {
    return matched;
  }

  /** Index of the pattern that matched, in its format. */
  public int pattern() {
    return record.pattern();
  }

  /** Indices of the formats of the lines inside, outermost first. */
  public List<Integer> inside() {
    List<Integer> inside = new ArrayList<>();
    for (int i = 0; i < wrapped.depth(); i++) {
      inside.add(wrapped.format(i));
    }
    return inside;
  }

  /** The match whose stamp counts: the outermost that has one. */
  public LogRecord timed() {
    int inner = innerTime();
    return inner >= 0 ? wrapped.record(inner) : record;
  }

  /** Index of the format of {@link #timed}. */
  public int timedFormat() {
    int inner = innerTime();
    return inner >= 0 ? wrapped.format(inner) : matched;
  }

  private int innerTime() {
    return record.stampFrom() < 0 ? wrapped.timed() : -1;
  }

  /** Whether the record has a stamp, and so has a line inside it. */
  public boolean hasTwoClocks() {
    return wrapped.depth() > 0 && record.stampFrom() >= 0 && wrapped.timed() >= 0;
  }

  /** The line inside with a stamp, where the record {@link #hasTwoClocks}. */
  public LogRecord innerTimed() {
    return wrapped.record(wrapped.timed());
  }

  /** Index of the format of {@link #innerTimed}. */
  public int innerTimedFormat() {
    return wrapped.format(wrapped.timed());
  }

  /** The bytes in which the stamp of {@link #timed} lies, when the record lies in {@code buf}. */
  public byte[] timedBytes(byte[] buf) {
    int inner = innerTime();
    return inner >= 0 ? wrapped.bytes(inner) : buf;
  }

  /** The match that says what happened: of the innermost line where there is one. */
  public LogRecord said() {
    int depth = wrapped.depth();
    return depth > 0 ? wrapped.record(depth - 1) : record;
  }

  /** The innermost match that has that piece; the record where none has it. */
  public LogRecord with(Role role) {
    for (int i = wrapped.depth() - 1; i >= 0; i--) {
      if (wrapped.record(i).has(role)) {
        return wrapped.record(i);
      }
    }
    return record;
  }

  /** Index of the format of {@link #said}. */
  public int saidFormat() {
    int depth = wrapped.depth();
    return depth > 0 ? wrapped.format(depth - 1) : matched;
  }

  /** The bytes in which {@link #said} lies, when it is wrapped. */
  public byte[] saidBytes() {
    return wrapped.bytes(wrapped.depth() - 1);
  }

  /** The record itself, around all that it wraps. */
  public LogRecord outermost() {
    return record;
  }

  /** What the record says, or what its HTTP status means. */
  public Severity severity() {
    if (matched < 0) {
      return Severity.UNKNOWN;
    }
    Severity severity = wrapped.severity();
    if (severity == Severity.UNKNOWN) {
      severity = record.severity();
    }
    int status = said().status();
    if (severity != Severity.UNKNOWN || status == 0) {
      return severity;
    }
    return status >= 500 ? Severity.ERROR : status >= 400 ? Severity.NOTICE : Severity.INFO;
  }

  /** First digit of the status where the record is about a request; 0 where it is about more. */
  public int statusClass() {
    return matched >= 0 && said().signatureParts() > 0 ? said().status() / 100 : 0;
  }

  /** What the record that was matched last is about, told by its words. */
  public RecordSignature signature() {
    return signature;
  }

  /** The lines that an envelope wraps, where the record is joined out of several; else null. */
  public @Nullable JoinedLines joined() {
    return isJoined ? joined : null;
  }

  /** How stamps of a format become instants in that evidence. */
  public static StampResolver resolver(
      LogFormat format, ReadingRules rules, String evidence, @Nullable Reference reference) {
    Duration offset = rules.clockOffset(evidence);
    Optional<Reference> near = Optional.ofNullable(reference);
    if (format.zone() == ZoneRule.UTC) {
      return new StampResolver(ZoneOffset.UTC, Basis.ZONE_CONFIGURED, near, offset);
    }
    ReadingRules.ZoneRule zone = rules.zone(evidence);
    return new StampResolver(zone.zone(), zone.basis(), near, offset);
  }
}
