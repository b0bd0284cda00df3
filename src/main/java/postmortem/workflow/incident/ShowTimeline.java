package postmortem.workflow.incident;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import postmortem.document.render.TimelineTable;
import postmortem.incident.Settings;
import postmortem.store.Repository;
import postmortem.store.SettingsFile;
import postmortem.store.TimelineJson;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;
import postmortem.workflow.Account;
import postmortem.workflow.Outcome;
import postmortem.workflow.Session;

/** Evidence to timeline, printed. */
public final class ShowTimeline {

  /** The forms of a timeline, named as on the command line. */
  public enum Form {
    table,
    md,
    jsonl,
    csv
  }

  private ShowTimeline() {}

  /**
   * Prints the timeline.
   *
   * @param all whether a table has the rows that no document shows
   * @param width of the terminal
   */
  public static Outcome run(
      Session session, ReadingOptions options, Form form, boolean all, int width)
      throws IOException {
    Settings settings = SettingsFile.of(new Repository(session.folder()));
    CaseReader.Placed placed = CaseReader.place(session, options);
    Timeline timeline = placed.timeline();
    List<PlacedEvent> events = timeline.events();
    ZoneId zone = placed.found().incident().displayZone();
    if (zone == null) {
      zone = settings.displayZone();
    }
    switch (form) {
      case table ->
          TimelineTable.table(
              all ? events : events.stream().filter(PlacedEvent::isShown).toList(),
              zone,
              width,
              session.out());
      case md -> TimelineTable.markdown(events, zone, session.out());
      case csv -> TimelineTable.csv(events, zone, session.out());
      case jsonl -> session.out().append(TimelineJson.write(events));
    }
    return new Outcome(
        CaseReader.exitCode(session, timeline, options), Account.of(timeline.manifest()));
  }
}
