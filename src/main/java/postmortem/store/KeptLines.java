package postmortem.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A YAML file of top-level keys which is changed key by key, so that comments stay. */
final class KeptLines {

  private static final Pattern KEY = Pattern.compile("([a-z][a-z-]*):(?:\\s.*)?");
  private static final Pattern ITEM = Pattern.compile("(\\s*)-\\s.*");

  /** A key with the comments above it. */
  private static final class Block {
    final String key;
    final List<String> comments;
    final List<String> lines = new ArrayList<>();

    Block(String key, List<String> comments) {
      this.key = key;
      this.comments = comments;
    }
  }

  private final List<Block> blocks = new ArrayList<>();
  private final List<String> end = new ArrayList<>();
  private final String lineEnd;

  KeptLines(String text) {
    lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
    List<String> waiting = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher matcher = KEY.matcher(line);
      if (matcher.matches()) {
        Block block = new Block(Objects.requireNonNull(matcher.group(1)), List.copyOf(waiting));
        block.lines.add(line);
        blocks.add(block);
        waiting.clear();
      } else if (line.isBlank() || line.startsWith("#") || blocks.isEmpty()) {
        waiting.add(line);
      } else {
        List<String> last = blocks.get(blocks.size() - 1).lines;
        last.addAll(waiting);
        waiting.clear();
        last.add(line);
      }
    }
    end.addAll(waiting);
  }

  /**
   * The text with other values.
   *
   * @param before the lines of each key as they would be written anew for what the file says
   * @param after the same for what it is to say, in the order of a new file
   */
  String with(Map<String, List<String>> before, Map<String, List<String>> after) {
    List<String> order = List.copyOf(after.keySet());
    for (int i = 0; i < order.size(); i++) {
      String key = order.get(i);
      if (blocks.stream().noneMatch(block -> block.key.equals(key))) {
        blocks.add(placeAfter(order.subList(0, i)), new Block(key, List.of()));
      }
    }
    List<String> lines = new ArrayList<>();
    for (Block block : blocks) {
      lines.addAll(block.comments);
      List<String> wanted = after.get(block.key);
      if (wanted == null) {
        continue;
      }
      List<String> had = before.get(block.key);
      if (wanted.equals(had) && !block.lines.isEmpty()) {
        lines.addAll(block.lines);
      } else if (had != null && isLonger(block, had, wanted)) {
        lines.addAll(block.lines);
        String indent = indent(block.lines.get(1));
        wanted.subList(had.size(), wanted.size()).forEach(l -> lines.add(indent + l.strip()));
      } else {
        lines.addAll(wanted);
      }
    }
    lines.addAll(end);
    return String.join(lineEnd, lines) + lineEnd;
  }

  /** Whether a list of several lines has only got more items at its end. */
  private static boolean isLonger(Block block, List<String> had, List<String> wanted) {
    return had.size() > 1
        && wanted.size() > had.size()
        && block.lines.size() > 1
        && ITEM.matcher(block.lines.get(1)).matches()
        && wanted.subList(0, had.size()).equals(had);
  }

  private static String indent(String line) {
    Matcher matcher = ITEM.matcher(line);
    return matcher.matches() ? Objects.requireNonNull(matcher.group(1)) : "";
  }

  private int placeAfter(List<String> keys) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      for (int at = 0; at < blocks.size(); at++) {
        if (blocks.get(at).key.equals(keys.get(i))) {
          return at + 1;
        }
      }
    }
    return 0;
  }
}
