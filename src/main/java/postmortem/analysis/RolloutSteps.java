package postmortem.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.Event;

/**
 * Steps in which something is opened to more and more users, of which only words tell: the records
 * say the same but for their numbers, and these go on.
 */
final class RolloutSteps {

  private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(?:\\.\\d{1,9})?");

  private RolloutSteps() {}

  /** Whether {@code later} goes on where {@code change} ended, instead of going back. */
  static boolean goesOn(Event later, Event change) {
    if (!isSameText(plain(later), plain(change))) {
      return false;
    }
    List<Double> before = new ArrayList<>();
    List<Double> after = new ArrayList<>();
    moved(numbers(change), numbers(later), before, after);
    int half = before.size() / 2;
    if (before.isEmpty()) {
      return false;
    }
    boolean fromTo =
        before.size() % 2 == 0 && before.subList(half, 2 * half).equals(after.subList(0, half));
    return fromTo
        ? !after.subList(half, 2 * half).equals(before.subList(0, half))
        : after.get(0) > before.get(0);
  }

  /** The numbers in which two records differ; those of names are the same in both. */
  private static void moved(
      List<Double> of, List<Double> ofLater, List<Double> before, List<Double> after) {
    for (int i = 0; i < Math.min(of.size(), ofLater.size()); i++) {
      if (!of.get(i).equals(ofLater.get(i))) {
        before.add(of.get(i));
        after.add(ofLater.get(i));
      }
    }
  }

  /** A remark may stand behind one of them. */
  private static boolean isSameText(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private static String plain(Event change) {
    return NUMBER.matcher(change.summary()).replaceAll("0");
  }

  private static List<Double> numbers(Event change) {
    List<Double> numbers = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(change.summary());
    while (matcher.find()) {
      numbers.add(Double.valueOf(matcher.group()));
    }
    return numbers;
  }
}
