package postmortem.log.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.FormatCheck;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;

final class DetectorTest {

  private static final FormatLibrary LIBRARY = FormatLibrary.builtIn();
  private static final Detector DETECTOR = new Detector(new FormatIndex(LIBRARY.formats()), null);

  private static Sample sample(List<String> lines) {
    byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return Sample.of(bytes, true, null);
  }

  private static List<String> names(Fit fit) {
    List<String> names = new ArrayList<>();
    if (fit.format() >= 0) {
      names.add(LIBRARY.formats().get(fit.format()).name());
    }
    fit.companions().stream()
        .filter(f -> f != fit.twin())
        .forEach(f -> names.add(LIBRARY.formats().get(f).name()));
    return names;
  }

  private static String app(int second, String text) {
    return String.format("2025-02-09 10:%02d:%02d,120 ", second / 60, second % 60) + text;
  }

  private static String request(int second) {
    return String.format(
        "10.0.0.7 - - [09/Feb/2025:10:%02d:%02d +0000] \"GET /cart HTTP/1.1\" 200 5 \"-\" \"x\"",
        second / 60, second % 60);
  }

  private static String json(int second) {
    return String.format(
        "{\"time\":\"2025-02-09T10:%02d:%02dZ\",\"level\":\"info\",\"msg\":\"stored\"}",
        second / 60, second % 60);
  }

  static Stream<LogFormat> formats() {
    return LIBRARY.formats().stream().filter(LogFormat::standsAlone);
  }

  /** What is given up on the way may not have been the best. */
  @ParameterizedTest
  @MethodSource("formats")
  void giving_up_early_finds_what_trying_all_finds(LogFormat format) {
    List<String> lines = new ArrayList<>();
    while (lines.size() < 300) {
      FormatCheck.samples(format).forEach(sample -> sample.lines().forEach(lines::add));
    }
    Detection all = DETECTOR.detect(sample(lines));

    assertThat(DETECTOR.fit(sample(lines))).isEqualTo(all.fit());
    assertThat(all.format()).isNotNegative();
  }

  /** A format of a time and anything would take all of them, and tell no level. */
  @Test
  void programs_that_only_together_take_all_lines_are_read_by_their_own_formats() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          i % 3 == 0
              ? app(i, "ERROR: failed to update leader lock")
              : String.format(
                  "2025-02-09 10:00:%02d UTC [2888]: [%d-1] 601c.b48 0     LOG:  up", i, i));
    }

    assertThat(names(DETECTOR.fit(sample(lines)))).containsExactly("postgresql", "iso-level");
  }

  @Test
  void lines_with_a_time_that_no_other_format_takes_stay_together() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(i % 3 == 0 ? app(i, "the till is open") : app(i, "ERROR: no paper"));
    }

    assertThat(names(DETECTOR.fit(sample(lines)))).first().isEqualTo("timed-text");
  }

  @Test
  void a_file_of_several_programs_is_known_as_one() {
    Random random = new Random(5);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int kind = random.nextInt(10);
      lines.add(
          kind < 6 ? app(i, "INFO [main] shop.Till - paid") : kind < 9 ? request(i) : json(i));
    }
    assertThat(names(DETECTOR.fit(sample(lines))))
        .containsExactly("java-text", "access", "json-lines");
  }

  @Test
  void a_dump_inside_a_record_is_no_companion() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      lines.add(app(i, "ERROR [main] shop.Till - refused"));
      lines.add("java.io.IOException: gone");
      lines.add("\tat shop.Till.pay(Till.java:7)");
      lines.add("  " + json(i));
    }
    assertThat(names(DETECTOR.fit(sample(lines)))).containsExactly("java-text");
  }

  @Test
  void records_behind_a_long_preface_are_found() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      lines.add("preface " + i);
    }
    for (int i = 0; i < 3_000; i++) {
      lines.add(request(i));
    }
    assertThat(names(DETECTOR.fit(sample(lines)))).containsExactly("access");
  }

  @Test
  void a_table_with_long_lines_is_no_log() {
    List<String> lines = new ArrayList<>(List.of("at,pod,text"));
    for (int i = 0; i < 700; i++) {
      lines.add(
          "2025-02-09T10:00:00.1Z,pod-1,\"{\"\"log\"\":\"\"" + "x y ".repeat(400) + "\"\"}\"");
    }
    assertThat(names(DETECTOR.fit(sample(lines)))).isEmpty();
  }

  @Test
  void the_numbers_of_frames_are_no_header_of_another_format() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lines.add("[2025-02-09 10:05:%02d] production.ERROR: no stock".formatted(i));
      lines.add("[stacktrace]");
      lines.add("#0 /srv/app/Cart.php(795): Cart->take()");
      lines.add("#1 /srv/app/Till.php(12): Till->pay()");
      lines.add("#2 {main}");
    }
    assertThat(names(DETECTOR.fit(sample(lines)))).containsExactly("php");
  }

  @Test
  void a_file_of_headers_only_is_of_their_format() {
    List<String> lines =
        List.of("#Software: Microsoft HTTP API 2.0", "#Version: 1.0", "#Date: 2025-02-09 10:00:00");
    assertThat(names(DETECTOR.fit(sample(lines)))).containsExactly("iis");
  }
}
