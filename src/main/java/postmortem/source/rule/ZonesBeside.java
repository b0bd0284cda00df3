package postmortem.source.rule;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import postmortem.source.head.Head;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.SaidZone;

/** What the files of a run say of their zones beside the stamps. Not thread-safe. */
final class ZonesBeside {

  private static final List<String> NAMES =
      List.of("timezone", "time_zone", "timeZone", "tz", "TimeZone", "Timezone");
  private static final Pattern NAMED = Pattern.compile("(?i)\"?\\b(?:time_?zone|tz)\\b");

  private final Map<String, CsvColumns> tables = new HashMap<>();
  private final Set<String> withField = new HashSet<>();
  private final Map<Reference, List<Reference>> siblings = new HashMap<>();

  /**
   * A zone that is said beside a stamp.
   *
   * @param by the field that says it, or the title of the stamp's own column
   * @param ofColumn whether it is said of all stamps of that column
   */
  record Said(ZoneId zone, String by, boolean ofColumn) {}

  /** Looks at the beginning of a file. */
  void learn(Head head) {
    String file = head.file().name();
    if (head.columns().zone().isPresent()) {
      tables.put(file, head.columns());
    }
    if (head.holds(NAMED)) {
      withField.add(file);
    }
  }

  /** What is said beside a stamp; empty when nothing is. */
  Optional<Said> of(SourceRecord record, TimeRule.Written stamp) {
    CsvColumns table = tables.get(record.evidence());
    if (table != null) {
      Optional<ZoneId> zone = table.zone(stamp.field());
      if (zone.isPresent()) {
        return Optional.of(new Said(zone.get(), table.title(stamp.field()), true));
      }
    }
    if (!withField.contains(record.evidence())) {
      return Optional.empty();
    }
    for (Reference sibling : siblings.computeIfAbsent(stamp.reference(), ZonesBeside::siblingsOf)) {
      Optional<ZoneId> zone = record.raw(List.of(sibling)).flatMap(SaidZone::of);
      if (zone.isPresent()) {
        return Optional.of(new Said(zone.get(), sibling.pointer().lastName(), false));
      }
    }
    return Optional.empty();
  }

  private static List<Reference> siblingsOf(Reference stamp) {
    List<String> segments = stamp.pointer().segments();
    List<Reference> all = new ArrayList<>();
    for (String name : NAMES) {
      List<String> beside = new ArrayList<>(segments.subList(0, Math.max(0, segments.size() - 1)));
      beside.add(name);
      all.add(new Reference(stamp.scope(), new Pointer(beside)));
    }
    return all;
  }
}
