package postmortem.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;

/** What one unit, pod or process tells or does again and again, such as its restarts. */
public final class Repeats {

  /** The attribute in which an orchestrator names what it did. */
  private static final String REASON = "reason";

  /** What comes back later than this is a row of its own. */
  private static final Duration SOON = Duration.ofMinutes(15);

  /** A number by itself, as of seconds or of a process; not one in the name of an instance. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\p{Alnum}._-])\\d{1,12}(?:\\.\\d{1,12})?(?![\\p{Alnum}_-]|\\.\\d)");

  private Repeats() {}

  /**
   * The events in their order, each with the equal ones that follow it soon one after the other.
   *
   * @param ordered by time
   */
  public static List<List<Event>> runs(List<Event> ordered) {
    Map<String, List<Event>> open = new HashMap<>();
    List<List<Event>> runs = new ArrayList<>();
    for (Event event : ordered) {
      if (!isMechanical(event)) {
        runs.add(List.of(event));
        continue;
      }
      String key = key(event);
      List<Event> run = open.get(key);
      if (run == null || !isSoon(run.get(run.size() - 1), event)) {
        run = new ArrayList<>();
        open.put(key, run);
        runs.add(run);
      }
      run.add(event);
    }
    return runs;
  }

  /** What programs tell and a platform does by itself; people do nothing twice without a reason. */
  private static boolean isMechanical(Event event) {
    boolean told = event.attributes().containsKey(REASON);
    return event.type() == EventType.RESTART
        || event.type() == EventType.RECORD
        || (event.type() == EventType.INFRASTRUCTURE && (told || event.actor() == null))
        || (event.type() == EventType.ALERT_NOTE && told);
  }

  private static boolean isSoon(Event last, Event next) {
    return Duration.between(last.time().at(), next.time().at()).compareTo(SOON) <= 0;
  }

  private static String key(Event event) {
    return event.type().label()
        + '\0'
        + event.source()
        + '\0'
        + event.service()
        + '\0'
        + event.citations().get(0).evidence()
        + '\0'
        + (event.kind() == Kind.LOG
            ? NUMBER.matcher(event.summary()).replaceAll("0")
            // What an orchestrator counts, such as instances, is what it did.
            : event.summary());
  }
}
