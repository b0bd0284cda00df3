package postmortem.log.layout;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node.Mark;
import postmortem.declaration.Node.Scalar;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;
import postmortem.log.format.LevelWords;
import postmortem.log.format.LinePatterns;

/** A pattern that one line proposes, and what the others make of it. */
final class Proposal {

  private static final Pattern BEGINS =
      Pattern.compile("^(?:%\\{time(?:->)?}|\\[%\\{time}]|\\(%\\{time}\\)|<%\\{time}>)");
  private static final double ONE_WAY = 0.9;

  /** A time in doubt is one where so many lines have it, and so large a part of them. */
  private static final int LEAST_IN_DOUBT = 5;

  private static final double MOST_IN_DOUBT = 0.9;

  /** The time of what a line is about may stand behind its name: {@code INFO order 5 (...)}. */
  private static final Pattern BEHIND_WORD = Pattern.compile("%\\{[^}]*:word(?:->)?}.*%\\{time");

  /** A day and a time of day in columns of their own: the second may be how long it took. */
  private static final Pattern COLUMNS = Pattern.compile("[dyM] ?[,;|] ?[Hh]");

  /** Two zones are no more seconds apart than this. */
  private static final long ZONES = 26 * 3600L;

  private static final Mark NOWHERE = new Mark("found", 1, 1, "");

  private final String pattern;
  private final String stamp;
  private final LineLayout.Level level;

  /** Whether the level stands where words of sentences do not: in capitals, brackets, a column. */
  private final boolean marked;

  private final int told;
  private final int place;
  private final boolean shortest;

  /** Whether its time may be something that the lines tell of. */
  private final boolean doubtful;

  private int matched;
  private int saying;

  /** How many lines have nothing behind the pattern. */
  private int alone;

  /** How often a time was larger or smaller than the one before it. */
  private int larger;

  private int smaller;

  private long last;

  /** Its times by the clock, in the order of the lines; only where they may be in question. */
  private final DayTimes times = new DayTimes();

  private FigureOrder.@Nullable Basis basis;

  /** Its earliest and latest time by the clock, in seconds. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;
  private final TreeSet<String> levels = new TreeSet<>();

  /** Whether one of its levels is nothing else, as an outcome is. */
  private boolean certain;

  Proposal(Written written, int place) {
    this.pattern = written.pattern();
    this.stamp = written.stamp();
    this.level = written.level();
    this.marked = written.marked();
    this.told = written.told();
    this.place = place;
    this.shortest = written.shortest();
    this.doubtful = written.doubtful() || COLUMNS.matcher(stamp).find();
  }

  /**
   * A pattern as one line proposes it.
   *
   * @param stamp the layout of its time; empty where it has none
   * @param marked whether the level stands where words of sentences do not
   * @param told how many fields it tells
   * @param shortest whether no shorter beginning of the line gave one
   * @param doubtful whether its time is none but where nearly all lines have it
   */
  record Written(
      String pattern,
      String stamp,
      LineLayout.Level level,
      boolean marked,
      int told,
      boolean shortest,
      boolean doubtful) {}

  /** Tries it on lines; false when it is no pattern. */
  boolean run(byte[] bytes, List<int[]> lines) {
    LinePatterns compiled;
    try {
      compiled =
          LinePatterns.compileColumns(
              List.of(
                  new LinePatterns.Written(
                      new Scalar(NOWHERE, pattern, true),
                      false,
                      stamp.isEmpty() ? List.of() : List.of(StampLayout.compile(stamp)))));
    } catch (DiagnosticException e) {
      return false;
    }
    LinePatterns.Match match = new LinePatterns.Match();
    int levelField = compiled.fields().indexOf("level");
    int message = compiled.fields().indexOf("message");
    int @Nullable [] before = null;
    for (int[] line : lines) {
      if (compiled.match(bytes, line[0], line[1], match) == LinePatterns.NONE
          || !takesLevel(bytes, match, levelField)) {
        continue;
      }
      matched++;
      alone += match.from(message) == match.to(message) ? 1 : 0;
      saying += says(bytes, match.from(message), match.to(message)) ? 1 : 0;
      if (match.stampFrom() >= 0 && !isEpoch()) {
        long second = match.stamp().localSecond(0);
        if (isInFigures()) {
          times.add(second);
        }
        larger += matched > 1 && second > last ? 1 : 0;
        smaller += matched > 1 && second < last ? 1 : 0;
        last = second;
        earliest = Math.min(earliest, second);
        latest = Math.max(latest, second);
      }
      if (isEpoch()) {
        int[] now = {match.stampFrom(), match.stampTo()};
        int order = before == null ? 0 : compare(bytes, before, now);
        larger += order < 0 ? 1 : 0;
        smaller += order > 0 ? 1 : 0;
        before = now;
      }
    }
    return matched > 0 && (!doubtful || isNearlyAll(lines.size())) && (!isToProve() || isCourse());
  }

  /** Whether its times have to go one way to be believed; a few steps show nothing of names. */
  private boolean isToProve() {
    return doubtful
        || isEpoch()
        || (2 * alone > matched
            && larger + smaller >= LEAST_IN_DOUBT
            && BEHIND_WORD.matcher(pattern).find());
  }

  private boolean isNearlyAll(int lines) {
    return matched >= LEAST_IN_DOUBT && matched >= MOST_IN_DOUBT * lines;
  }

  /** Whether the counts go one way but for a few, as times do and ids do not. */
  private boolean isCourse() {
    return Math.max(larger, smaller) >= ONE_WAY * (larger + smaller);
  }

  private boolean takesLevel(byte[] bytes, LinePatterns.Match match, int field) {
    if (field < 0) {
      return true;
    }
    int from = match.from(field);
    int to = match.to(field);
    Severity severity =
        level == LineLayout.Level.LETTER
            ? LevelWords.letter(bytes[from])
            : LevelWords.find(bytes, from, to);
    if (severity == Severity.UNKNOWN) {
      return false;
    }
    levels.add(severity.label());
    certain |= level == LineLayout.Level.LETTER || !LevelWords.isDoubtful(bytes, from, to);
    return true;
  }

  /** Whether a message begins with something else than a key and a value. */
  private static boolean says(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != ' ' && bytes[end] != '=') {
      end++;
    }
    return from < to && (end == to || bytes[end] != '=');
  }

  private static int compare(byte[] bytes, int[] before, int[] now) {
    return java.util.Arrays.compare(bytes, before[0], before[1], bytes, now[0], now[1]);
  }

  int matched() {
    return matched;
  }

  LineLayout.Level level() {
    return level;
  }

  /** How many severities its lines have. */
  int levels() {
    return Math.min(2, levels.size());
  }

  /** How many fields it tells. */
  int told() {
    return told;
  }

  /** How many were proposed before it. */
  int place() {
    return place;
  }

  String stamp() {
    return stamp;
  }

  boolean isShortest() {
    return shortest;
  }

  boolean isEpoch() {
    return isEpoch(stamp);
  }

  /** Whether its stamp is a time of day without a day. */
  boolean isDayless() {
    return stamp.startsWith("H");
  }

  static boolean isEpoch(String stamp) {
    return stamp.startsWith("epoch");
  }

  /** Whether its date begins with a year of two figures, which may as well be a day or a month. */
  boolean isShortYearFirst() {
    return stamp.startsWith("yy") && !stamp.startsWith("yyyy") && stamp.charAt(2) != 'M';
  }

  /** Whether its year has two figures. */
  private boolean isShort() {
    return stamp.contains("yy") && !stamp.contains("yyyy");
  }

  /** Whether its years of two figures lie behind the last moment that can have been written. */
  boolean isBehind(long latestSecond) {
    return isShort() && earliest > latestSecond && earliest != Long.MAX_VALUE;
  }

  /** Whether its times are in doubt, and one lies behind the last moment of a line. */
  boolean isToCome(long latestSecond) {
    return doubtful && latest > latestSecond && latest - latestSecond > ZONES;
  }

  private boolean isInFigures() {
    return FigureOrder.isInFigures(stamp);
  }

  /** Whether its stamp has the figures of another's date in another order. */
  boolean isOrderOf(Proposal other) {
    return FigureOrder.isOther(stamp, other.stamp);
  }

  /** Says by what the order of its figures was told. */
  void decide(FigureOrder.Basis told) {
    basis = told;
  }

  /** Its times by the clock, where the order of their figures may be in question. */
  DayTimes times() {
    return times;
  }

  /** Whether it reads as many lines as another order of the figures, in as short a time. */
  boolean isAsGoodAs(Proposal other) {
    return isLike(other)
        && matched >= other.matched
        && (!isShort() || !other.isShort() || latest - earliest <= other.latest - other.earliest);
  }

  /** Whether it differs from another in its stamp alone. */
  boolean isLike(Proposal other) {
    return pattern.equals(other.pattern) && !stamp.equals(other.stamp);
  }

  /** Whether it begins with a stamp that stands for itself: one line may show that. */
  boolean beginsWithStamp() {
    return BEGINS.matcher(pattern).find();
  }

  /** Whether words that happen to stand there are no explanation. */
  boolean isCredible() {
    return certain && (marked || levels.size() > 1);
  }

  /** Whether it leaves a message to most lines. */
  boolean saysSomething() {
    return 2 * saying >= matched;
  }

  boolean isTwinOf(Proposal other) {
    return isLike(other) && FoundLayout.exchanged(stamp).equals(other.stamp);
  }

  /** Whether its dates have that order. */
  boolean isOf(DateOrder order) {
    return FoundLayout.order(stamp) == order;
  }

  LineLayout layout(@Nullable String twin) {
    return new LineLayout(pattern, stamp, twin, level, matched, basis);
  }
}
