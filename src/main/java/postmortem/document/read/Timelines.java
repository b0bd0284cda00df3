package postmortem.document.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells timelines among tables, and reads their rows. */
final class Timelines {

  private static final Pattern TIME = Pattern.compile("(date|time|when|timestamp|utc)\\b.*");
  private static final Pattern TEXT =
      Pattern.compile(".*(happened|event|description|message|what|update|note|details).*");
  private static final Pattern EVENT = Pattern.compile("#(?:user-content-)?e-([0-9a-f]{12})");
  private static final Pattern STAMP =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?\\s*"
              + "(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?");

  private Timelines() {}

  /** The column that holds the time; -1 when the table is no timeline. */
  static int timeColumn(Table table) {
    if (Actions.isTable(table)) {
      return -1;
    }
    for (int i = 0; i < table.header().size(); i++) {
      if (TIME.matcher(lower(table.header().get(i))).matches()) {
        boolean said = Sections.holds(table.section(), "timeline");
        return said || (i == 0 && textColumn(table, 0) >= 0) ? i : -1;
      }
    }
    return -1;
  }

  /** The column that says what happened; -1 when no heading says so. */
  private static int textColumn(Table table, int time) {
    for (int i = 0; i < table.header().size(); i++) {
      if (i != time && TEXT.matcher(lower(table.header().get(i))).matches()) {
        return i;
      }
    }
    return -1;
  }

  private static String lower(Cell cell) {
    return cell.text().strip().toLowerCase(Locale.ROOT);
  }

  /** The rows of a timeline; a row without a time cell is left out. */
  static List<TimelineRow> rows(Table table) {
    int time = timeColumn(table);
    List<TimelineRow> rows = new ArrayList<>();
    if (time < 0) {
      return rows;
    }
    int named = textColumn(table, time);
    int text = named >= 0 ? named : time == 0 ? 1 : 0;
    boolean utc = lower(table.header().get(time)).contains("utc");
    for (List<Cell> cells : table.rows()) {
      if (cells.size() > Math.max(time, text)) {
        rows.add(
            new TimelineRow(
                cells.get(time),
                instant(cells.get(time).text(), utc),
                cells.get(text),
                eventIds(cells.stream().flatMap(cell -> cell.links().stream()).toList()),
                cells,
                cells.get(0).at()));
      }
    }
    return rows;
  }

  /** The ids of events that links point to. */
  static List<String> eventIds(List<Link> links) {
    return links.stream()
        .map(link -> EVENT.matcher(link.target()))
        .filter(Matcher::matches)
        .map(matcher -> Objects.requireNonNull(matcher.group(1)))
        .distinct()
        .toList();
  }

  private static @Nullable Instant instant(String text, boolean utc) {
    Matcher matcher = STAMP.matcher(text.strip());
    if (!matcher.matches()) {
      return null;
    }
    String zone = matcher.group(3);
    if (zone == null && !utc) {
      return null;
    }
    try {
      LocalDateTime local = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
      ZoneOffset offset = zone == null || zone.length() <= 3 ? ZoneOffset.UTC : ZoneOffset.of(zone);
      return local.toInstant(offset);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
