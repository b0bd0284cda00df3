package postmortem.document.render;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.ShortText;
import postmortem.timeline.PlacedEvent;

/** The forms of the timeline for people and for spreadsheets. */
public final class TimelineTable {

  private static final int NARROWEST = 60;
  private static final String GAP = "  ";

  private TimelineTable() {}

  /**
   * Aligned plain text for a terminal: no character of the evidence can move the cursor. Days stand
   * on lines of their own, so that the text gets the width.
   *
   * @param zone shown beside UTC; null for UTC alone
   * @param width of the terminal in columns; lines are cut to it, but not below 60
   */
  public static void table(
      List<PlacedEvent> events, @Nullable ZoneId zone, int width, Appendable out)
      throws IOException {
    TimelineRows form = new TimelineRows(new People(List.of(), List.of()), zone);
    String heading = form.zoneHeading(events);
    List<List<String>> rows = new ArrayList<>();
    List<String> days = new ArrayList<>();
    rows.add(row("UTC", heading == null ? null : "LOCAL", "KIND", "WHAT HAPPENED", "EVIDENCE"));
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      String time = Words.time(event.time().at(), event.time().precision());
      boolean dayOnly = time.length() == Words.DATE_LENGTH;
      days.add(time.substring(0, Words.DATE_LENGTH));
      rows.add(
          row(
              dayOnly ? "" : time.substring(Words.DATE_LENGTH + 1),
              heading == null ? null : form.local(event.time().at(), event.time().precision()),
              event.kind().label(),
              MarkdownText.oneLine(said(event)),
              MarkdownText.oneLine(places(event))));
    }
    int[] widths = widths(rows, width);
    String day = "";
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0 && !days.get(i - 1).equals(day)) {
        day = days.get(i - 1);
        out.append(day);
        out.append(heading == null ? " UTC\n" : " UTC, local is " + heading + "\n");
      }
      line(rows.get(i), widths, out);
    }
  }

  private static int[] widths(List<List<String>> rows, int width) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    fit(widths, Math.max(NARROWEST, width));
    return widths;
  }

  private static void line(List<String> row, int[] widths, Appendable out) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell =
          i == widths.length - 1
              ? cutLeft(row.get(i), widths[i])
              : ShortText.telling(row.get(i), widths[i]);
      line.append(i == 0 ? "" : GAP).append(cell);
      line.append(" ".repeat(widths[i] - length(cell)));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  /**
   * The last two columns share what the others leave; the text gets three quarters if both want it.
   */
  private static void fit(int[] widths, int width) {
    int last = widths.length - 1;
    int left = width - GAP.length() * last;
    for (int i = 0; i < last - 1; i++) {
      left -= widths[i];
    }
    left = Math.max(left, 20);
    if (widths[last - 1] + widths[last] <= left) {
      return;
    }
    int evidence = Math.min(widths[last], Math.max(left / 4, left - widths[last - 1]));
    widths[last] = evidence;
    widths[last - 1] = Math.min(widths[last - 1], left - evidence);
  }

  private static List<String> row(
      String time, @Nullable String local, String kind, String text, String evidence) {
    return local == null
        ? List.of(time, kind, text, evidence)
        : List.of(time, local, kind, text, evidence);
  }

  /** What happened, with who said it in front of a chat message and the doubt about its time. */
  private static String said(Event event) {
    String actor = event.actor();
    String text =
        event.kind() == postmortem.event.Kind.CHAT
                && actor != null
                && !event.summary().startsWith(actor)
            ? actor + ": " + event.summary()
            : event.summary();
    String doubt = TimelineRows.doubt(event);
    return doubt.isEmpty() ? text : text + " (" + doubt + ")";
  }

  private static String places(Event event) {
    List<Citation> citations = event.citations();
    String more = citations.size() > 1 ? " +" + (citations.size() - 1) : "";
    return citations.get(0).target() + more;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Cuts at the beginning: the end of a place tells more. */
  private static String cutLeft(String text, int width) {
    return length(text) <= width
        ? text
        : "\u2026" + text.substring(text.offsetByCodePoints(text.length(), 1 - width));
  }

  /** A Markdown table. */
  public static void markdown(List<PlacedEvent> events, @Nullable ZoneId zone, Appendable out)
      throws IOException {
    TimelineRows form = new TimelineRows(new People(List.of(), List.of()), zone);
    String heading = form.zoneHeading(events);
    String local = heading == null ? "" : " " + MarkdownText.prose(heading) + " |";
    out.append("| Time (UTC) |").append(local).append(" What happened | Kind | Evidence |\n");
    out.append(heading == null ? "|---|---|---|---|\n" : "|---|---|---|---|---|\n");
    for (PlacedEvent placed : events) {
      Event event = placed.event();
      out.append("| ").append(Words.time(event.time().at(), event.time().precision()));
      if (heading != null) {
        out.append(" | ").append(form.local(event.time().at(), event.time().precision()));
      }
      out.append(" | ").append(MarkdownText.prose(TimelineRows.cut(said(event))));
      out.append(" | ").append(MarkdownText.prose(TimelineRows.kind(event)));
      out.append(" | ")
          .append(
              event.citations().stream()
                  .map(citation -> MarkdownText.code(citation.target()))
                  .limit(3)
                  .collect(Collectors.joining("<br>")));
      out.append(" |\n");
    }
  }

  /**
   * RFC 4180 with a header; cells that a spreadsheet would run get an apostrophe in front, and what
   * cannot be seen is spelt out.
   *
   * @param zone adds a column with the time there, RFC 3339 with offset; null for none
   */
  public static void csv(List<PlacedEvent> events, @Nullable ZoneId zone, Appendable out)
      throws IOException {
    StringWriter buffer = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(buffer)) {
      List<String> header = new ArrayList<>(List.of("id", "at"));
      if (zone != null) {
        header.add("local");
      }
      header.addAll(
          List.of(
              "until",
              "kind",
              "type",
              "severity",
              "service",
              "actor",
              "source",
              "summary",
              "count",
              "significance",
              "evidence"));
      csv.writeRecord(header);
      for (PlacedEvent placed : events) {
        csv.writeRecord(record(placed, zone));
      }
    }
    out.append(buffer.toString());
  }

  private static List<String> record(PlacedEvent placed, @Nullable ZoneId zone) {
    Event event = placed.event();
    List<String> cells = new ArrayList<>();
    cells.add(event.id());
    cells.add(event.time().text());
    if (zone != null) {
      cells.add(event.time().at().atZone(zone).toOffsetDateTime().toString());
    }
    cells.add(event.until() == null ? "" : EventTime.format(event.until()));
    cells.add(event.kind().label());
    cells.add(event.type().label());
    cells.add(event.severity().label());
    cells.add(safe(event.service()));
    cells.add(safe(event.actor()));
    cells.add(safe(event.source()));
    cells.add(safe(event.summary()));
    cells.add(Long.toString(event.count()));
    cells.add(Double.toString(placed.significance()));
    cells.add(
        safe(event.citations().stream().map(Citation::target).collect(Collectors.joining(" "))));
    return cells;
  }

  /**
   * A spreadsheet takes a cell that begins so for a formula (OWASP, CSV injection); and the text is
   * printed on terminals as well.
   */
  private static String safe(@Nullable String text) {
    String cell = text == null ? "" : MarkdownText.oneLine(text);
    return !cell.isEmpty() && "=+-@".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
