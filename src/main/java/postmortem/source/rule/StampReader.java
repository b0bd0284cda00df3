package postmortem.source.rule;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.stamp.LayoutGuess;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.Stamp;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampResolver;
import postmortem.incident.ReadingRules;
import postmortem.redact.Redactor;
import postmortem.source.head.Head;
import postmortem.source.tree.SaidZone;

/** The way from a written stamp of a record to its instant. Not thread-safe. */
public final class StampReader {

  /** What exports write where nothing else is declared. */
  private static final List<StampLayout> USUAL =
      TimeRule.compiled(
          List.of(
              "rfc3339",
              "yyyy-MM-dd'T'HH:mm:ssf",
              "yyyy-MM-dd HH:mm:ssf",
              "yyyy-MM-dd HH:mm:ssf X",
              "yyyy-MM-dd HH:mm:ssf z",
              "yyyy-MM-dd'T'HH:mm[X]",
              "yyyy-MM-dd hh:mm:ss a",
              "yyyy-MM-dd HH:mm",
              "yyyy-MM-dd HH:mm X",
              "yyyy-MM-dd HH:mm z",
              "yyyy-MM-dd",
              "EEE, d MMM yyyy HH:mm[:ss] X",
              "EEE, d MMM yyyy HH:mm[:ss] z",
              "EEE MMM dd yyyy HH:mm:ss 'GMT'X"));

  /** What languages write behind an offset: a monotonic clock, the name of the zone in words. */
  private static final Pattern SUFFIX =
      Pattern.compile(
          " m=[+-][0-9.]+$|(?<=[+-]\\d{2}:?\\d{2}|GMT|UTC|Z) \\([A-Z][a-z]+(?: [A-Z][a-z]+)+\\)$");

  private static final Pattern NAME_IN_BRACKETS = Pattern.compile(" ?[(\\[]([A-Za-z_/+-]+)[)\\]]$");

  private static final Map<String, StampLayout> COUNTS =
      Map.of(
          "", StampLayout.compile("epoch"),
          "s", StampLayout.compile("epoch-s"),
          "ms", StampLayout.compile("epoch-ms"),
          "us", StampLayout.compile("epoch-us"),
          "ns", StampLayout.compile("epoch-ns"));

  /** No stamp that is a number has so many. */
  private static final int MOST_DIGITS = 40;

  /** No stamp is longer, with the name of its zone in words. */
  private static final int LONGEST = 96;

  /** A stamp has a date and a time before any of these. */
  private static final int SHORTEST_WITH_SUFFIX = 24;

  private final ReadingRules rules;
  private final Redactor redactor;
  private final Map<String, StampResolver> resolvers = new HashMap<>();
  private final Map<String, ColumnDates> dates = new HashMap<>();
  private final ZonesBeside beside = new ZonesBeside();
  private final StampDoubts doubts = new StampDoubts();
  private final Map<String, ZoneId> zonesUsed = new HashMap<>();
  private final Stamp stamp = new Stamp();

  public StampReader(ReadingRules rules, Redactor redactor) {
    this.rules = rules;
    this.redactor = redactor;
  }

  /** The time of a record; empty when it has none that can be read. */
  public Optional<EventTime> read(SourceRecord record, TimeRule rule) {
    EventTime timed = record.timed();
    if (timed != null && rule.isOfLine()) {
      return Optional.of(timed);
    }
    TimeRule nearRule = rule.nearRule();
    Optional<Instant> near =
        nearRule == null ? Optional.empty() : read(record, nearRule).map(EventTime::at);
    for (TimeRule.Written written : rule.stamps(record)) {
      ZonesBeside.Said said = beside.of(record, written).orElse(null);
      Optional<EventTime> time =
          read(record.evidence(), written.raw(), rule, near, said)
              .or(() -> byHand(record.evidence(), written, rule, said))
              .or(() -> otherwise(record.evidence(), written.raw(), rule, said))
              .map(found -> doubted(found, record, rule, said));
      if (time.isPresent()) {
        TimeRule.Plus plus = rule.plus();
        return plus == null
            ? withZone(record, time, rule)
            : time.map(start -> later(start, plus.of(record)));
      }
    }
    return Optional.empty();
  }

  /** A date as people write it; of an order of day and month that nothing settles, that is said. */
  private Optional<EventTime> byHand(
      String evidence, TimeRule.Written written, TimeRule rule, ZonesBeside.@Nullable Said said) {
    Optional<WrittenDate> date =
        rule.layouts().isEmpty() ? WrittenDate.of(written.raw()) : Optional.empty();
    if (date.isEmpty()) {
      return Optional.empty();
    }
    ColumnDates columns = dates.get(evidence);
    boolean dayFirst = columns != null && columns.isDayFirst(written.field());
    boolean settled =
        date.get().settled() || (columns != null && columns.isSettled(written.field()));
    Optional<EventTime> time = byHand(evidence, date.get(), dayFirst, written.raw(), rule, said);
    if (settled || time.isEmpty()) {
      return time;
    }
    Optional<EventTime> other = byHand(evidence, date.get(), !dayFirst, written.raw(), rule, said);
    Duration doubt =
        other.map(o -> Duration.between(time.get().at(), o.at()).abs()).orElse(Duration.ZERO);
    List<Basis> basis = new ArrayList<>(time.get().basis());
    basis.add(Basis.AMBIGUOUS);
    return Optional.of(
        new EventTime(
            time.get().at(),
            time.get().precision(),
            basis,
            time.get().bound().plus(doubt),
            time.get().raw()));
  }

  private Optional<EventTime> byHand(
      String evidence,
      WrittenDate date,
      boolean dayFirst,
      String raw,
      TimeRule rule,
      ZonesBeside.@Nullable Said said) {
    String zone = date.zone();
    return date.iso(dayFirst)
        .flatMap(
            iso ->
                read(evidence, zone == null ? iso : iso + " " + zone, rule, Optional.empty(), said))
        .map(
            time ->
                new EventTime(
                    time.at(), time.precision(), time.basis(), time.bound(), redactor.text(raw)));
  }

  /** A stamp whose parts tell how it is written: a year in front, or a month by its name. */
  private Optional<EventTime> otherwise(
      String evidence, String raw, TimeRule rule, ZonesBeside.@Nullable Said said) {
    byte[] bytes = plain(raw.strip()).getBytes(StandardCharsets.UTF_8);
    if (!rule.layouts().isEmpty() || rule.unit() != null || bytes.length > LONGEST) {
      return Optional.empty();
    }
    for (LayoutGuess.Guess guess : LayoutGuess.at(bytes, 0, bytes.length)) {
      String layout = guess.layout();
      boolean certain =
          layout.startsWith("yyyy")
              || (layout.contains("yyyy") && (layout.contains("MMM") || layout.contains("LLL")));
      if (certain && StampLayout.compile(layout).parse(bytes, stamp)) {
        return resolved(evidence, raw, rule, Optional.empty(), said);
      }
    }
    return Optional.empty();
  }

  /** What the dates of a file's columns mean. */
  public void dates(String evidence, ColumnDates columns) {
    dates.put(evidence, columns);
  }

  private static EventTime later(EventTime start, Duration by) {
    return new EventTime(
        start.at().plus(by), start.precision(), start.basis(), start.bound(), start.raw());
  }

  /** The time itself, or what an id tells where the stamp does not say its zone. */
  private Optional<EventTime> withZone(
      SourceRecord record, Optional<EventTime> time, TimeRule rule) {
    TimeRule.Snowflake id = rule.snowflake();
    List<Basis> basis = time.map(EventTime::basis).orElse(List.of());
    return id == null || basis.contains(Basis.OFFSET) || basis.contains(Basis.EPOCH)
        ? time
        : id.millis(record)
            .flatMap(
                millis -> read(record.evidence(), millis, TimeRule.of("", "ms"), Optional.empty()))
            .or(() -> time);
  }

  /** The instant of a count of seconds since 1970; empty for 1970 itself. */
  public Optional<EventTime> seconds(String evidence, long seconds) {
    return read(evidence, Long.toString(seconds), TimeRule.of("", "s"), Optional.empty());
  }

  /** The instant of a stamp in one of some layouts; one without zone follows the zone rules. */
  public Optional<EventTime> written(String evidence, String raw, List<StampLayout> layouts) {
    return read(evidence, raw, TimeRule.written(List.of(), layouts), Optional.empty());
  }

  private Optional<EventTime> read(
      String evidence, String raw, TimeRule rule, Optional<Instant> near) {
    return read(evidence, raw, rule, near, null);
  }

  private Optional<EventTime> read(
      String evidence,
      String raw,
      TimeRule rule,
      Optional<Instant> near,
      ZonesBeside.@Nullable Said said) {
    String plain = plain(raw.strip());
    if (plain.endsWith("]") || plain.endsWith(")")) {
      Matcher named = NAME_IN_BRACKETS.matcher(plain);
      if (named.find() && named.start() > 0) {
        return named(evidence, raw, plain.substring(0, named.start()), named.group(1), rule, near);
      }
    }
    List<StampLayout> declared = rule.layouts();
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    for (StampLayout layout : declared.isEmpty() ? USUAL : declared) {
      if (layout.parse(bytes, stamp)) {
        return resolved(evidence, raw, rule, near, said);
      }
    }
    StampLayout count = COUNTS.get(rule.unit() == null ? "" : rule.unit());
    if (declared.isEmpty() && count != null && count.parse(bytes, stamp)) {
      return resolved(evidence, raw, rule, near, said);
    }
    return Optional.empty();
  }

  /**
   * {@code 2025-02-09T10:05:00+01:00[Europe/Berlin]}: an offset counts, the name may dispute it.
   */
  private Optional<EventTime> named(
      String evidence,
      String raw,
      String bare,
      String name,
      TimeRule rule,
      Optional<Instant> near) {
    ZoneId zone = SaidZone.of(name).orElse(null);
    ZonesBeside.Said said = zone == null ? null : new ZonesBeside.Said(zone, name, true);
    Optional<EventTime> time = read(evidence, bare, rule, near, said);
    if (time.isEmpty() || zone == null || !stamp.hasOffset() || stamp.isEpoch()) {
      return time;
    }
    stamp.alsoSays(zone.getRules().getOffset(time.get().at()).getTotalSeconds());
    return resolver(evidence, rule.utc(), near).resolve(stamp, redactor.text(raw));
  }

  private Optional<EventTime> resolved(
      String evidence,
      String raw,
      TimeRule rule,
      Optional<Instant> near,
      ZonesBeside.@Nullable Said said) {
    String text = redactor.text(raw);
    if (stamp.hasOffset()) {
      return resolver(evidence, rule.utc(), near).resolve(stamp, text);
    }
    ZoneId zone = said == null || (rule.utc() && !said.ofColumn()) ? null : said.zone();
    ZoneId used = zone != null ? zone : rule.utc() ? ZoneOffset.UTC : rules.zone(evidence).zone();
    zonesUsed.putIfAbsent(evidence, used);
    return zone == null
        ? resolver(evidence, rule.utc(), near).resolve(stamp, text)
        : new StampResolver(
                zone,
                Basis.ZONE_CONFIGURED,
                (near.isPresent() ? near : rules.reference()).map(Reference::near),
                rules.clockOffset(evidence))
            .resolve(stamp, text);
  }

  /** Notes what contradicts the time of a record, of which the stamp was read last. */
  private EventTime doubted(
      EventTime time, SourceRecord record, TimeRule rule, ZonesBeside.@Nullable Said said) {
    if (stamp.isUnitDoubted()) {
      doubts.unit(record, time.raw(), String.valueOf(rule.unit()));
    }
    if (stamp.isZoneDisputed()) {
      doubts.twoZones(record, time.raw());
    }
    if (said == null || stamp.isEpoch() || !stamp.hasOffset()) {
      return time;
    }
    int apart =
        said.zone().getRules().getOffset(time.at()).getTotalSeconds() - stamp.offsetSeconds();
    if (apart == 0) {
      return time;
    }
    boolean utc = stamp.offsetSeconds() == 0;
    String by = redactor.text(said.by());
    doubts.otherZone(
        record, time.raw(), new ZonesBeside.Said(said.zone(), by, said.ofColumn()), apart, utc);
    if (utc && !said.ofColumn()) {
      // Many systems write UTC, and beside it the zone in which they show it.
      return time;
    }
    List<Basis> basis = new ArrayList<>(time.basis());
    basis.add(Basis.AMBIGUOUS);
    Duration bound = time.bound().plusSeconds(Math.abs(apart));
    return new EventTime(time.at(), time.precision(), basis, bound, time.raw());
  }

  /** Looks at the beginning of a file for zones that it says beside its stamps. */
  public void learn(Head head) {
    beside.learn(head);
  }

  /** The zone in which stamps without one were read; empty when there were none. */
  public Optional<ZoneId> zoneUsed(String evidence) {
    return Optional.ofNullable(zonesUsed.get(evidence));
  }

  /** Says what contradicts the stamps of a file. */
  public void tell(String evidence, String reader, Diagnostics diagnostics) {
    doubts.tell(evidence, reader, diagnostics);
  }

  /** A number in scientific notation, as some JSON writers make it, as plain digits. */
  private static String plain(String raw) {
    int e = Math.max(raw.indexOf('e'), raw.indexOf('E'));
    if (e > 0 && raw.length() < MOST_DIGITS && Character.isDigit(raw.charAt(0))) {
      try {
        BigDecimal number = new BigDecimal(raw);
        // A stamp has some twenty digits; written out, 1e999999999 would fill the memory.
        boolean small =
            Math.max(number.precision() - (long) number.scale(), number.scale()) < MOST_DIGITS;
        return small ? number.toPlainString() : raw;
      } catch (NumberFormatException notANumber) {
        return raw;
      }
    }
    return raw.length() < SHORTEST_WITH_SUFFIX ? raw : SUFFIX.matcher(raw).replaceFirst("");
  }

  private StampResolver resolver(String evidence, boolean utc, Optional<Instant> near) {
    return near.isPresent()
        ? made(evidence, utc, near)
        : resolvers.computeIfAbsent(utc + evidence, key -> made(evidence, utc, rules.reference()));
  }

  private StampResolver made(String evidence, boolean utc, Optional<Instant> reference) {
    ReadingRules.ZoneRule zone =
        utc
            ? new ReadingRules.ZoneRule(ZoneOffset.UTC, Basis.ZONE_CONFIGURED)
            : rules.zone(evidence);
    return new StampResolver(
        zone.zone(), zone.basis(), reference.map(Reference::near), rules.clockOffset(evidence));
  }
}
