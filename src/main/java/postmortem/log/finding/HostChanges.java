package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/** What was changed on a host, as it writes to syslog: a crontab that was replaced or deleted. */
final class HostChanges implements Finder {

  private static final int MOST = 8;

  /** As cron's {@code crontab} writes: the caller, what was done, whose table it is. */
  private static final Pattern CRONTAB =
      Pattern.compile(
          "^\\([^()\\s]{1,64}\\) (?<done>REPLACE|DELETE) \\((?<whose>[^()\\s]{1,64})\\)$");

  @Override
  public List<Finding> find(StreamView stream) {
    List<Finding> found = new ArrayList<>();
    for (SignatureRow row : stream.others()) {
      // What is said often is the work of a program, such as one that manages the host.
      if (row.count() <= SignatureRow.EXAMPLES && CRONTAB.matcher(stream.text(row)).find()) {
        for (Sight sight : row.examples()) {
          found.add(Finding.said(EventType.CONFIGURATION, sight, row.count()));
        }
      }
    }
    return Finding.best(found, MOST);
  }

  /** What a message says was changed; null for one that is no such change. */
  static @Nullable String said(String message) {
    Matcher crontab = CRONTAB.matcher(message);
    if (!crontab.find()) {
      return null;
    }
    String done = crontab.group("done").equals("DELETE") ? " deleted" : " replaced";
    return "Crontab of " + crontab.group("whose") + done;
  }
}
