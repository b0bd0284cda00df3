package postmortem.log.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private static final int NO_LEVEL = -1;
  private static final double ONE_WAY = 0.9;
  private static final String OPENING = "[(<{\"";

  private static final Mark NOWHERE = new Mark("found", 1, 1, "");

  private final String pattern;
  private final String stamp;
  private final LineLayout.Level level;

  /** Whether the level stands where words of sentences do not: in capitals, brackets, a column. */
  private final boolean marked;

  private final int told;
  private final int place;
  private final boolean shortest;

  private int matched;
  private int saying;

  /** How often a count since 1970 was larger or smaller than the one before it. */
  private int larger;

  private int smaller;

  /** Its earliest and latest time by the clock, in seconds. */
  private long earliest = Long.MAX_VALUE;

  private long latest = Long.MIN_VALUE;
  private final TreeSet<String> levels = new TreeSet<>();

  /** Whether one of its levels is nothing else, as an outcome is. */
  private boolean certain;

  private Proposal(
      String pattern,
      String stamp,
      LineLayout.Level level,
      boolean marked,
      int told,
      int place,
      boolean shortest) {
    this.pattern = pattern;
    this.stamp = stamp;
    this.level = level;
    this.marked = marked;
    this.told = told;
    this.place = place;
    this.shortest = shortest;
  }

  /** Adds the patterns that the beginning of a line allows, each once. */
  static void of(List<HeaderPart> parts, String stamp, Map<String, Proposal> to) {
    int time = -1;
    List<Integer> levels = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == HeaderPart.Kind.TIME) {
        time = i;
      } else if (parts.get(i).isLevel()) {
        levels.add(i);
      }
    }
    if (time >= 0) {
      levels.add(NO_LEVEL);
    } else if (!stamp.isEmpty()) {
      return;
    }
    if (isEpoch(stamp) && isBehindWord(parts, time)) {
      return;
    }
    for (int level : levels) {
      boolean shortest = true;
      for (int last = Math.max(time, level); last < parts.size(); last++) {
        // What follows has to begin behind blanks and punctuation.
        boolean ends =
            last + 1 == parts.size() || parts.get(last + 1).kind() != HeaderPart.Kind.LITERAL;
        if (ends && closes(parts, last, level)) {
          add(parts, last, level, stamp, shortest, to);
          shortest = false;
        }
      }
    }
  }

  /** Whether a figure stands behind a word, as in {@code order 1748291002}. */
  private static boolean isBehindWord(List<HeaderPart> parts, int at) {
    return at > 1
        && parts.get(at - 1).text().isBlank()
        && parts.get(at - 2).kind() == HeaderPart.Kind.PLAIN;
  }

  /** Whether a message may begin behind a part: there is more than a blank, or a group ended. */
  private static boolean closes(List<HeaderPart> parts, int last, int level) {
    int at = last;
    while (at > 0 && parts.get(at).kind() == HeaderPart.Kind.LITERAL && !parts.get(at).closes()) {
      at--;
    }
    return at == level || (parts.get(at).closes() && !parts.get(at).isLevel());
  }

  private static void add(
      List<HeaderPart> parts,
      int last,
      int level,
      String stamp,
      boolean shortest,
      Map<String, Proposal> to) {
    StringBuilder pattern = new StringBuilder();
    int told = 0;
    for (int i = 0; i <= last; i++) {
      HeaderPart part = parts.get(i);
      if (part.kind() == HeaderPart.Kind.LITERAL) {
        pattern.append(literal(part.text(), i > 0 && padsBefore(parts, i)));
      } else {
        boolean padded = i < last && padsBefore(parts, i + 1);
        pattern.append(field(part, i == level, padded, told, pattern));
        told++;
      }
    }
    pattern.append("%{message->}");
    String text = pattern.toString();
    HeaderPart.Kind kind = level == NO_LEVEL ? HeaderPart.Kind.TIME : parts.get(level).kind();
    LineLayout.Level how =
        level == NO_LEVEL
            ? LineLayout.Level.NONE
            : kind == HeaderPart.Kind.LETTER ? LineLayout.Level.LETTER : LineLayout.Level.WORD;
    boolean marked =
        level != NO_LEVEL && (kind == HeaderPart.Kind.CAPITALS || isMarked(parts, level));
    int place = to.size();
    int fields = told;
    to.computeIfAbsent(
        stamp + '\n' + text,
        key -> new Proposal(text, stamp, how, marked, fields, place, shortest));
  }

  private static boolean isMarked(List<HeaderPart> parts, int level) {
    return (level > 0 && parts.get(level - 1).closes())
        || (level + 1 < parts.size() && parts.get(level + 1).closes());
  }

  /** Whether a literal is a row of blanks, which pads the field before it. */
  private static boolean padsBefore(List<HeaderPart> parts, int at) {
    HeaderPart part = parts.get(at);
    return part.kind() == HeaderPart.Kind.LITERAL
        && part.text().length() > 1
        && part.text().startsWith("  ")
        && part.text().isBlank()
        && parts.get(at - 1).kind() != HeaderPart.Kind.LITERAL;
  }

  private static String literal(String text, boolean padding) {
    return padding ? " " : text;
  }

  private static String field(
      HeaderPart part, boolean asLevel, boolean padded, int number, CharSequence before) {
    if (part.kind() == HeaderPart.Kind.TIME) {
      return padded ? "%{time->}" : "%{time}";
    }
    if (asLevel) {
      return switch (part.kind()) {
        case LETTER -> "%{level:1}";
        case CAPITALS -> "%{level:capitals->}";
        default -> "%{level:level->}";
      };
    }
    String key = part.text();
    boolean known = LayoutFinder.ROLES.contains(key) && before.toString().indexOf("%{" + key) < 0;
    String name = known ? key : "part" + number;
    boolean enclosed =
        before.length() > 0 && OPENING.indexOf(before.charAt(before.length() - 1)) >= 0;
    String type = enclosed || part.kind() == HeaderPart.Kind.GROUP ? "" : ":word";
    return "%{" + name + type + (padded ? "->" : "") + "}";
  }

  /** Tries it on lines; false when it is no pattern. */
  boolean run(byte[] bytes, List<int[]> lines) {
    LinePatterns compiled;
    try {
      compiled =
          LinePatterns.compile(
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
      saying += says(bytes, match.from(message), match.to(message)) ? 1 : 0;
      if (isShort() && match.stampFrom() >= 0) {
        long second = match.stamp().localSecond(0);
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
    return matched > 0 && isCourse();
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

  private static boolean isEpoch(String stamp) {
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
    return new LineLayout(pattern, stamp, twin, level, matched);
  }
}
