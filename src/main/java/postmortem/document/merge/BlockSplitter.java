package postmortem.document.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.document.merge.Block.Kind;

/**
 * Cuts a document into blocks, line by line. No Markdown parser: whatever it takes for a paragraph,
 * the blocks put together again are the document, byte for byte.
 */
final class BlockSplitter {

  /** Beginning of the key of a timeline row. */
  static final String EVENT = "event:";

  private static final Pattern LINE = Pattern.compile("([^\r\n]*)(\r\n|\r|\n|\\z)");
  private static final Pattern HEADING = Pattern.compile(" {0,3}(#{1,6})(?:[ \t]+(.*?))?[ \t]*");
  private static final Pattern ITEM = Pattern.compile("[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+.*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
  private static final Pattern FRONT_KEY = Pattern.compile("([A-Za-z][\\w-]*)[ \t]*:.*");
  private static final Pattern EVENT_LINK = Pattern.compile("\\(#e-([0-9a-f]{12})\\)");
  private static final Pattern DETAILS_ID = Pattern.compile("<details\\b[^>]*\\bid=\"([^\"]+)\"");
  private static final Pattern LABEL =
      Pattern.compile("[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\\*\\*(.+?)\\*\\*.*", Pattern.DOTALL);

  private record Line(String text, String end) {
    boolean isBlank() {
      return text.isBlank();
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final Map<String, Integer> keys = new HashMap<>();
  private final List<String> path = new ArrayList<>();
  private int section = -1;
  private int idColumn = -1;

  private BlockSplitter(String text) {
    Matcher matcher = LINE.matcher(text);
    while (matcher.lookingAt() && matcher.end() > matcher.start()) {
      lines.add(
          new Line(
              Objects.requireNonNull(matcher.group(1)), Objects.requireNonNull(matcher.group(2))));
      matcher.region(matcher.end(), text.length());
    }
  }

  /** The blocks of a document without byte order mark, in order. */
  static List<Block> split(String text) {
    BlockSplitter splitter = new BlockSplitter(text);
    splitter.split();
    return splitter.blocks;
  }

  private void split() {
    int at = skipBlank(0);
    if (at > 0) {
      add(Kind.START, "start", "", 0, 0, at);
    }
    if (at == 0) {
      at = front();
    }
    while (at < lines.size()) {
      at = block(at);
    }
  }

  /** Front matter, key by key; the index behind it, 0 when there is none. */
  private int front() {
    if (lines.isEmpty() || !lines.get(0).text().stripTrailing().equals("---")) {
      return 0;
    }
    int close = 1;
    while (close < lines.size() && !lines.get(close).text().stripTrailing().equals("---")) {
      close++;
    }
    if (close == lines.size()) {
      return 0;
    }
    int at = 0;
    while (at <= close) {
      int end = at + 1;
      Matcher matcher = FRONT_KEY.matcher(lines.get(at).text());
      String key = at == 0 ? "open" : at == close ? "close" : null;
      if (key == null && matcher.matches()) {
        key = "key " + matcher.group(1);
        while (end < close && !FRONT_KEY.matcher(lines.get(end).text()).matches()) {
          end++;
        }
      }
      int last = end;
      while (last > at + 1 && lines.get(last - 1).isBlank()) {
        last--;
      }
      int next = skipBlank(end);
      add(Kind.FRONT, key == null ? null : "front:" + key, "", at, last, next);
      at = next;
    }
    return at;
  }

  private int block(int at) {
    String line = lines.get(at).text();
    Matcher heading = HEADING.matcher(line);
    if (heading.matches()) {
      return heading(at, heading);
    }
    if (FENCE.matcher(line).matches()) {
      return fenced(at, line);
    }
    if (line.stripLeading().toLowerCase(Locale.ROOT).startsWith("<details")) {
      int end = detailsEnd(at);
      if (end > 0) {
        Matcher id = DETAILS_ID.matcher(line);
        return finish(Kind.DETAILS, id.find() ? "details:" + id.group(1) : null, "", at, end);
      }
    }
    if (isRow(line)) {
      return row(at);
    }
    if (ITEM.matcher(line).matches()) {
      int end = at + 1;
      while (end < lines.size() && continues(end)) {
        end++;
      }
      String text = text(at, end);
      Matcher label = LABEL.matcher(text);
      return finish(
          Kind.ITEM, null, label.matches() ? Objects.requireNonNull(label.group(1)) : "", at, end);
    }
    int end = at + 1;
    while (end < lines.size() && continues(end)) {
      end++;
    }
    return finish(Kind.TEXT, null, "", at, end);
  }

  /** Whether a line goes on with the paragraph or item above it. */
  private boolean continues(int at) {
    String line = lines.get(at).text();
    return !line.isBlank()
        && !HEADING.matcher(line).matches()
        && !FENCE.matcher(line).matches()
        && !ITEM.matcher(line).matches()
        && !isRow(line)
        && !line.stripLeading().toLowerCase(Locale.ROOT).startsWith("<details");
  }

  private static boolean isRow(String line) {
    return line.stripLeading().startsWith("|");
  }

  private int heading(int at, Matcher heading) {
    int level = Objects.requireNonNull(heading.group(1)).length();
    String title = heading.group(2) == null ? "" : Objects.requireNonNull(heading.group(2));
    while (path.size() >= level) {
      path.remove(path.size() - 1);
    }
    while (path.size() < level - 1) {
      path.add("");
    }
    path.add(title.replaceAll("[ \t]+#+$", ""));
    // The first level is the title of the document: it may change, and no path with it.
    String key = level == 1 ? "title" : "heading:" + String.join("\n", path.subList(1, level));
    int next = finish(Kind.HEADING, key, Integer.toString(level), at, at + 1);
    section = blocks.size() - 1;
    return next;
  }

  private int fenced(int at, String line) {
    Matcher open = FENCE.matcher(line);
    String fence = open.matches() ? Objects.requireNonNull(open.group(1)) : "```";
    int end = at + 1;
    while (end < lines.size()) {
      String candidate = lines.get(end).text().strip();
      end++;
      if (candidate.startsWith(fence) && candidate.chars().allMatch(c -> c == fence.charAt(0))) {
        break;
      }
    }
    return finish(Kind.CODE, null, "", at, end);
  }

  /** The index behind the line that closes it; 0 when nothing does. */
  private int detailsEnd(int at) {
    int depth = 0;
    for (int i = at; i < lines.size(); i++) {
      String line = lines.get(i).text().toLowerCase(Locale.ROOT);
      depth += count(line, "<details") - count(line, "</details>");
      if (depth <= 0) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int count(String line, String part) {
    int count = 0;
    for (int i = line.indexOf(part); i >= 0; i = line.indexOf(part, i + part.length())) {
      count++;
    }
    return count;
  }

  private int row(int at) {
    String line = lines.get(at).text();
    boolean head =
        at + 1 < lines.size()
            && isRow(lines.get(at + 1).text())
            && Rows.isDashes(lines.get(at + 1).text())
            && !Rows.isDashes(line);
    List<String> cells = Rows.cells(line);
    String first = cells.isEmpty() ? "" : cells.get(0).strip();
    if (head) {
      List<String> names = cells.stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
      idColumn = names.contains("action") ? names.indexOf("id") : -1;
      return finish(Kind.TABLE_HEAD, null, first, at, at + 2);
    }
    String key = null;
    Matcher event = EVENT_LINK.matcher(line);
    if (idColumn >= 0 && idColumn < cells.size() && !cells.get(idColumn).isBlank()) {
      key = "action:" + cells.get(idColumn).strip();
    } else if (event.find() && !first.isEmpty() && Rows.isTime(first)) {
      key = EVENT + event.group(1);
    }
    return finish(Kind.TABLE_ROW, key, first, at, at + 1);
  }

  private int finish(Kind kind, @Nullable String key, String label, int from, int end) {
    int next = skipBlank(end);
    add(kind, key, label, from, end, next);
    return next;
  }

  private int skipBlank(int at) {
    int next = at;
    while (next < lines.size() && lines.get(next).isBlank()) {
      next++;
    }
    return next;
  }

  private String text(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i < to; i++) {
      out.append(i == from ? "" : "\n").append(lines.get(i).text());
    }
    return out.toString();
  }

  private void add(Kind kind, @Nullable String key, String label, int from, int end, int next) {
    StringBuilder raw = new StringBuilder();
    StringBuilder gap = new StringBuilder();
    for (int i = from; i < end; i++) {
      raw.append(lines.get(i).text());
      (i + 1 == end ? gap : raw).append(lines.get(i).end());
    }
    for (int i = end; i < next; i++) {
      gap.append(lines.get(i).text()).append(lines.get(i).end());
    }
    String unique = null;
    if (key != null) {
      int times = keys.merge(key, 1, Integer::sum);
      unique = times == 1 ? key : key + "\n#" + times;
    }
    boolean table = kind == Kind.TABLE_HEAD || kind == Kind.TABLE_ROW;
    String text = table ? Rows.plain(text(from, end)) : text(from, end);
    blocks.add(new Block(kind, unique, label, section, text, raw.toString(), gap.toString()));
  }
}
