package postmortem.log.layout;

import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.event.Severity;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LevelWords;
import postmortem.log.format.LogFormat;

/**
 * How the lines of a log are laid out that have no keys.
 *
 * @param pattern in the language of declarations
 * @param layout of the stamp; empty where the lines have none
 * @param twin the layout that reads all stamps as well, day and month exchanged; null for none
 * @param level how the level is written
 * @param matched how many of the lines that were looked at it takes
 * @param basis by what the order of the figures in its dates was told; null where there is but one
 */
record LineLayout(
    String pattern,
    String layout,
    @Nullable String twin,
    Level level,
    int matched,
    FigureOrder.@Nullable Basis basis)
    implements FoundLayout {

  /** How the level is written. */
  enum Level {
    NONE,
    WORD,
    LETTER
  }

  @Override
  public boolean hasLevel() {
    return level != Level.NONE;
  }

  @Override
  public LogFormat format(String stamp) {
    String kind = basis == FigureOrder.Basis.NOTHING ? "layout" + ANY_ORDER : "layout";
    String name = FoundLayout.name(kind, pattern + '\n' + layout, twin == null ? null : stamp);
    return FormatLibrary.load(BuiltInFile.of(name + ".yaml", declaration(name, stamp)));
  }

  private String declaration(String name, String stamp) {
    StringBuilder yaml = new StringBuilder("schema: 1\n");
    yaml.append("name: ").append(name).append('\n');
    String times = stamp.isEmpty() ? "" : ", the time as " + stamp;
    times += basis == null ? "" : " " + basis.text();
    yaml.append("title: ").append(quoted(pattern.replace("\t", "\\t") + times)).append('\n');
    yaml.append("url: ").append(quoted("none")).append('\n');
    yaml.append("rank: general\n");
    yaml.append("patterns:\n  - name: found\n    pattern: ").append(quoted(pattern)).append('\n');
    String layouts = stamp.isEmpty() ? "rfc3339" : stamp;
    yaml.append("time:\n  layouts: [").append(quoted(layouts)).append("]\n  zone: required\n");
    yaml.append(stamp.isEmpty() ? "untimed: [found]\n" : "");
    if (hasLevel()) {
      yaml.append("level:\n  field: level\n");
    }
    if (level == Level.WORD) {
      yaml.append(FoundLayout.columnLevels());
    }
    if (level == Level.LETTER) {
      yaml.append("  map:\n");
      for (Severity severity : Severity.values()) {
        String letters = LevelWords.letters(severity);
        if (!letters.isEmpty()) {
          yaml.append("    ").append(severity.label()).append(": [");
          for (int i = 0; i < letters.length(); i++) {
            yaml.append(i == 0 ? "" : ", ").append(quoted(letters.substring(i, i + 1)));
          }
          yaml.append("]\n");
        }
      }
    }
    for (String role : LayoutFinder.ROLES) {
      if (pattern.contains("%{" + role + ":") || pattern.contains("%{" + role + "}")) {
        yaml.append(role).append(": ").append(role).append('\n');
      }
    }
    yaml.append("message: message\n");
    // A message may begin with a level that most do without: WARNING: no such file.
    yaml.append(hasLevel() || stamp.isEmpty() ? "" : "inner: message\n");
    yaml.append("samples: []\n");
    return yaml.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
