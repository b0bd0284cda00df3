package postmortem.event.stamp;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The day that a piece of evidence is of by its name. */
public final class DayInName {

  private static final Pattern DATE =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2})([-_./]?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])(?![0-9])");

  private DayInName() {}

  /** The date in the name of a file, or of the folders it is in; null when there is none. */
  public static @Nullable LocalDate of(String name) {
    LocalDate found = date(name.substring(name.lastIndexOf('/') + 1));
    return found != null ? found : date(name);
  }

  private static @Nullable LocalDate date(String text) {
    Matcher date = DATE.matcher(text);
    if (!date.find()) {
      return null;
    }
    int month = Integer.parseInt(date.group(3));
    int ofMonth = Integer.parseInt(date.group(4));
    int year = Integer.parseInt(date.group(1));
    int most = LocalDate.of(year, month, 1).lengthOfMonth();
    return LocalDate.of(year, month, Math.min(ofMonth, most));
  }
}
