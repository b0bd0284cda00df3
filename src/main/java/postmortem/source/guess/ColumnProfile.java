package postmortem.source.guess;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Precision;
import postmortem.source.tree.Pointer;

/**
 * The values of one column, or of one member of the objects of a list, as far as they were seen.
 */
final class ColumnProfile {

  /** Words for how bad something is, as exports write them, to our own. */
  static final Map<String, String> SEVERITIES =
      Map.ofEntries(
          Map.entry("critical", "critical"),
          Map.entry("crit", "critical"),
          Map.entry("fatal", "critical"),
          Map.entry("emergency", "critical"),
          Map.entry("emerg", "critical"),
          Map.entry("disaster", "critical"),
          Map.entry("blocker", "critical"),
          Map.entry("kritisch", "critical"),
          Map.entry("p1", "critical"),
          Map.entry("sev1", "critical"),
          Map.entry("sev-1", "critical"),
          Map.entry("major", "error"),
          Map.entry("error", "error"),
          Map.entry("err", "error"),
          Map.entry("high", "error"),
          Map.entry("hoch", "error"),
          Map.entry("fehler", "error"),
          Map.entry("schwer", "error"),
          Map.entry("p2", "error"),
          Map.entry("sev2", "error"),
          Map.entry("sev-2", "error"),
          Map.entry("minor", "warning"),
          Map.entry("warning", "warning"),
          Map.entry("warn", "warning"),
          Map.entry("medium", "warning"),
          Map.entry("moderate", "warning"),
          Map.entry("mittel", "warning"),
          Map.entry("warnung", "warning"),
          Map.entry("p3", "warning"),
          Map.entry("sev3", "warning"),
          Map.entry("sev-3", "warning"),
          Map.entry("low", "notice"),
          Map.entry("niedrig", "notice"),
          Map.entry("notice", "notice"),
          Map.entry("hinweis", "notice"),
          Map.entry("gering", "notice"),
          Map.entry("p4", "notice"),
          Map.entry("sev4", "notice"),
          Map.entry("info", "info"),
          Map.entry("information", "info"),
          Map.entry("informational", "info"),
          Map.entry("p5", "info"),
          Map.entry("sev5", "info"),
          Map.entry("debug", "debug"));

  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:[.,]\\d+)?(?: ?%)?");
  private static final Pattern COUNT =
      Pattern.compile("\\d{10}(?:\\.\\d+)?|\\d{13}(?:\\.\\d+)?|\\d{14}|\\d{16}|\\d{19}");
  private static final Pattern CLOCK =
      Pattern.compile("\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[AaPp][Mm])?");
  private static final Pattern NO_WORDS =
      Pattern.compile(
          "(?i)true|false|yes|no|ja|nein|[^\\s@]+@[^\\s@]+\\.\\w+|\\d{1,3}(?:\\.\\d{1,3}){3}|https?://\\S+|[0-9a-fA-F-]{16,}");
  private static final Pattern LETTERS = Pattern.compile("\\p{L}{2,}");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

  private static final long DAY_SECONDS = 24L * 60 * 60;

  /** So many of the values that there are have to be of a kind. */
  private static final double NEARLY_ALL = 0.9;

  private final List<String> path;
  private final String title;
  private final ColumnName name;
  private final List<@Nullable Instant> instants = new ArrayList<>();
  private final Set<String> distinct = new HashSet<>();
  private int rows;
  private int filled;
  private int stamps;
  private int days;
  private int absolute;
  private int numbers;
  private int worded;
  private int severities;
  private int clocks;
  private long wordsInAll;

  /**
   * A column of which nothing was seen so far.
   *
   * @param path names from the record down to it
   * @param title how the export calls it, raw
   */
  ColumnProfile(List<String> path, String title) {
    this.path = List.copyOf(path);
    this.title = title;
    this.name = ColumnName.of(path.size() > 1 ? path : List.of(title));
  }

  /** Notes that a row has nothing there. */
  void missing() {
    rows++;
    instants.add(null);
  }

  /**
   * Looks at the value of a row.
   *
   * @param time what it says as a stamp; empty when it is none
   */
  void see(String raw, Optional<EventTime> time) {
    String value = raw.strip();
    if (value.isEmpty() || value.equals("-") || value.equalsIgnoreCase("null")) {
      missing();
      return;
    }
    rows++;
    filled++;
    distinct.add(value);
    boolean number = NUMBER.matcher(value).matches();
    Instant at =
        time.map(EventTime::at)
            .filter(instant -> instant.isAfter(EARLIEST) && instant.isBefore(LATEST))
            .filter(instant -> !number || (name.saysTime() && COUNT.matcher(value).matches()))
            .orElse(null);
    instants.add(at);
    if (at != null) {
      stamps++;
      absolute +=
          time.filter(t -> t.basis().contains(Basis.OFFSET) || t.basis().contains(Basis.EPOCH))
                  .isPresent()
              ? 1
              : 0;
      days += isDay(at, time) ? 1 : 0;
    } else if (number) {
      numbers++;
    } else if (LETTERS.matcher(value).find() && !NO_WORDS.matcher(value).matches()) {
      worded++;
      wordsInAll += BLANKS.split(value, -1).length;
    }
    clocks += CLOCK.matcher(value).matches() ? 1 : 0;
    severities += SEVERITIES.containsKey(value.toLowerCase(Locale.ROOT)) ? 1 : 0;
  }

  /** A day alone, also where a spreadsheet or a database wrote midnight behind it. */
  private static boolean isDay(Instant at, Optional<EventTime> time) {
    return at.getEpochSecond() % DAY_SECONDS == 0
        || time.filter(t -> t.precision() == Precision.DAY).isPresent();
  }

  /** Names from the record down to it. */
  List<String> path() {
    return path;
  }

  /** Where it stands in a record, as declarations write it. */
  String pointer() {
    return new Pointer(path).toString();
  }

  /** How the export calls it, raw. */
  String title() {
    return title;
  }

  /** What its name says. */
  ColumnName name() {
    return name;
  }

  /** In how many rows it holds something. */
  int filled() {
    return filled;
  }

  /** How many rows there were. */
  int rows() {
    return rows;
  }

  /** How many of its values are stamps. */
  int stamps() {
    return stamps;
  }

  /** How many different values there are. */
  int distinct() {
    return distinct.size();
  }

  /** Whether nearly all of what it holds are stamps. */
  boolean holdsTimes() {
    return stamps > 0 && stamps >= NEARLY_ALL * filled;
  }

  /** Whether nearly every row has one. */
  boolean isFull() {
    return stamps >= NEARLY_ALL * rows;
  }

  /** Whether its stamps are mostly days without a time of day. */
  boolean isDays() {
    return days * 2 > stamps;
  }

  /** Whether all of its stamps say their instant without a rule of the run. */
  boolean isAbsolute() {
    return stamps > 0 && absolute == stamps;
  }

  /** Whether nearly all of what it holds are times of day without a date. */
  boolean holdsTimesOfDay() {
    return clocks > 0 && clocks >= NEARLY_ALL * filled;
  }

  /** Whether all rows say the same instant, which is then that of the export. */
  boolean isOneMoment() {
    return rows > 2 && instants.stream().filter(Objects::nonNull).distinct().count() == 1;
  }

  /** Whether what it holds are numbers. */
  boolean holdsNumbers() {
    return numbers > 0 && numbers >= NEARLY_ALL * filled;
  }

  /** Whether what it holds are mostly words. */
  boolean holdsWords() {
    return worded > 0 && worded * 2 >= filled;
  }

  /** How many words its values have on average. */
  double length() {
    return worded == 0 ? 0 : (double) wordsInAll / worded;
  }

  /** Whether all of what it holds says how bad something is. */
  boolean holdsSeverities() {
    return severities > 0 && severities == filled && filled * 2 >= rows;
  }

  /** The instant of a row; null where there is none. */
  @Nullable Instant instant(int row) {
    return row < instants.size() ? instants.get(row) : null;
  }

  /** Whether another column says the same in every row. */
  boolean says(ColumnProfile other) {
    return instants.equals(other.instants);
  }

  /** Whether it is never before another one, in nearly all rows which have both. */
  boolean follows(ColumnProfile start) {
    int both = 0;
    int behind = 0;
    for (int i = 0; i < rows; i++) {
      Instant from = start.instant(i);
      Instant to = instant(i);
      if (from != null && to != null) {
        both++;
        behind += to.isBefore(from) ? 0 : 1;
      }
    }
    return both > 0 && behind >= NEARLY_ALL * both;
  }

  /** Whether it is the same clock as another in another zone: whole quarters of an hour apart. */
  boolean isOtherZoneOf(ColumnProfile other) {
    Long apart = null;
    for (int i = 0; i < rows; i++) {
      Instant one = instant(i);
      Instant two = other.instant(i);
      if (one != null && two != null) {
        long seconds = ChronoUnit.SECONDS.between(one, two);
        // In summer and in winter it may be an hour more or less.
        if (seconds % 900 != 0
            || Math.abs(seconds) > 14 * 3600
            || (apart != null && Math.abs(apart - seconds) > 3600)) {
          return false;
        }
        apart = seconds;
      }
    }
    return apart != null;
  }

  /** Whether its instants, without repeats, are nearly all as far apart from each other. */
  boolean isRegular() {
    List<Instant> sorted = instants.stream().filter(Objects::nonNull).distinct().sorted().toList();
    if (sorted.size() < 4) {
      return false;
    }
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      gaps.add(ChronoUnit.MILLIS.between(sorted.get(i - 1), sorted.get(i)));
    }
    List<Long> ordered = gaps.stream().sorted().toList();
    long middle = ordered.get(ordered.size() / 2);
    long near = gaps.stream().filter(gap -> Math.abs(gap - middle) * 10 <= middle).count();
    return near >= 0.8 * gaps.size();
  }
}
