package postmortem.document.lint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Spot;
import postmortem.document.read.TimelineRow;

/**
 * A line of the timeline, however it is written: a row of a table, an item of a list or a heading
 * that begins with a time.
 *
 * @param time the time as written
 * @param stamp the time, if it can be read
 * @param instant the time in UTC, if the row says which; null otherwise
 * @param supported whether it says where it can be seen
 * @param listed whether it stands in a list or a heading, not in a table
 * @param series those of one series are written in one piece
 * @param at where it begins
 */
record Moment(
    String time,
    Optional<Stamp> stamp,
    @Nullable Instant instant,
    boolean supported,
    boolean listed,
    int series,
    Spot at) {

  private static final Pattern REFERENCE = Pattern.compile("https?://|(?<![\\w&])#\\d+\\b");

  private static final Pattern TIMELINE =
      Pattern.compile(
          "(?iu)timeline|zeitleiste|zeitlicher ablauf|^\\W*ablauf|chronologi|cronolog[i\u00ed]a|tijdlijn|tidslinje");

  /** What may stand before the time of an item: brackets, "at". */
  private static final Pattern BEFORE = Pattern.compile("(?i)[\\W_]{0,3}(?:at )?");

  /** All of a document, in its order within tables, and within lists and headings. */
  static List<Moment> of(DocumentText document) {
    List<Moment> moments = new ArrayList<>();
    TimelineRow before = null;
    int series = 0;
    for (TimelineRow row : document.timeline()) {
      series += before != null && row.at().line() == before.at().line() + 1 ? 0 : 1;
      boolean supported =
          !row.eventIds().isEmpty()
              || row.cells().stream()
                  .anyMatch(
                      (Cell cell) ->
                          !cell.links().isEmpty() || REFERENCE.matcher(cell.text()).find());
      if (row.cells().stream().allMatch(Cell::isBlank)) {
        continue;
      }
      String time = row.time().text().strip();
      moments.add(
          new Moment(
              time, Stamp.first(time), row.instant(), supported, false, series, row.time().at()));
      before = row;
    }
    written(document, series, moments);
    return moments;
  }

  private static void written(DocumentText document, int tables, List<Moment> moments) {
    int series = tables;
    List<String> parent = List.of();
    List<Titled> passages = Titled.of(document);
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i).passage();
      List<String> section = passages.get(i).titles();
      boolean heading = passage.kind() == Passage.Kind.HEADING;
      Optional<Stamp> stamp =
          isOfTimeline(passage, section) ? leading(passage.text()) : Optional.empty();
      if (stamp.isEmpty()) {
        continue;
      }
      List<String> above = heading ? section.subList(0, section.size() - 1) : section;
      series += above.equals(parent) ? 0 : 1;
      parent = above;
      String time = passage.text().substring(stamp.get().start(), stamp.get().end());
      moments.add(
          new Moment(
              time,
              stamp,
              null,
              isSupported(document, i, heading),
              true,
              series,
              passage.at(stamp.get().start())));
    }
  }

  /** What stands in a list or a heading below the title of the timeline. */
  private static boolean isOfTimeline(Passage passage, List<String> titles) {
    boolean heading = passage.kind() == Passage.Kind.HEADING;
    int above = titles.size() - (heading ? 1 : 0);
    return !passage.quoted()
        && (heading || passage.kind() == Passage.Kind.LIST_ITEM)
        && titles.subList(0, Math.max(0, above)).stream()
            .anyMatch(title -> TIMELINE.matcher(title).find());
  }

  private static Optional<Stamp> leading(String text) {
    return Stamp.first(text)
        .filter(stamp -> BEFORE.matcher(text.substring(0, stamp.start())).matches());
  }

  /** A link, a number of an issue or a picture, in the item or below the heading. */
  private static boolean isSupported(DocumentText document, int index, boolean heading) {
    Passage passage = document.passages().get(index);
    int from = passage.at().line();
    int to = document.lines().size() + 1;
    for (int i = index + 1; i < document.passages().size(); i++) {
      Passage next = document.passages().get(i);
      boolean ends =
          heading
              ? next.kind() == Passage.Kind.HEADING
              : next.kind() == Passage.Kind.HEADING || leading(next.text()).isPresent();
      if (ends) {
        to = next.at().line();
        break;
      }
    }
    int end = to;
    return document.links().stream().anyMatch(l -> l.at().line() >= from && l.at().line() < end)
        || document.lines().subList(from - 1, Math.min(end - 1, document.lines().size())).stream()
            .anyMatch(line -> REFERENCE.matcher(line).find());
  }
}
