package postmortem.source.guess;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import postmortem.source.guess.ColumnName.Meaning;

/**
 * Which column of a table nobody knows says when, and which one until when. One of two that are as
 * good is not guessed.
 *
 * @param time when it was; null when that is not clear
 * @param end until when; null when nothing says that
 * @param candidates the columns between which nothing decides, or that come near; empty for none
 * @param doubt why there is no time; empty when there is one
 */
record ShapeTimes(
    @Nullable ColumnProfile time,
    @Nullable ColumnProfile end,
    List<ColumnProfile> candidates,
    Doubt doubt) {

  /** Why no column says when. */
  enum Doubt {
    /** One does. */
    NONE,
    /** No column holds times. */
    NO_TIMES,
    /** Only times that are no events, such as when something is due. */
    NO_EVENTS,
    /** Only in some of the rows. */
    GAPS,
    /** The same in every row. */
    ONE_MOMENT,
    /** Several are as good. */
    SEVERAL,
    /** The day stands in one column, and the time of day in another. */
    SPLIT
  }

  private static final List<List<String>> BEGINNINGS =
      List.of(
          List.of("actual", "real", "ist", "tatsächlich"),
          List.of("occurred", "occur", "occurrence", "happened", "onset", "aufgetreten", "first"),
          List.of("raised", "raise", "triggered", "trigger", "fired"));
  private static final List<List<String>> ENDS =
      List.of(
          List.of("actual", "real", "ist", "tatsächlich"),
          List.of("end", "ended", "ends", "ende", "endzeit", "endet", "finished", "finish"),
          List.of("cleared", "clear", "recovered", "restored", "behoben"),
          List.of("resolved", "resolve", "gelöst", "erledigt", "fixed"),
          List.of("until", "till", "to", "bis"));

  ShapeTimes {
    candidates = List.copyOf(candidates);
  }

  /** Chooses among all columns. */
  static ShapeTimes of(List<ColumnProfile> columns) {
    List<ColumnProfile> times = columns.stream().filter(ColumnProfile::holdsTimes).toList();
    if (times.isEmpty()) {
      return none(Doubt.NO_TIMES, List.of());
    }
    List<ColumnProfile> told = times.stream().filter(c -> meaning(c) != Meaning.NEVER).toList();
    if (told.isEmpty()) {
      return none(Doubt.NO_EVENTS, times);
    }
    List<ColumnProfile> moving = told.stream().filter(c -> !c.isOneMoment()).toList();
    if (moving.isEmpty()) {
      return none(Doubt.ONE_MOMENT, told);
    }
    List<ColumnProfile> full = moving.stream().filter(ColumnProfile::isFull).toList();
    if (full.isEmpty()) {
      return none(Doubt.GAPS, moving);
    }
    if (full.stream().anyMatch(c -> c.name().has("created", "creation", "erstellt"))) {
      // Beside when a row was made, when it was changed is about the row.
      full = prefer(full, c -> !c.name().has("changed", "geändert"));
    }
    Meaning best = full.stream().map(ShapeTimes::meaning).min(Comparator.naturalOrder()).get();
    List<ColumnProfile> equal = full.stream().filter(c -> meaning(c) == best).toList();
    equal = prefer(equal, c -> !c.isDays());
    if (best == Meaning.BEGINNING) {
      equal = named(equal, BEGINNINGS);
    }
    equal = best == Meaning.END ? named(equal, ENDS) : equal;
    equal = prefer(equal, c -> c.name().has("event", "ereignis"));
    ColumnProfile first = equal.get(0);
    if (equal.stream().allMatch(first::says)) {
      List<ColumnProfile> clocks =
          columns.stream().filter(c -> first.isDays() && c.holdsTimesOfDay()).toList();
      if (!clocks.isEmpty()) {
        List<ColumnProfile> parts = new ArrayList<>(List.of(first));
        parts.addAll(clocks);
        return none(Doubt.SPLIT, parts);
      }
      return new ShapeTimes(first, end(first, moving), List.of(), Doubt.NONE);
    }
    List<ColumnProfile> utc = equal.stream().filter(c -> c.name().has("utc", "gmt")).toList();
    List<ColumnProfile> sure =
        utc.size() == 1 ? utc : equal.stream().filter(ColumnProfile::isAbsolute).toList();
    if (sure.size() == 1 && equal.stream().allMatch(sure.get(0)::isOtherZoneOf)) {
      return new ShapeTimes(sure.get(0), end(sure.get(0), moving), List.of(), Doubt.NONE);
    }
    return none(Doubt.SEVERAL, equal);
  }

  private static ShapeTimes none(Doubt doubt, List<ColumnProfile> candidates) {
    return new ShapeTimes(null, null, candidates, doubt);
  }

  private static Meaning meaning(ColumnProfile column) {
    return column.name().meaning();
  }

  /** Those for which something holds; all when it holds for none. */
  private static List<ColumnProfile> prefer(
      List<ColumnProfile> columns, Predicate<ColumnProfile> better) {
    List<ColumnProfile> some = columns.stream().filter(better).toList();
    return some.isEmpty() ? columns : some;
  }

  /** Those whose names say one of the first words of which any says one. */
  private static List<ColumnProfile> named(
      List<ColumnProfile> columns, List<List<String>> wordsInOrder) {
    for (List<String> words : wordsInOrder) {
      String[] any = words.toArray(String[]::new);
      List<ColumnProfile> some = columns.stream().filter(c -> c.name().has(any)).toList();
      if (!some.isEmpty()) {
        return some;
      }
    }
    return columns;
  }

  /** The column that says until when; null when none does, or several as well. */
  private static @Nullable ColumnProfile end(ColumnProfile time, List<ColumnProfile> columns) {
    if (meaning(time) == Meaning.END) {
      return null;
    }
    boolean plan = meaning(time) == Meaning.PLANNED;
    List<ColumnProfile> ends = new ArrayList<>();
    for (ColumnProfile column : columns) {
      boolean says = plan ? isPlannedEnd(column) : meaning(column) == Meaning.END;
      boolean asFine = time.isDays() || !column.isDays();
      if (says && asFine && column != time && column.follows(time)) {
        ends.add(column);
      }
    }
    ends = named(ends, ENDS);
    return ends.isEmpty() || !ends.stream().allMatch(ends.get(0)::says) ? null : ends.get(0);
  }

  private static boolean isPlannedEnd(ColumnProfile column) {
    return meaning(column) == Meaning.PLANNED
        && column.name().has("end", "ende", "finish", "stop", "until", "to", "bis", "completion");
  }
}
