package postmortem.log.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import postmortem.event.EventType;
import postmortem.log.summary.Sight;
import postmortem.log.summary.SignatureRow;

/** Processes that started again, by what they say when they start. */
final class Restarts implements Finder {

  private static final int MOST = 3;

  /** What a stream begins with is the start, not a restart. */
  private static final int FIRST_SECONDS = 120;

  private static final Pattern RESTART =
      Pattern.compile(
          "^(?:\\W*|\\S+: )(?:started \\S+ in |(?:the )?server (?:is )?(?:started|running|listening)"
              + "|starting (?:up|server|service|application|process)\\b|listening (?:on|at)\\b"
              + "|application startup complete|booting\\b|database system is ready to accept"
              + "|ready to accept connections|service started|process started|worker started)",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Finding> find(StreamView stream) {
    List<Finding> found = new ArrayList<>();
    long begin = stream.summary().all.first(0).second();
    for (SignatureRow row : stream.others()) {
      // What is said often is no start, whatever it sounds like.
      if (row.count() > SignatureRow.EXAMPLES || !RESTART.matcher(stream.text(row)).find()) {
        continue;
      }
      for (Sight sight : row.examples()) {
        if (sight.second() - begin > FIRST_SECONDS) {
          found.add(Finding.said(EventType.RESTART, sight, row.count()));
        }
      }
    }
    return Finding.best(found, MOST);
  }
}
