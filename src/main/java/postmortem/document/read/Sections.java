package postmortem.document.read;

import java.util.List;
import java.util.Locale;

/** Finds sections by words in their titles. */
final class Sections {

  private Sections() {}

  /** Whether one of the titles contains the words, upper and lower case being the same. */
  static boolean holds(List<String> path, String words) {
    String wanted = words.toLowerCase(Locale.ROOT);
    return path.stream().anyMatch(title -> title.toLowerCase(Locale.ROOT).contains(wanted));
  }
}
