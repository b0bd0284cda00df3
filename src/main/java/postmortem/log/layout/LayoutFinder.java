package postmortem.log.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.event.stamp.LayoutGuess;
import postmortem.log.layout.FigureOrder.Basis;

/**
 * Finds how lines are laid out that no declared format takes: each of some lines proposes patterns
 * of its own beginning, all lines vote, and of those that most lines fit the one wins that tells
 * most of them. The work is bounded by the numbers of lines, proposals and bytes looked at.
 */
public final class LayoutFinder {

  /** In place of a layout: the lines need no stamp. */
  static final String NO_STAMP = "";

  /** Keys whose fields get a role. */
  static final List<String> ROLES = List.of("service", "host", "logger", "thread", "trace");

  private static final int MOST_LINES = 300;
  private static final int PROPOSING = 12;
  private static final int MOST_PROPOSALS = 240;

  /** A stamp begins within so many bytes. */
  private static final int STAMP_WITHIN = 96;

  /** Behind other parts of a line so many lines have to agree. */
  private static final int LEAST = 3;

  /** Out of a hundred lines so many may be left when a pattern tells more. */
  private static final double NEARLY_ALL = 0.97;

  /** The same of a pattern that tells the level. */
  private static final double WITH_LEVEL = 0.95;

  private final byte[] bytes;
  private final List<int[]> lines;
  private final boolean wrapped;
  private final @Nullable DateOrder dateOrder;
  private final Origin origin;

  private LayoutFinder(
      byte[] bytes,
      List<int[]> lines,
      boolean wrapped,
      @Nullable DateOrder dateOrder,
      Origin origin) {
    this.bytes = bytes;
    this.lines = lines;
    this.wrapped = wrapped;
    this.dateOrder = dateOrder;
    this.origin = origin;
  }

  /**
   * The layout of lines, if most of those that have a stamp have it.
   *
   * @param lines beginning and end of each in {@code bytes}
   * @param wrapped whether something around them tells the time, so that they need no stamp but a
   *     level
   * @param dateOrder how dates in figures are read where they do not tell; null when nobody said so
   * @param origin what the file tells besides its lines
   */
  public static Optional<FoundLayout> find(
      byte[] bytes,
      List<int[]> lines,
      boolean wrapped,
      @Nullable DateOrder dateOrder,
      Origin origin) {
    List<int[]> records = new ArrayList<>();
    for (int[] line : lines) {
      if (line[0] < line[1]
          && bytes[line[0]] != ' '
          && bytes[line[0]] != '\t'
          && !isObject(bytes, line)) {
        records.add(line);
      }
      if (records.size() == MOST_LINES) {
        break;
      }
    }
    return new LayoutFinder(bytes, records, wrapped, dateOrder, origin).find();
  }

  /** An object is read by its keys or not at all. */
  private static boolean isObject(byte[] bytes, int[] line) {
    return bytes[line[0]] == '{' && bytes[line[1] - 1] == '}';
  }

  private Optional<FoundLayout> find() {
    List<Proposal> tried = new ArrayList<>();
    for (Proposal proposal : proposals()) {
      if (proposal.run(bytes, lines) && !proposal.isToCome(origin.latest())) {
        tried.add(proposal);
      }
    }
    if (dateOrder != null) {
      tried.removeIf(one -> tried.stream().anyMatch(other -> isInstead(other, one, dateOrder)));
    }
    // 16-05-31 in a file of 2020 is no day of 2031.
    tried.removeIf(
        proposal ->
            proposal.isBehind(origin.latest())
                && tried.stream()
                    .anyMatch(
                        other ->
                            other.isLike(proposal)
                                && other.matched() >= proposal.matched()
                                && !other.isBehind(origin.latest())));
    FigureOrder.choose(tried, origin);
    // 03/04/25 begins with a year only where no other order reads as many lines in as short a time.
    leave(tried, /* yearFirst= */ false);
    leave(tried, /* yearFirst= */ true);
    return best(tried).map(best -> found(best, tried));
  }

  /** Whether one proposal is of the order that was stated, where another is its twin. */
  private static boolean isInstead(Proposal one, Proposal twin, DateOrder stated) {
    return one.isTwinOf(twin)
        && one.isOf(stated)
        && !one.isShortYearFirst()
        && one.matched() >= twin.matched();
  }

  /** Removes orders of short years where the others are as good. */
  private static void leave(List<Proposal> tried, boolean yearFirst) {
    List<Proposal> left = new ArrayList<>();
    for (Proposal proposal : tried) {
      if (proposal.isShortYearFirst() != yearFirst) {
        List<Proposal> better =
            tried.stream()
                .filter(other -> other.isShortYearFirst() == yearFirst)
                .filter(other -> other.isAsGoodAs(proposal))
                .toList();
        if (!better.isEmpty()) {
          better.stream().filter(proposal::isAsGoodAs).forEach(o -> o.decide(Basis.NOTHING));
          left.add(proposal);
        }
      }
    }
    tried.removeAll(left);
  }

  private Optional<Proposal> best(List<Proposal> tried) {
    int most = tried.stream().mapToInt(Proposal::matched).max().orElse(0);
    int mostWithLevel =
        tried.stream()
            .filter(p -> p.level() != LineLayout.Level.NONE && p.isCredible())
            .mapToInt(Proposal::matched)
            .max()
            .orElse(0);
    boolean level = mostWithLevel > 0 && mostWithLevel >= WITH_LEVEL * most;
    double least = NEARLY_ALL * (level ? mostWithLevel : most);
    return tried.stream()
        .filter(p -> p.matched() >= least && (p.matched() >= LEAST || p.beginsWithStamp()))
        .filter(p -> !level || (p.level() != LineLayout.Level.NONE && p.isCredible()))
        .filter(p -> level || p.level() == LineLayout.Level.NONE)
        .filter(p -> level || !p.isDayless())
        .filter(p -> p.saysSomething() || p.isShortest())
        .max(
            Comparator.comparingInt(Proposal::levels)
                .thenComparingInt(p -> p.isEpoch() ? 0 : 1)
                .thenComparingInt(Proposal::told)
                .thenComparingInt(Proposal::matched)
                .thenComparing(Comparator.comparingInt(Proposal::place).reversed()));
  }

  /** The best as a layout, with its twin where the order of day and month is open. */
  private FoundLayout found(Proposal best, List<Proposal> tried) {
    Proposal twin = tried.stream().filter(best::isTwinOf).findFirst().orElse(null);
    if (twin == null || twin.matched() < best.matched()) {
      return best.layout(null);
    }
    if (twin.matched() > best.matched()) {
      return twin.layout(null);
    }
    if (dateOrder != null) {
      return (best.isOf(dateOrder) ? best : twin).layout(null);
    }
    // As elsewhere, the month comes first where nothing tells.
    return best.isOf(DateOrder.MONTH_FIRST) ? best.layout(twin.stamp()) : twin.layout(best.stamp());
  }

  private List<Proposal> proposals() {
    Map<String, Proposal> proposals = new LinkedHashMap<>();
    int step = Math.max(1, lines.size() / PROPOSING);
    for (int i = 0; i < lines.size() && proposals.size() < MOST_PROPOSALS; i += step) {
      propose(lines.get(i), proposals);
    }
    return List.copyOf(proposals.values());
  }

  private void propose(int[] line, Map<String, Proposal> proposals) {
    leading(line, proposals);
    if (!wrapped) {
      TrailingStamp.propose(bytes, line, proposals);
    }
  }

  private void leading(int[] line, Map<String, Proposal> proposals) {
    int last = Math.min(line[1], line[0] + STAMP_WITHIN);
    boolean counted = false;
    for (int at = line[0]; at < last; at++) {
      if (at > line[0] && isWord(bytes[at - 1])) {
        continue;
      }
      boolean first = isFirst(line[0], at);
      List<LayoutGuess.Guess> guesses =
          LayoutGuess.at(bytes, at, line[1]).stream()
              .filter(guess -> first || !guess.layout().startsWith("MMdd "))
              .toList();
      boolean epoch = !guesses.isEmpty() && guesses.get(0).layout().startsWith("epoch");
      if (epoch && (counted || isRest(line[0], at) || CountKey.isOther(bytes, line[0], at))) {
        continue;
      }
      counted |= epoch;
      propose(line, at, guesses, proposals);
      if (!guesses.isEmpty() && !epoch) {
        return;
      }
    }
    if (wrapped) {
      PatternWriter.propose(HeaderCutter.cut(bytes, line[0], line[1], -1, -1), NO_STAMP, proposals);
    } else if (!counted) {
      for (int at = line[0]; at < Math.min(line[1], line[0] + 2); at++) {
        if (isFirst(line[0], at)) {
          propose(line, at, LayoutGuess.timeOfDayAt(bytes, at, line[1]), proposals);
        }
      }
    }
  }

  private void propose(
      int[] line, int at, List<LayoutGuess.Guess> guesses, Map<String, Proposal> proposals) {
    for (LayoutGuess.Guess guess : guesses) {
      List<HeaderPart> parts = HeaderCutter.cut(bytes, line[0], line[1], at, guess.end());
      PatternWriter.propose(parts, guess.layout(), proposals);
      PatternWriter.propose(
          HeaderCutter.columns(bytes, line[0], line[1], at, guess.end()),
          guess.layout(),
          proposals);
    }
  }

  /** Whether nothing but a bracket stands before a place in its line. */
  private boolean isFirst(int from, int at) {
    return at == from || (at == from + 1 && "[(<".indexOf(bytes[from]) >= 0);
  }

  /** Whether a figure goes on with what a point ends, as a thread behind a process does. */
  private boolean isRest(int from, int at) {
    return at > from && bytes[at - 1] == '.';
  }

  private static boolean isWord(byte b) {
    return (b >= '0' && b <= '9') || ((b | 0x20) >= 'a' && (b | 0x20) <= 'z');
  }
}
