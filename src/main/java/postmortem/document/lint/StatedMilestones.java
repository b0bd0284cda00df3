package postmortem.document.lint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.document.read.Cell;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Passage;
import postmortem.document.read.Table;
import postmortem.incident.Milestone;

/**
 * The moments that a document states: rows {@code Detection | 10:06} and lines {@code Detection:
 * 10:06}.
 */
final class StatedMilestones {

  private static final Map<Milestone, Pattern> LABELS = new EnumMap<>(Milestone.class);

  static {
    LABELS.put(Milestone.IMPACT_START, label("impact start|start of (?:the )?impact|impact began"));
    LABELS.put(Milestone.DETECTION, label("detection|detected|time of detection"));
    LABELS.put(Milestone.ACKNOWLEDGEMENT, label("acknowledge?ment|acknowledged"));
    LABELS.put(Milestone.MITIGATION, label("mitigation|mitigated"));
    LABELS.put(Milestone.RESOLUTION, label("resolution|resolved"));
  }

  private final Map<Milestone, Stamp> stamps = new EnumMap<>(Milestone.class);

  /** What a document states; where it does so twice, the first of its tables counts. */
  StatedMilestones(DocumentText document) {
    for (Table table : document.tables()) {
      for (List<Cell> row : table.rows()) {
        if (row.size() > 1) {
          Optional<Stamp> stamp = Stamp.first(row.get(1).text());
          stamp.ifPresent(s -> note(row.get(0).text(), s));
        }
      }
    }
    for (Passage passage : document.passages()) {
      boolean line =
          passage.kind() == Passage.Kind.LIST_ITEM || passage.kind() == Passage.Kind.PARAGRAPH;
      int colon = passage.text().indexOf(':');
      if (line && colon > 0 && colon < 40) {
        Optional<Stamp> stamp = Stamp.first(passage.text().substring(colon + 1));
        stamp.ifPresent(s -> note(passage.text().substring(0, colon), s));
      }
    }
  }

  private static Pattern label(String words) {
    return Pattern.compile("(?i)\\W*(?:" + words + ")(?: \\(.*\\)| time)?\\W*");
  }

  private void note(String label, Stamp stamp) {
    LABELS.forEach(
        (milestone, words) -> {
          Matcher m = words.matcher(label);
          if (m.matches()) {
            stamps.putIfAbsent(milestone, stamp);
          }
        });
  }

  /** When it was, if the document states it. */
  Optional<Stamp> at(Milestone milestone) {
    return Optional.ofNullable(stamps.get(milestone));
  }
}
