package postmortem.log.layout;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.DateOrder;
import postmortem.log.format.KeyedLine;

/**
 * Finds records that are blocks of {@code Key: value} lines, or of elements with nothing but text
 * on lines of their own: each begins with the same key, one of its lines says the time, and others
 * what happened or how bad it is.
 */
public final class BlockFinder {

  private static final int MOST_LINES = 600;
  private static final int LEAST = 2;
  private static final int LONGEST_KEY = 32;
  private static final int RULE = 3;

  /** A key is one of the blocks if so many of them have it. */
  private static final double USUAL = 0.8;

  private static final Map<String, List<String>> MEANING =
      Map.of(
          BlockLayout.TIME,
          List.of(
              "time",
              "timestamp",
              "time stamp",
              "date",
              "datetime",
              "date/time",
              "date time",
              "date and time",
              "time and date",
              "log time",
              "logged",
              "event time",
              "occurred"),
          BlockLayout.LEVEL,
          List.of("level", "severity", "log level", "loglevel", "log type", "type", "priority"),
          "message",
          List.of("message", "msg", "text", "description", "error", "event", "error message"),
          "logger",
          List.of("logger", "source", "category", "component", "module", "class"),
          "service",
          List.of("service", "application", "app", "application name", "app domain"),
          "host",
          List.of("host", "hostname", "machine", "computer", "server", "machine name"),
          "thread",
          List.of("thread", "thread id", "threadid", "thread name"),
          "exception",
          List.of("exception", "stack", "stacktrace", "stack trace"),
          "code",
          List.of("code", "event id", "eventid", "error code", "errorcode"));

  private final byte[] bytes;
  private final List<int[]> lines;

  private BlockFinder(byte[] bytes, List<int[]> lines) {
    this.bytes = bytes;
    this.lines = lines.subList(0, Math.min(MOST_LINES, lines.size()));
  }

  /**
   * A line with a key.
   *
   * @param name without blanks behind it
   * @param from where its value begins
   * @param separated where what separates both ends
   */
  private record Keyed(int line, String name, int from, int to, int separated) {}

  /**
   * The layout of blocks, if the lines are some.
   *
   * @param lines all, beginning and end of each in {@code bytes}
   * @param dateOrder how dates in figures are read where they do not tell; null when nobody said so
   */
  public static Optional<FoundLayout> find(
      byte[] bytes, List<int[]> lines, @Nullable DateOrder dateOrder) {
    return new BlockFinder(bytes, lines).find(dateOrder);
  }

  private Optional<FoundLayout> find(@Nullable DateOrder dateOrder) {
    List<Keyed> keyed = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Keyed one = keyed(i);
      if (one != null) {
        keyed.add(one);
      }
    }
    if (keyed.isEmpty()) {
      return Optional.empty();
    }
    Keyed first = keyed.get(0);
    int blocks = (int) keyed.stream().filter(one -> one.name.equals(first.name)).count();
    Map<String, String> keys = meanings(keyed, first.name, blocks);
    String time = keys.get(BlockLayout.TIME);
    boolean says = keys.containsKey(BlockLayout.LEVEL) || keys.containsKey("message");
    if (blocks < LEAST || time == null || !says) {
      return Optional.empty();
    }
    List<int[]> values =
        keyed.stream()
            .filter(one -> one.name.equals(time))
            .map(one -> new int[] {one.from, one.to})
            .toList();
    return ValueLayout.of(bytes, values, dateOrder)
        .filter(found -> found.matched() >= USUAL * blocks)
        .map(
            found ->
                new BlockLayout(
                    start(keyed, first),
                    keys,
                    found.layout(),
                    found.twin(),
                    found.anyOrder(),
                    found.matched()));
  }

  /** What keys are for that most blocks have once; of several the one that is it the surest. */
  private static Map<String, String> meanings(List<Keyed> keyed, String first, int blocks) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    keyed.forEach(one -> counts.merge(one.name, 1, Integer::sum));
    Map<String, String> usual = new LinkedHashMap<>();
    counts.forEach(
        (name, count) -> {
          if (count >= USUAL * blocks && (count <= blocks || name.equals(first))) {
            usual.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
          }
        });
    Map<String, String> keys = new HashMap<>();
    MEANING.forEach(
        (role, names) ->
            names.stream()
                .filter(usual::containsKey)
                .findFirst()
                .ifPresent(name -> keys.put(role, usual.get(name))));
    return keys;
  }

  /** With what each block begins: the rule above its first key where all have one, or that key. */
  private String start(List<Keyed> keyed, Keyed first) {
    String rule = first.line == 0 ? "" : rule(first.line - 1);
    boolean all =
        !rule.isEmpty()
            && keyed.stream()
                .filter(one -> one.name.equals(first.name))
                .allMatch(one -> one.line > 0 && rule(one.line - 1).equals(rule));
    return all ? rule : text(lines.get(first.line)[0], first.separated);
  }

  /**
   * A line of one sign, such as dashes, or an element that is opened; empty where there is none.
   */
  private String rule(int line) {
    int from = lines.get(line)[0];
    int to = lines.get(line)[1];
    if (KeyedLine.isOpening(bytes, from, to)) {
      return text(from, to);
    }
    boolean one = to - from >= RULE && "-=*_#".indexOf(bytes[from]) >= 0;
    for (int at = from; at < to && one; at++) {
      one = bytes[at] == bytes[from];
    }
    return one ? text(from, to) : "";
  }

  private @Nullable Keyed keyed(int line) {
    int from = lines.get(line)[0];
    int to = lines.get(line)[1];
    KeyedLine.Element element = KeyedLine.element(bytes, from, to);
    if (element != null) {
      String name = text(element.nameFrom(), element.nameTo());
      return new Keyed(line, name, element.from(), element.to(), element.from());
    }
    int at = from;
    while (at < to && at - from < LONGEST_KEY && isKey(bytes[at])) {
      at++;
    }
    int end = at;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    boolean separated = at < to && (bytes[at] == ':' || bytes[at] == '=');
    if (end == from || bytes[from] == ' ' || !separated) {
      return null;
    }
    int value = at + 1;
    while (value < to && (bytes[value] == ' ' || bytes[value] == '\t')) {
      value++;
    }
    if (value == at + 1 && value < to && bytes[at] == ':') {
      return null;
    }
    int last = to;
    while (last > value && bytes[last - 1] == ' ') {
      last--;
    }
    return new Keyed(line, text(from, end), value, last, at + 1);
  }

  private static boolean isKey(byte b) {
    boolean letter = (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
    return letter || b == ' ' || b == '_' || b == '/' || b == '-' || b == '#';
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }
}
