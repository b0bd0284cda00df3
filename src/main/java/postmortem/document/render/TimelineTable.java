package postmortem.document.render;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.timeline.PlacedEvent;

/** The forms of the timeline for people and for spreadsheets. */
public final class TimelineTable {

  private TimelineTable() {}

  /**
   * Aligned plain text for a terminal.
   *
   * @param zone shown beside UTC; null for UTC alone
   * @param width of the terminal in columns; lines are cut to it, but not below 60
   */
  public static void table(
      List<PlacedEvent> events, @Nullable ZoneId zone, int width, Appendable out)
      throws IOException {}

  /** A Markdown table. */
  public static void markdown(List<PlacedEvent> events, @Nullable ZoneId zone, Appendable out)
      throws IOException {}

  /** RFC 4180 with a header; cells that a spreadsheet would run get an apostrophe in front. */
  public static void csv(List<PlacedEvent> events, @Nullable ZoneId zone, Appendable out)
      throws IOException {}
}
