package postmortem.source.guess;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.source.guess.ColumnName.Meaning;

/**
 * What the columns of a table nobody knows are taken for.
 *
 * @param type the type of its events: a neutral one, unless columns or names say more
 * @param time when it was
 * @param end until when; null when nothing says that
 * @param texts what happened, the most telling first; empty for numbers
 * @param numbers whether the rows are samples of numbers
 * @param severity how bad it is; null when nothing says that
 * @param service which service; null when nothing says that
 * @param host which machine; null when nothing says that
 * @param actor who did it; null when nothing says that
 * @param before the value before a change; null when it is no change of a value
 * @param after the value behind it; null with {@code before}
 * @param state what became of it; null when nothing says that
 * @param version of what was deployed; null when nothing says that
 */
record ShapeRoles(
    EventType type,
    ColumnProfile time,
    @Nullable ColumnProfile end,
    List<ColumnProfile> texts,
    boolean numbers,
    @Nullable ColumnProfile severity,
    @Nullable ColumnProfile service,
    @Nullable ColumnProfile host,
    @Nullable ColumnProfile actor,
    @Nullable ColumnProfile before,
    @Nullable ColumnProfile after,
    @Nullable ColumnProfile state,
    @Nullable ColumnProfile version) {

  private static final int SENTENCE = 3;
  private static final int MOST_TEXTS = 3;
  private static final int FEWEST_SAMPLES = 5;
  private static final double WORD_POINTS = 8;
  private static final double NAME_POINTS = 60;
  private static final double CHANGE_POINTS = 10;
  private static final Set<String> ALERT_WORDS =
      Set.of("name", "text", "title", "message", "rule", "description", "type");
  private static final Set<Meaning> EVENTS = Set.of(Meaning.BEGINNING, Meaning.PLAIN, Meaning.TOLD);

  ShapeRoles {
    texts = List.copyOf(texts);
  }

  /** Whether rows say what happened, numbers, or neither. */
  private enum Content {
    WORDS,
    NUMBERS,
    NOTHING
  }

  /**
   * What the columns are; null when no column says what happened.
   *
   * @param nouns words of the name of the file, and of the list the rows stand in
   */
  static @Nullable ShapeRoles of(
      List<ColumnProfile> columns,
      ColumnProfile time,
      @Nullable ColumnProfile end,
      List<String> nouns) {
    List<ColumnProfile> others = new ArrayList<>(columns);
    others.removeIf(column -> column.holdsTimes() || column.filled() == 0);
    ColumnProfile severity = severity(others);
    others.remove(severity);
    ColumnProfile before =
        value(others, "old", "before", "previous", "alt", "alter", "vorher", "from");
    ColumnProfile after = value(others, "new", "after", "neu", "neuer", "nachher", "to");
    boolean changes = before != null && after != null && isSame(before, after);
    if (changes) {
      others.remove(before);
      others.remove(after);
    }
    List<ColumnProfile> words = others.stream().filter(ColumnProfile::holdsWords).toList();
    ColumnProfile service = first(words, c -> c.name().isService());
    ColumnProfile host = first(words, c -> c.name().isHost());
    ColumnProfile actor = first(words, c -> c.name().isActor() && c.length() <= SENTENCE);
    ColumnProfile state =
        first(
            words,
            c -> c.name().has("status", "state", "result", "outcome", "verdict", "ergebnis"));
    ColumnProfile version =
        first(others, c -> c.name().has("version", "release", "tag", "build") && !c.name().isId());
    List<ColumnProfile> telling = new ArrayList<>(words);
    telling.removeAll(Arrays.asList(service, host, actor, state));
    // A time in words that nobody can read says nothing of what happened.
    telling.removeIf(c -> c.name().meaning() == Meaning.PLAIN && c.name().textRank() < 0);
    ColumnProfile primary =
        telling.stream().max(Comparator.comparingDouble(ShapeRoles::points)).orElse(null);
    if (primary == null && (state != null || (service != null && version != null))) {
      // "web-1 down" says something as well.
      primary = service != null ? service : host;
      telling.addAll(Stream.of(primary, state).filter(Objects::nonNull).toList());
    } else if (primary != null && primary.length() < SENTENCE && state != null) {
      telling.add(state);
    }
    boolean graded = severity != null || state != null || end != null;
    boolean signed = graded || (actor != null && actor.name().isTeller());
    if (!graded && isThing(others, time)) {
      return null;
    }
    Content content = content(columns, time, end, primary, changes, signed);
    if (content == Content.NOTHING) {
      return null;
    }
    List<ColumnProfile> texts = new ArrayList<>();
    if (content == Content.WORDS) {
      texts.addAll(changes ? named(telling, primary) : texts(telling, primary));
      if (texts.isEmpty() && changes) {
        texts.addAll(Stream.of(service, host).filter(Objects::nonNull).limit(1).toList());
      }
      if (texts.isEmpty()) {
        return null;
      }
    }
    EventType type =
        type(
            words,
            texts,
            nouns,
            time,
            end,
            severity,
            actor,
            changes ? before : null,
            state,
            version,
            others);
    return new ShapeRoles(
        type,
        time,
        end,
        texts,
        content == Content.NUMBERS,
        severity,
        service,
        host,
        type == EventType.MESSAGE && actor == null ? speaker(words) : actor,
        changes ? before : null,
        changes ? after : null,
        state,
        type == EventType.DEPLOY ? version : null);
  }

  private static Content content(
      List<ColumnProfile> columns,
      ColumnProfile time,
      @Nullable ColumnProfile end,
      @Nullable ColumnProfile primary,
      boolean changes,
      boolean signed) {
    if (changes && !time.isDays()) {
      return Content.WORDS;
    }
    boolean named = primary != null && primary.name().textRank() >= 0;
    double length = primary == null ? 0 : primary.length();
    boolean credible = length >= SENTENCE || (named && length >= SENTENCE - 1);
    boolean measured =
        columns.stream().anyMatch(c -> c.holdsNumbers() && !c.name().isId())
            && time.rows() >= FEWEST_SAMPLES
            && time.isRegular();
    if (!credible && measured) {
      return Content.NUMBERS;
    }
    boolean told =
        switch (time.name().meaning()) {
          case BEGINNING -> time.isDays() ? credible && happens(primary) : true;
          case PLAIN, TOLD -> credible || !time.isDays();
          case UNKNOWN -> credible && !time.isDays();
          // Products and pages have a title and were created as well: of an event more is told.
          case RECORDED -> credible && (end != null || (named && (signed || happens(primary))));
          case PLANNED -> credible && end != null;
          case END -> credible;
          case CHANGED, NEVER -> false;
        };
    return told && primary != null ? Content.WORDS : Content.NOTHING;
  }

  /** Whether two columns hold the same before and after a change: in words that are alike. */
  private static boolean isSame(ColumnProfile before, ColumnProfile after) {
    return before != after
        && before.holdsNumbers() == after.holdsNumbers()
        && before.name().words().size() == after.name().words().size();
  }

  /** Whether the rows are things with a date: prices, machines, invoices. */
  private static boolean isThing(List<ColumnProfile> columns, ColumnProfile time) {
    return (time.isDays() || !EVENTS.contains(time.name().meaning()))
        && columns.stream().anyMatch(c -> c.name().isOfThing());
  }

  /** Whether the column's name says that its words are about something that happened. */
  private static boolean happens(@Nullable ColumnProfile column) {
    return column != null
        && column
            .name()
            .has(
                "event",
                "ereignis",
                "happened",
                "what",
                "incident",
                "alarm",
                "alert",
                "message",
                "msg",
                "text",
                "meldung",
                "nachricht",
                "problem",
                "fault",
                "störung",
                "report",
                "entry",
                "note",
                "outage",
                "vorfall");
  }

  private static double points(ColumnProfile column) {
    int rank = column.name().textRank();
    double points =
        (rank < 0 ? 0 : NAME_POINTS - rank)
            + WORD_POINTS * Math.min(column.length(), 2 * SENTENCE)
            + CHANGE_POINTS * column.distinct() / column.filled()
            - (column.name().isId() ? NAME_POINTS / 2 : 0);
    // A remark on some rows is not what all of them say.
    return column.filled() * 2 < column.rows() ? points - 2 * NAME_POINTS : points;
  }

  /** The most telling one, with others beside it where it is no sentence. */
  private static List<ColumnProfile> texts(
      List<ColumnProfile> words, @Nullable ColumnProfile primary) {
    if (primary == null || primary.length() >= SENTENCE) {
      return primary == null ? List.of() : List.of(primary);
    }
    List<ColumnProfile> texts = new ArrayList<>();
    for (ColumnProfile column : words) {
      if (column == primary || !column.name().isId()) {
        texts.add(column);
      }
    }
    while (texts.size() > MOST_TEXTS) {
      // The last of those that are not the most telling one.
      int last = texts.size() - 1;
      texts.remove(texts.get(last) == primary ? last - 1 : last);
    }
    return texts;
  }

  /** What was changed, before why. */
  private static List<ColumnProfile> named(
      List<ColumnProfile> words, @Nullable ColumnProfile primary) {
    ColumnProfile what =
        first(
            words,
            c ->
                c.name()
                    .has(
                        "setting",
                        "parameter",
                        "param",
                        "key",
                        "option",
                        "property",
                        "variable",
                        "flag",
                        "field",
                        "feld",
                        "attribute",
                        "config",
                        "einstellung"));
    List<ColumnProfile> texts = new ArrayList<>();
    if (what != null) {
      texts.add(what);
    }
    if (primary != null && primary != what) {
      texts.add(primary);
    }
    return texts;
  }

  private static @Nullable ColumnProfile severity(List<ColumnProfile> columns) {
    List<ColumnProfile> all = columns.stream().filter(ColumnProfile::holdsSeverities).toList();
    return first(all, c -> c.name().isSeverity());
  }

  private static @Nullable ColumnProfile value(List<ColumnProfile> columns, String... words) {
    return first(columns, c -> c.name().has(words));
  }

  private static @Nullable ColumnProfile first(
      List<ColumnProfile> columns, Predicate<ColumnProfile> test) {
    return columns.stream().filter(test).findFirst().orElse(null);
  }

  private static @Nullable ColumnProfile speaker(List<ColumnProfile> words) {
    return first(words, c -> c.name().has("name", "from", "who", "speaker", "member"));
  }

  private static EventType type(
      List<ColumnProfile> words,
      List<ColumnProfile> texts,
      List<String> nouns,
      ColumnProfile time,
      @Nullable ColumnProfile end,
      @Nullable ColumnProfile severity,
      @Nullable ColumnProfile actor,
      @Nullable ColumnProfile before,
      @Nullable ColumnProfile state,
      @Nullable ColumnProfile version,
      List<ColumnProfile> others) {
    if (before != null && before.name().has("version") && isDeployment(time, before, nouns)) {
      return EventType.DEPLOY;
    }
    if (before != null) {
      return isConfiguration(texts, nouns) ? EventType.CONFIGURATION : EventType.ENTRY;
    }
    if (texts.isEmpty()) {
      return EventType.ENTRY;
    }
    boolean dated = EVENTS.contains(time.name().meaning()) || end != null;
    if (dated && isDeployment(time, version, nouns)) {
      return EventType.DEPLOY;
    }
    boolean raised =
        time.name().has("raised", "raise", "fired", "triggered", "occurred", "occurrence");
    if (dated
        && (begins(nouns, "alarm", "alert") || words.stream().anyMatch(ShapeRoles::isAlert))
        && (severity != null || end != null || raised || state != null)) {
      return EventType.ALERT_FIRED;
    }
    ColumnProfile said = texts.get(0);
    boolean spoken =
        said.name().has("message", "msg", "said", "words", "nachricht", "text", "body");
    ColumnProfile speaker = actor != null ? actor : speaker(words);
    boolean alone =
        others.stream()
            .allMatch(
                c ->
                    c == said
                        || c == speaker
                        || c.name().isId()
                        || c.name().has("channel", "room", "thread", "raum", "kanal"));
    return spoken && speaker != null && alone && severity == null && end == null
        ? EventType.MESSAGE
        : EventType.ENTRY;
  }

  private static boolean isConfiguration(List<ColumnProfile> texts, List<String> nouns) {
    return begins(nouns, "config", "setting", "param", "einstellung", "konfig")
        || texts.stream()
            .anyMatch(
                c ->
                    c.name().has("setting", "parameter", "param", "option", "property", "key")
                        || c.name().begins("config")
                        || c.name().begins("einstellung"));
  }

  private static boolean isDeployment(
      ColumnProfile time, @Nullable ColumnProfile version, List<String> nouns) {
    return time.name()
            .has("deployed", "deploy", "rolled", "rollout", "released", "live", "ausgerollt")
        || (version != null && begins(nouns, "deploy", "rollout", "release"));
  }

  /** Whether a column holds alarms, and not something about them. */
  private static boolean isAlert(ColumnProfile column) {
    List<String> words = column.name().words();
    return (words.get(0).startsWith("alarm") || words.get(0).startsWith("alert"))
        && ALERT_WORDS.containsAll(words.subList(1, words.size()));
  }

  private static boolean begins(List<String> nouns, String... words) {
    for (String word : words) {
      if (nouns.stream().anyMatch(noun -> noun.startsWith(word))) {
        return true;
      }
    }
    return false;
  }
}
