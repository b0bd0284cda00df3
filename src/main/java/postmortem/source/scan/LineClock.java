package postmortem.source.scan;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.stamp.DayInName;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampResolver;
import postmortem.event.stamp.StreamResolver;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;

/**
 * The time of lines that do not say all of it. The day is the one that a line before says, else
 * that in the name of the file; a time that goes back by more than half a day is the next day's.
 * Where neither is there, the nearest day to the reference counts: the stated one, else full dates
 * in other evidence, else the time of the file. Not thread-safe.
 */
public final class LineClock {

  private static final Pattern HALF = Pattern.compile("(?i)[ap]\\.?m\\b");
  private static final long HALF_A_DAY = 43_200;
  private static final long A_DAY = 86_400;

  private final ZoneId zone;
  private final StreamResolver stream;
  private final @Nullable Instant written;
  private @Nullable LocalDate day;
  private long last;
  private boolean begun;
  private int daysBefore;
  private boolean ofFileTime;
  private boolean halves;

  /**
   * A clock for one file.
   *
   * @param utc whether its stamps are UTC by definition
   * @param elsewhere a moment that other evidence is about; null when none is known
   */
  LineClock(EvidenceFile file, ReadingRules rules, boolean utc, @Nullable Instant elsewhere) {
    ReadingRules.ZoneRule stated =
        utc
            ? new ReadingRules.ZoneRule(ZoneOffset.UTC, Basis.ZONE_CONFIGURED)
            : rules.zone(file.name());
    zone = stated.zone();
    Instant near = rules.reference().orElse(elsewhere);
    written = near == null ? file.modified().orElse(null) : null;
    Optional<Reference> reference =
        near != null
            ? Optional.of(Reference.near(near))
            : Optional.ofNullable(written).map(Reference::last);
    stream =
        new StreamResolver(
            new StampResolver(zone, stated.basis(), reference, rules.clockOffset(file.name())));
    day = DayInName.of(file.name());
  }

  /** Whether a day was taken from the time of the file. */
  boolean isOfFileTime() {
    return ofFileTime;
  }

  /**
   * Takes a line that says on which day before that of the copy the following was said. The day in
   * the name of the file is taken for that of the copy.
   */
  void relative(int days) {
    LocalDate today = day;
    if (today != null) {
      day = today.plusDays(daysBefore).minusDays(days);
      last = 0;
    }
    daysBefore = days;
  }

  /** Takes the day that a line says. */
  void day(Stamp stamp) {
    if (!stamp.hasDate()) {
      return;
    }
    ofFileTime |= !stamp.hasYear() && written != null && !begun;
    long second = stream.epochSecond(stamp);
    if (second != StampResolver.NO_TIME) {
      day = localDay(second);
      last = stamp.timeOfDay().toSeconds();
      begun = true;
    }
  }

  /**
   * The time of the next record; empty when it has none.
   *
   * @param raw the stamp as written, redacted
   */
  Optional<EventTime> time(Stamp stamp, String raw) {
    LocalDate today = day;
    if (stamp.hasDate() || today == null) {
      return near(stamp, raw);
    }
    half(stamp, raw);
    long seconds = stamp.timeOfDay().toSeconds();
    if (last - seconds > HALF_A_DAY) {
      today = today.plusDays(1);
    }
    return on(today, stamp, raw);
  }

  /** A clock of twelve hours may leave out its AM or PM where the line before has it. */
  private void half(Stamp stamp, String raw) {
    boolean said = HALF.matcher(raw).find();
    halves |= said;
    if (said || !halves || stamp.timeOfDay().toHours() > 12) {
      return;
    }
    stamp.midnight();
    long before = Math.floorMod(stamp.timeOfDay().toSeconds() - last, A_DAY);
    if (Math.floorMod(before + HALF_A_DAY, A_DAY) < before) {
      stamp.afternoon();
    }
  }

  /** The time on a day that something else says. */
  private Optional<EventTime> on(LocalDate today, Stamp stamp, String raw) {
    stamp.date(today.getYear(), today.getMonthValue(), today.getDayOfMonth());
    day = today;
    last = stamp.timeOfDay().toSeconds();
    begun = true;
    Optional<EventTime> time = stream.resolve(stamp, raw).map(LineClock::inferred);
    return daysBefore == 0 ? time : time.map(LineClock::doubted);
  }

  private Optional<EventTime> near(Stamp stamp, String raw) {
    boolean first = !begun && !stamp.hasYear();
    halves |= HALF.matcher(raw).find();
    Optional<EventTime> time = stream.resolve(stamp, raw);
    if (time.isEmpty()) {
      return time;
    }
    begun = true;
    ofFileTime |= first && written != null;
    LocalDate found = localDay(time.get().at().getEpochSecond());
    if (first && written != null && !stamp.hasDate() && isLater(time.get().at())) {
      // A file was not written before what stands in it was said.
      return on(found.minusDays(1), stamp, raw);
    }
    if (!time.get().basis().contains(Basis.ALIGNED)) {
      day = found;
      last = stamp.timeOfDay().toSeconds();
    }
    return time;
  }

  private boolean isLater(Instant at) {
    Instant end = written;
    return end != null && at.isAfter(end.plus(Duration.ofHours(1)));
  }

  private LocalDate localDay(long second) {
    return Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
  }

  /** The day of the copy may be another one than the name of the file says. */
  private static EventTime doubted(EventTime time) {
    List<Basis> basis = new ArrayList<>(time.basis());
    basis.add(Basis.AMBIGUOUS);
    Duration bound = time.bound().plus(Duration.ofDays(1));
    return new EventTime(time.at(), time.precision(), basis, bound, time.raw());
  }

  private static EventTime inferred(EventTime time) {
    List<Basis> basis = new ArrayList<>(time.basis());
    basis.add(Basis.YEAR_INFERRED);
    return new EventTime(time.at(), time.precision(), basis, time.bound(), time.raw());
  }
}
