package postmortem.log.layout;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.log.format.LevelWords;
import postmortem.log.format.LogFormat;

/** How the records of a log are laid out, as far as they tell it themselves. */
public sealed interface FoundLayout permits LineLayout, FieldLayout, BlockLayout {

  /** Part of the name of a layout whose years of two figures may as well be days. */
  String ANY_ORDER = "-of-any-order";

  /** The layout of the stamp; empty where the lines have none. */
  String layout();

  /** The layout that reads all stamps as well, day and month exchanged; null for none. */
  @Nullable String twin();

  /** How many of the records that were looked at it takes. */
  int matched();

  /** Whether it tells levels. */
  boolean hasLevel();

  /** Whether a record is several lines, none of which is one by itself. */
  default boolean spansLines() {
    return false;
  }

  /** The format that reads stamps of a layout: its own, or that of its twin. */
  LogFormat format(String stamp);

  /** The format that it declares. */
  default LogFormat format() {
    return format(layout());
  }

  /** The format with day and month exchanged, where nothing in the lines tells which is right. */
  default Optional<LogFormat> twinFormat() {
    return Optional.ofNullable(twin()).map(this::format);
  }

  /**
   * A name that tells what was found from everything else that was.
   *
   * @param stamp where there is a twin, the layout whose order the name ends in; else null
   */
  static String name(String kind, String found, @Nullable String stamp) {
    CRC32 hash = new CRC32();
    hash.update(found.getBytes(StandardCharsets.UTF_8));
    String end = stamp == null ? "" : "-" + order(stamp).label();
    return kind + "-" + HexFormat.of().toHexDigits((int) hash.getValue()) + end;
  }

  /** The words that are levels only in a column of them, as a declaration maps them. */
  static String columnLevels() {
    StringBuilder yaml = new StringBuilder("  map:\n");
    for (Severity severity : Severity.values()) {
      String words =
          LevelWords.ofColumns().entrySet().stream()
              .filter(word -> word.getValue() == severity)
              .map(word -> '"' + word.getKey() + '"')
              .collect(Collectors.joining(", "));
      if (!words.isEmpty()) {
        yaml.append("    ").append(severity.label()).append(": [").append(words).append("]\n");
      }
    }
    return yaml.toString();
  }

  /** In which order a layout has day and month. */
  static DateOrder order(String layout) {
    return layout.indexOf('d') < layout.indexOf('M') ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
  }

  /** A layout with day and month exchanged. */
  static String exchanged(String layout) {
    return layout.replace('d', '\0').replace("M", "d").replace('\0', 'M');
  }
}
