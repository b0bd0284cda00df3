package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.timeline.PlacedEvent;

/** Rows of the timeline come back from disk as they went. */
class TimelineJsonTest {

  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final String[] HOSTILE = {
    "\u0000",
    "\u0001",
    "\b",
    "\t",
    "\u000b",
    "\u001f",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\"",
    "\\",
    "\\u0022",
    "/",
    "</script>",
    "{",
    "}",
    "[",
    ",",
    ":",
    "'",
    "|",
    "\u202e",
    "e\u0301",
    "\ud83d\ude00",
    "\ud83c\udde9\ud83c\uddea",
    "\u0130",
    "\u0131",
    "a",
    "Z",
    "0",
    " ",
    "null",
    "NaN"
  };

  private static String text(Random random, int most) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(most + 1);
    while (text.codePointCount(0, text.length()) < length) {
      text.append(
          random.nextInt(3) == 0
              ? Character.toString(validCodePoint(random))
              : HOSTILE[random.nextInt(HOSTILE.length)]);
    }
    return text.toString();
  }

  private static int validCodePoint(Random random) {
    int point = random.nextInt(Character.MAX_CODE_POINT + 1);
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? 0xfffd : point;
  }

  private static <T> T one(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private static Instant instant(Random random, Precision precision) {
    // Years 0000 to 9999, the most that RFC 3339 can write.
    long second = -62_167_219_200L + (long) (random.nextDouble() * 315_569_520_000L);
    long width = precision.width().toNanos();
    long nano = width >= 1_000_000_000L ? 0 : random.nextInt(1_000_000_000) / width * width;
    return Instant.ofEpochSecond(second, nano);
  }

  private static PlacedEvent event(Random random) {
    Precision precision = one(random, Precision.values());
    EventTime time =
        new EventTime(
            instant(random, precision),
            precision,
            List.of(one(random, Basis.values()), one(random, Basis.values())),
            Duration.ofNanos(random.nextLong() >>> random.nextInt(1, 60)),
            text(random, 30));
    String id = String.format(java.util.Locale.ROOT, "%012x", random.nextLong() & 0xffffffffffffL);
    Event.Builder event =
        Event.of(id, time, one(random, EventType.values()), "s" + text(random, 5))
            .severity(one(random, Severity.values()))
            .summary(text(random, 80))
            .count(1 + (random.nextLong() >>> 12))
            .service(random.nextBoolean() ? null : text(random, 9))
            .actor(random.nextBoolean() ? null : text(random, 9))
            .until(random.nextBoolean() ? null : instant(random, Precision.NANO));
    for (int i = random.nextInt(3); i >= 0; i--) {
      Place place =
          random.nextBoolean()
              ? new Place.Line(1 + (random.nextLong() >>> 12))
              : new Place.Pointer(random.nextInt(4) == 0 ? "" : "/" + text(random, 20));
      event.cite(new Citation("e" + text(random, 20), place, text(random, 299), HASH));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      event.attribute("a" + i + "-x", text(random, 20));
    }
    return new PlacedEvent(event.build(), random.nextInt(1001) / 1000.0);
  }

  /** All of a row but its position, which is that of the line once it was read. */
  private static List<Object> facts(PlacedEvent placed) {
    Event e = placed.event();
    List<Object> facts = new ArrayList<>();
    facts.add(List.of(e.id(), e.time(), e.type(), e.severity(), e.source(), e.summary()));
    facts.add(List.of(e.count(), e.citations(), new TreeMap<>(e.attributes())));
    facts.add(e.until());
    facts.add(e.service());
    facts.add(e.actor());
    facts.add(placed.significance());
    return facts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatever_stands_in_the_evidence_comes_back(long seed) {
    Random random = new Random(seed);
    List<PlacedEvent> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(event(random));
    }
    String text = TimelineJson.write(events);
    List<PlacedEvent> read =
        TimelineJson.read(
            "timeline.jsonl",
            new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    assertThat(read.stream().map(TimelineJsonTest::facts))
        .containsExactlyElementsOf(events.stream().map(TimelineJsonTest::facts).toList());
    assertThat(TimelineJson.write(read)).isEqualTo(text);
    // No tool that cuts lines, by whatever rule, cuts a row.
    assertThat(text.split("[\\n\\r\\u000b\\u000c\\u001c-\\u001e\\u0085\\u2028\\u2029]", -1))
        .hasSize(events.size() + 1);
  }

  private static Event.Builder plain(String summary) {
    EventTime time =
        new EventTime(
            Instant.parse("2025-02-09T10:05:23Z"),
            Precision.SECOND,
            List.of(Basis.OFFSET),
            Duration.ofSeconds(1),
            "raw");
    return Event.of("0123456789ab", time, EventType.RECORD, "test")
        .summary(summary)
        .cite(new Citation("app.log", new Place.Line(1), "excerpt", HASH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83d\ud83d\ude00b", "x\ud83d\""})
  void half_a_surrogate_pair_becomes_a_replacement_character(String text) {
    String row = TimelineJson.write(List.of(new PlacedEvent(plain(text).build(), 0.5)));
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(row);
    Event read = TimelineJson.read("t", row).get(0).event();
    assertThat(read.summary()).isEqualTo(text.replaceAll("\\p{IsCs}", "\ufffd")).contains("\ufffd");
  }

  @Test
  void the_type_is_written_once_whatever_else_claims_its_name() {
    Event event = plain("x").attribute("type", "nonsense").build();
    String row = TimelineJson.write(List.of(new PlacedEvent(event, 0.5)));
    assertThat(row).containsOnlyOnce("\"type\":").doesNotContain("nonsense");
  }

  @Test
  void an_excerpt_is_cut_to_300_characters_and_no_emoji_in_two() {
    String excerpt = "\ud83d\ude00".repeat(400);
    Citation citation = new Citation("app.log", new Place.Line(1), excerpt, HASH);
    String row =
        TimelineJson.write(List.of(new PlacedEvent(plain("x").cite(citation).build(), 0.5)));
    String read = TimelineJson.read("t", row).get(0).event().citations().get(1).excerpt();
    assertThat(read).isEqualTo("\ud83d\ude00".repeat(299) + "\u2026");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{",
        "[]",
        "null",
        "{}",
        "{\"id\":1}",
        "{\"id\":\"0123456789ab\",\"at\":\"soon\"}"
      })
  void a_line_that_is_no_row_is_named(String line) {
    String good = TimelineJson.write(List.of(new PlacedEvent(plain("x").build(), 0.5)));
    assertThatThrownBy(() -> TimelineJson.read("timeline.jsonl", good + "\n" + line + "\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("error[PM-W010]: not a row of a timeline\n  --> timeline.jsonl:3\n")
        .hasMessageContaining("draft again");
  }
}
