package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of one system whose hosts disagree about the time. */
class ClockSkewTest {

  private static final Instant BEGIN = Instant.parse("2026-03-12T09:00:00Z");
  private static final int REQUESTS = 600;
  private static final int BROKEN = 400;

  @TempDir Path folder;

  /** When each request was made, and its id; seeded. */
  private final List<Instant> times = new ArrayList<>();

  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void requests() throws Exception {
    Random random = new Random(47);
    Instant at = BEGIN;
    for (int i = 0; i < REQUESTS; i++) {
      at = at.plusMillis(500 + random.nextInt(2000));
      times.add(at);
      ids.add(String.format("%016x%016x", random.nextLong() | Long.MIN_VALUE, random.nextLong()));
    }
    Files.createDirectories(folder.resolve("exports"));
    log("gateway.log", "gateway - request %s forwarded to orders", Duration.ZERO, 20);
  }

  /** Writes what a host says of every request; from the {@link #BROKEN}th on something fails. */
  private void log(String file, String text, Duration clock, int latencyMillis) throws Exception {
    StringBuilder log = new StringBuilder();
    Random random = new Random(file.hashCode());
    for (int i = 0; i < REQUESTS; i++) {
      boolean fails = file.startsWith("orders") && i >= BROKEN;
      Instant at = times.get(i).plus(clock).plusMillis(random.nextInt(latencyMillis));
      log.append(at.truncatedTo(ChronoUnit.MILLIS).toString().replaceFirst("(:\\d\\d)Z", "$1.000Z"))
          .append(fails ? " ERROR " : " INFO ")
          .append(
              fails
                  ? "orders - pool exhausted for request " + ids.get(i)
                  : String.format(text, ids.get(i)))
          .append('\n');
    }
    Files.writeString(folder.resolve("exports").resolve(file), log);
  }

  private Run run(String... more) {
    List<String> words = new ArrayList<>(List.of("timeline", "-q", "--format", "jsonl"));
    words.addAll(List.of(more));
    words.add("exports");
    return Cli.in(folder).run(words.toArray(new String[0]));
  }

  /** The first sight of the failure. */
  private static JsonNode failure(Run run) throws Exception {
    for (String line : run.out().lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.get("summary").asText().contains("pool exhausted")) {
        return event;
      }
    }
    throw new AssertionError(run.out());
  }

  @Test
  void a_clock_that_runs_ahead_is_said_and_left_alone() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);

    Run run = run();

    assertThat(run.err())
        .isEqualTo(
            """
            warning[PM-W044]: the clock runs 47.1 s ahead of gateway.log
              --> orders.log
              note: 600 identifiers stand in both; half of them say so within 0.1 s
              help: no third clock tells which of the two is wrong: --align takes that of gateway.log for right; clock-offset in incident.yaml states it for good
            """);
    Instant written = Instant.parse(failure(run).get("at").asText());
    assertThat(Duration.between(times.get(BROKEN), written))
        .isBetween(Duration.ofSeconds(47), Duration.ofMillis(47_300));
    assertThat(failure(run).get("basis").toString()).doesNotContain("aligned");
  }

  @Test
  void aligned_it_stands_at_the_right_second_and_says_so() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);

    Run run = run("--align");

    assertThat(run.err())
        .isEqualTo(
            """
            note[PM-W043]: the clock was corrected: it ran 47.1 s ahead of gateway.log
              --> orders.log
              note: 600 identifiers stand in both; half of them say so within 0.1 s
              help: state clock-offset in incident.yaml to keep it
            """);
    Instant right = Instant.parse(failure(run).get("at").asText());
    assertThat(Duration.between(times.get(BROKEN), right).abs()).isLessThan(Duration.ofMillis(300));
    assertThat(failure(run).get("basis").toString()).contains("\"aligned\"");
  }

  @Test
  void programs_are_told_the_difference_and_what_it_rests_on() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);

    JsonNode left = clock("analyze", "-q", "--json", "exports");
    JsonNode aligned = clock("analyze", "-q", "--json", "--align", "exports");

    assertThat(left.get("source").asText()).isEqualTo("orders.log");
    assertThat(Duration.parse(left.get("offset").asText()))
        .isBetween(Duration.ofMillis(-47_300), Duration.ofSeconds(-47));
    assertThat(Duration.parse(left.get("bound").asText())).isLessThan(Duration.ofSeconds(1));
    assertThat(left.get("anchors").asInt()).isEqualTo(REQUESTS);
    assertThat(left.get("applied").asBoolean()).isFalse();
    assertThat(aligned.get("applied").asBoolean()).isTrue();
    for (String same : List.of("source", "offset", "bound", "anchors")) {
      assertThat(aligned.get(same)).isEqualTo(left.get(same));
    }
  }

  private JsonNode clock(String... words) throws Exception {
    JsonNode clocks = new ObjectMapper().readTree(Cli.in(folder).run(words).out()).get("clocks");
    assertThat(clocks).hasSize(1);
    return clocks.get(0);
  }

  @Test
  void of_three_clocks_the_one_that_differs_from_both_others_is_wrong() throws Exception {
    log("billing.log", "billing - charged for request %s", Duration.ofMillis(-31_500), 200);
    log("orders.log", "orders - request %s stored", Duration.ZERO, 300);

    assertThat(run().err())
        .startsWith("warning[PM-W044]: the clock runs 31.")
        .contains(" s behind ")
        .contains("--> billing.log")
        .doesNotContain("--> orders.log");
  }

  @Test
  void traces_tell_the_clock_of_a_log_as_well() throws Exception {
    Files.delete(folder.resolve("exports/gateway.log"));
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);
    StringBuilder spans = new StringBuilder("[");
    for (int i = 0; i < REQUESTS; i++) {
      spans
          .append(i == 0 ? "" : ",\n")
          .append(
              "{\"traceId\":\"" + ids.get(i) + "\",\"id\":\"" + ids.get(i).substring(16) + "\",")
          .append("\"name\":\"post /orders\",\"timestamp\":" + times.get(i).toEpochMilli() + "000,")
          .append("\"duration\":12000,\"localEndpoint\":{\"serviceName\":\"gateway\"}}");
    }
    Files.writeString(folder.resolve("exports/spans.json"), spans.append("]"));

    assertThat(run().err())
        .contains("warning[PM-W044]: the clock runs 47.1 s ")
        .contains("600 identifiers stand in both");
  }

  @Test
  void an_hour_is_a_zone_and_not_corrected() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofHours(1), 300);

    Run run = run("--align");

    assertThat(run.err())
        .contains("the clock runs 3600.1 s ahead of gateway.log")
        .contains("help: it looks like a wrong zone: state it with --zone, or in incident.yaml");
    assertThat(failure(run).get("basis").toString()).doesNotContain("aligned");
  }

  @Test
  void what_takes_its_time_is_no_skew() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ZERO, 9000);

    assertThat(run().err()).isEmpty();
  }

  @Test
  void what_is_stated_is_not_found_wrong() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);
    Files.writeString(
        folder.resolve("incident.yaml"),
        """
        schema: 1
        sources:
          - path: orders.log
            clock-offset: PT-47S
        """);

    assertThat(run("--incident", "incident.yaml").err()).doesNotContain("PM-W044");
  }

  @Test
  void an_identifier_with_a_colon_behind_it_is_one() throws Exception {
    log("orders.log", "orders - request %s: stored", Duration.ofSeconds(47), 300);

    assertThat(run().err()).contains("warning[PM-W044]: the clock runs 47.1 s ahead");
  }

  @Test
  void a_digest_that_is_joined_to_a_name_is_none() throws Exception {
    log("gateway.log", "gateway - image orders@sha256:%s pulled", Duration.ZERO, 20);
    log("billing.log", "billing - image orders@sha256:%s pulled", Duration.ofSeconds(47), 300);

    assertThat(run().err()).doesNotContain("PM-W044");
  }

  @Test
  void the_document_says_what_was_not_corrected() throws Exception {
    log("orders.log", "orders - request %s stored", Duration.ofSeconds(47), 300);

    Run run = Cli.in(folder).run("draft", "-q", "exports");

    assertThat(run.exit()).isZero();
    assertThat(Files.readString(folder.resolve(run.out().strip())))
        .contains(
            "`orders.log` runs 47 s ahead of `gateway.log`, as 600 identifiers in"
                + " both show; it is **not corrected**.")
        .contains("_(its clock runs 47 s ahead of gateway.log)_");
  }
}
