package postmortem.log.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.declaration.Node;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Severity;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampResolver;

/** The samples of each format at other times, and damaged. */
class FormatPropertyTest {

  private static final FormatLibrary LIBRARY = FormatLibrary.builtIn();
  private static final int TIMES = 40;
  private static final int DAMAGES = 60;
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("America/New_York"), ZoneId.of("Australia/Lord_Howe"));

  private final LogRecord record = new LogRecord();

  static Stream<LogFormat> formats() {
    return LIBRARY.formats().stream();
  }

  /** Writes times in a layout; null where it cannot be written back. */
  private static final class Writer {
    private final Random random;
    private final ZonedDateTime at;
    private final boolean parts;
    private final StringBuilder out = new StringBuilder();

    /** What is written of a moment, in nanoseconds. */
    private long unit = Duration.ofDays(1).toNanos();

    Writer(Random random, ZonedDateTime at, boolean parts) {
      this.random = random;
      this.at = at;
      this.parts = parts;
    }

    @Nullable String write(String layout) {
      if (layout.equals("rfc3339")) {
        return write("yyyy-MM-dd'T'HH:mm:ssfXXX");
      }
      if (layout.startsWith("epoch") || layout.equals("tai64n") || layout.equals("mjd")) {
        return null;
      }
      int i = 0;
      while (i < layout.length()) {
        char c = layout.charAt(i);
        if (c == '\'') {
          int end = layout.indexOf('\'', i + 1);
          out.append(layout, i + 1, end);
          i = end + 1;
        } else if (c == '[') {
          i = parts ? i + 1 : layout.indexOf(']', i) + 1;
        } else if (c == ']') {
          i++;
        } else {
          boolean padded = c == '_' && i + 1 < layout.length();
          int from = padded ? i + 1 : i;
          int to = from;
          while (to < layout.length() && layout.charAt(to) == layout.charAt(from)) {
            to++;
          }
          if (padded || Character.isLetter(c)) {
            letters(layout.substring(from, to), padded);
          } else {
            out.append(layout, i, to);
          }
          i = to;
        }
      }
      return out.toString();
    }

    private void letters(String letters, boolean padded) {
      int length = letters.length();
      switch (letters.charAt(0)) {
        case 'y' -> number(length == 2 ? at.getYear() % 100 : at.getYear(), length, padded);
        case 'L' -> out.append(at.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
        case 'M' -> {
          if (length > 2) {
            out.append(
                at.getMonth()
                    .getDisplayName(
                        length == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH));
          } else {
            number(at.getMonthValue(), length, padded);
          }
        }
        case 'd' -> number(at.getDayOfMonth(), length, padded);
        case 'D' -> number(at.getDayOfYear(), length, padded);
        case 'H' -> number(at.getHour(), length, padded);
        case 'h' -> number((at.getHour() + 11) % 12 + 1, length, padded);
        case 'a' -> out.append(at.getHour() < 12 ? "AM" : "PM");
        case 'm' -> {
          number(at.getMinute(), length, padded);
          unit = Duration.ofMinutes(1).toNanos();
        }
        case 's' -> {
          number(at.getSecond(), length, padded);
          unit = Duration.ofSeconds(1).toNanos();
        }
        case 'S' -> fraction(length);
        case 'f' -> {
          int digits = random.nextInt(4) * 3;
          if (digits > 0) {
            out.append(random.nextBoolean() ? '.' : ',');
            fraction(digits);
          }
        }
        case 'n' -> {
          out.append(at.getNano() / 1_000_000);
          unit = Duration.ofMillis(1).toNanos();
        }
        case 'E' ->
            out.append(
                at.getDayOfWeek()
                    .getDisplayName(
                        length == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH));
        case 'X' -> {
          String offset = at.getOffset().getId().equals("Z") ? "+00:00" : at.getOffset().getId();
          out.append(length == 2 ? offset.replace(":", "") : offset);
        }
        case 'z' -> out.append("UTC");
        case 'o' -> {
          int minutes = at.getOffset().getTotalSeconds() / (length == 1 ? 60 : -60);
          out.append(String.format(Locale.ROOT, "%+04d", minutes));
        }
        case 'V' ->
            out.append(at.getZone().equals(ZoneOffset.UTC) ? "Etc/UTC" : at.getZone().getId());
        default -> throw new IllegalArgumentException("a letter that is not written: " + letters);
      }
    }

    private void number(int value, int width, boolean padded) {
      String text = Integer.toString(value);
      while (text.length() < (padded ? 2 : width)) {
        text = (padded ? " " : "0") + text;
      }
      out.append(text);
    }

    private void fraction(int digits) {
      out.append(String.format(Locale.ROOT, "%09d", at.getNano()), 0, digits);
      unit = 1;
      for (int i = digits; i < 9; i++) {
        unit *= 10;
      }
    }
  }

  private static List<String> layouts(LogFormat format) {
    return format.declared().fields().optional("time").stream()
        .flatMap(time -> time.fields().list("layouts", Node::text).stream())
        .toList();
  }

  /** The layout in which a sample's stamp is written. */
  private @Nullable String layout(LogFormat format, byte[] line, LogRecord matched) {
    byte[] stamp = java.util.Arrays.copyOfRange(line, matched.stampFrom(), matched.stampTo());
    for (String layout : layouts(format)) {
      if (StampLayout.compile(layout).parse(stamp, 0, stamp.length, record.stamp())
          == stamp.length) {
        return layout;
      }
    }
    return null;
  }

  private static ZonedDateTime moment(Random random, String layout, boolean parts, ZoneId zone) {
    // Two digits of a year are 1970 to 2069; DST nights are as likely as all other times together.
    int year = 1971 + random.nextInt(97);
    LocalDateTime local =
        LocalDateTime.of(year, 1, 1, 0, 0)
            .plusSeconds(random.nextInt(364 * 86_400))
            .withNano(random.nextInt(1_000_000_000));
    if (random.nextBoolean()) {
      var transition = zone.getRules().nextTransition(local.toInstant(ZoneOffset.UTC));
      if (transition != null) {
        local = transition.getDateTimeBefore().plusMinutes(random.nextInt(240) - 120);
      }
    }
    String letters = layout.replaceAll("'[^']*'", "");
    boolean offset =
        letters.contains("o") || (letters.contains("X") && (parts || !letters.contains("[")));
    return offset || layout.equals("rfc3339")
        ? local.atZone(ZoneOffset.ofTotalSeconds(900 * (random.nextInt(105) - 48)))
        : letters.contains("z") && (parts || !letters.contains("["))
            ? local.atZone(ZoneOffset.UTC)
            : local.atZone(zone);
  }

  private static Instant cut(ZonedDateTime at, long unit) {
    return at.truncatedTo(ChronoUnit.SECONDS)
        .minusNanos(at.toLocalTime().truncatedTo(ChronoUnit.SECONDS).toNanoOfDay() % unit)
        .plusNanos(at.getNano() / unit * unit)
        .toInstant();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void a_sample_at_another_time_yields_that_instant_and_the_same_severity(LogFormat format) {
    Random random = new Random(format.name().hashCode());
    for (String sample : FormatCheck.samples(format)) {
      byte[] line = sample.lines().findFirst().orElseThrow().getBytes(StandardCharsets.UTF_8);
      if (format.spansLines() && sample.indexOf('\n') >= 0) {
        continue;
      }
      if (!format.match(line, 0, line.length, record) || record.stampFrom() < 0) {
        continue;
      }
      Severity severity = record.severity();
      int from = record.stampFrom();
      int to = record.stampTo();
      String layout = layout(format, line, record);
      for (int i = 0; layout != null && i < TIMES; i++) {
        ZoneId zone = format.zone() == ZoneRule.UTC ? ZoneOffset.UTC : ZONES.get(i % 3);
        ZonedDateTime at = moment(random, layout, i % 2 == 0, zone);
        Writer writer = new Writer(random, at, i % 2 == 0);
        String stamp = writer.write(layout);
        if (stamp == null) {
          break;
        }
        String text =
            new String(line, 0, from, StandardCharsets.UTF_8)
                + stamp
                + new String(line, to, line.length - to, StandardCharsets.UTF_8);
        byte[] changed = text.getBytes(StandardCharsets.UTF_8);
        assertThat(format.match(changed, 0, changed.length, record)).as(text).isTrue();
        assertThat(record.severity()).as(text).isEqualTo(severity);
        Optional<EventTime> found =
            new StampResolver(
                    zone,
                    Basis.ZONE_CONFIGURED,
                    Optional.of(Reference.near(at.toInstant())),
                    Duration.ZERO)
                .resolve(record.stamp(), stamp);
        assertThat(found.orElseThrow().at())
            .as("%s in %s", text, zone)
            .isEqualTo(cut(at, writer.unit));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void damaged_lines_never_fail_otherwise_than_by_not_matching(LogFormat format) {
    Random random = new Random(format.name().hashCode());
    for (String sample : FormatCheck.samples(format)) {
      byte[] line = sample.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < DAMAGES; i++) {
        byte[] damaged = line.clone();
        for (int hit = 0; hit <= random.nextInt(4); hit++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        assertThatCode(
                () -> {
                  format.match(damaged, 0, damaged.length, record);
                  format.startsRecord(damaged, 0, damaged.length, record);
                })
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void most_samples_were_tried_at_other_times() {
    List<String> written = new ArrayList<>();
    for (LogFormat format : LIBRARY.formats()) {
      for (String layout : layouts(format)) {
        if (new Writer(
                    new Random(1), ZonedDateTime.of(2025, 2, 9, 1, 2, 3, 0, ZoneOffset.UTC), true)
                .write(layout)
            != null) {
          written.add(layout);
        }
      }
    }
    assertThat(written).hasSizeGreaterThan(100);
  }
}
