package postmortem.log.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.StreamName;

/**
 * Files that a program, or what rotates its logs, wrote one after the other.
 *
 * <p>By their names: a file without a number or date is the newest ({@code app.log}); of numbers
 * behind the name the smallest is the newest ({@code app.log.1} before {@code app.log.2.gz}); dates
 * ascend ({@code app.log-20250131.gz}); of one date numbers ascend as well ({@code
 * app.2025-01-31.0.log}).
 */
public final class Rotation {

  private static final Pattern DATE =
      Pattern.compile(
          "(?:19|20)\\d\\d-?\\d\\d-?\\d\\d(?:[-T_.]?\\d\\d(?:[-:]?\\d\\d){0,2}(?!\\d))?");
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,4}(?!\\d)");
  private static final String NEWEST = "9";

  private Rotation() {}

  /** Where a file stands among those of its set. */
  private record Rank(String date, long number, String name) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
        Comparator.comparing(Rank::date).thenComparing(Rank::number).thenComparing(Rank::name);

    @Override
    public int compareTo(Rank other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The sets of files that are one log, as indices of names, oldest first.
   *
   * @param names of files
   */
  public static List<List<Integer>> sets(List<String> names) {
    Map<String, List<Integer>> sets = new TreeMap<>();
    for (int i = 0; i < names.size(); i++) {
      sets.computeIfAbsent(StreamName.rotated(names.get(i)), key -> new ArrayList<>()).add(i);
    }
    for (Map.Entry<String, List<Integer>> set : sets.entrySet()) {
      set.getValue().sort(Comparator.comparing(i -> rank(names.get(i), set.getKey())));
    }
    return List.copyOf(sets.values());
  }

  private static Rank rank(String name, String base) {
    int slash = name.lastIndexOf('/') + 1;
    String last = name.substring(slash);
    String kept = base.substring(Math.min(base.length(), base.lastIndexOf('/') + 1));
    Matcher date = DATE.matcher(last);
    boolean dated = date.find();
    String digits = dated ? date.group().replaceAll("\\D", "") : NEWEST;
    // Digits of the name itself are in all names of the set.
    String rest = dated ? last.substring(0, date.start()) + " " + last.substring(date.end()) : last;
    rest = rest.startsWith(stem(kept)) ? rest.substring(stem(kept).length()) : rest;
    Matcher number = NUMBER.matcher(rest);
    long count = number.find() ? Long.parseLong(number.group()) : dated ? -1 : 0;
    return new Rank(digits, dated ? count : -count, name);
  }

  /** The name up to its first point, or whatever stands before a date or number. */
  private static String stem(String base) {
    int point = base.indexOf('.');
    return point < 0 ? base : base.substring(0, point);
  }
}
