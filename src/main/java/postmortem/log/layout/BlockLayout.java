package postmortem.log.layout;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;

/**
 * How the records of a log are laid out that are blocks of {@code Key: value} lines.
 *
 * @param start with what the first line of each begins
 * @param keys what the keys are for, as declarations name it: {@code time}, {@code level}
 * @param layout of the stamp
 * @param twin the layout that reads all stamps as well, day and month exchanged; null for none
 * @param anyOrder whether its year of two figures may as well be a day
 * @param matched how many of the blocks that were looked at it takes
 */
record BlockLayout(
    String start,
    Map<String, String> keys,
    String layout,
    @Nullable String twin,
    boolean anyOrder,
    int matched)
    implements FoundLayout {

  static final String TIME = "time";
  static final String LEVEL = "level";
  private static final List<String> SAID =
      List.of("message", "logger", "service", "host", "thread", "exception", "code");

  BlockLayout {
    keys = Map.copyOf(keys);
  }

  @Override
  public boolean hasLevel() {
    return keys.containsKey(LEVEL);
  }

  @Override
  public boolean spansLines() {
    return true;
  }

  @Override
  public LogFormat format(String stamp) {
    String found = start + '\n' + new TreeMap<>(keys) + '\n' + layout;
    String name =
        FoundLayout.name(
            "blocks" + (anyOrder ? ANY_ORDER : ""), found, twin == null ? null : stamp);
    return FormatLibrary.load(BuiltInFile.of(name + ".yaml", declaration(name, stamp)));
  }

  private String declaration(String name, String stamp) {
    StringBuilder yaml = new StringBuilder("schema: 1\n");
    yaml.append("name: ").append(name).append('\n');
    String title = "blocks of lines, each from " + start + " on, the time as " + stamp;
    yaml.append("title: ").append(quoted(title)).append('\n');
    yaml.append("url: \"none\"\nrank: general\nbody: lines\n");
    yaml.append("time:\n  field: ").append(quoted(keys.getOrDefault(TIME, ""))).append('\n');
    yaml.append("  layouts: [").append(quoted(stamp)).append("]\n  zone: required\n");
    if (hasLevel()) {
      yaml.append("level:\n  field: ").append(quoted(keys.get(LEVEL))).append('\n');
      yaml.append(FoundLayout.columnLevels());
    }
    for (String role : SAID) {
      String key = keys.get(role);
      if (key != null) {
        yaml.append(role).append(": ").append(quoted(key)).append('\n');
      }
    }
    yaml.append("start: [").append(quoted(start)).append("]\n");
    yaml.append("samples: []\n");
    return yaml.toString();
  }

  private static String quoted(@Nullable String text) {
    return '"' + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
