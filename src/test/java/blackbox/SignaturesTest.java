package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What logs say, grouped, as a user and a program see it. */
class SignaturesTest {

  @TempDir Path folder;

  private static String evidence(String example) {
    return Path.of("examples", example).toAbsolutePath().toString();
  }

  private void log(String name, String... lines) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, String.join("\n", lines) + "\n");
  }

  private List<JsonNode> rows(String... more) {
    List<String> arguments = new ArrayList<>(List.of("signatures", "--json"));
    arguments.addAll(List.of(more));
    Run run = Cli.in(folder).run(arguments.toArray(String[]::new));
    assertThat(run.exit()).as(run.err()).isZero();
    return Schemas.assertLines("signature", run.out());
  }

  private static String said(JsonNode row) {
    return row.path("count").asText() + " " + row.path("template").asText();
  }

  @Test
  void a_secret_whose_figures_are_a_placeholder_is_none_to_show() throws Exception {
    log(
        "app.log",
        "2026-03-12T10:00:00Z ERROR DB_PASSWORD: drawerKey99 is refused",
        "2026-03-12T10:00:01Z ERROR node-7 of rack 12 is gone");
    assertThat(rows("app.log"))
        .extracting(SignaturesTest::said)
        .containsExactlyInAnyOrder(
            "1 DB_PASSWORD: [redacted:password] is refused", "1 node-<*> of rack <*> is gone");
  }

  @Test
  void what_would_turn_a_line_of_a_terminal_is_not_printed() throws Exception {
    log("app.log", "2026-03-12T10:00:00Z ERROR \u202egnp.exe\u202c \u009b31m lost");
    assertThat(Cli.in(folder).run("signatures", "--zone=UTC", "app.log").out())
        .doesNotContain("\u202e", "\u009b")
        .contains("?gnp.exe?");
  }

  @Test
  void the_worst_comes_first_then_what_is_said_most_often() throws Exception {
    log(
        "app.log",
        "2026-03-12 10:00:00,100 [main] INFO  com.acme.Shop - order 17 stored in 5 ms",
        "2026-03-12 10:00:01,100 [main] INFO  com.acme.Shop - order 18 stored in 9 ms",
        "2026-03-12 10:00:02,100 [main] INFO  com.acme.Shop - cache is warm",
        "2026-03-12 10:00:03,100 [main] ERROR com.acme.Shop - ledger 10.0.0.7:5432 is gone",
        "2026-03-12 10:00:04,100 [main] WARN  com.acme.Shop - ledger 10.0.0.8:5432 is gone");
    assertThat(Cli.in(folder).run("signatures", "--zone=UTC", "app.log").out())
        .isEqualTo(
            """
            COUNT  SEVERITY  FIRST (UTC)          LAST (UTC)           TEMPLATE
                2  error     2026-03-12 10:00:03  2026-03-12 10:00:04  ledger <*> is gone
                2  info      2026-03-12 10:00:00  2026-03-12 10:00:01  order <*> stored in <*>
                1  info      2026-03-12 10:00:02  2026-03-12 10:00:02  cache is warm
            """);
    JsonNode first = rows("--zone=UTC", "app.log").get(0);
    assertThat(first.path("first").asText()).isEqualTo("2026-03-12T10:00:03.100Z");
    assertThat(first.path("last").asText()).isEqualTo("2026-03-12T10:00:04.100Z");
    assertThat(first.at("/examples/0/line").asInt()).isEqualTo(4);
    assertThat(first.at("/examples/1/excerpt").asText())
        .isEqualTo(
            "2026-03-12 10:00:04,100 [main] WARN  com.acme.Shop - ledger 10.0.0.8:5432 is gone");
  }

  @Test
  void the_id_is_the_beginning_of_the_hash_of_the_template() throws Exception {
    log("app.log", "2026-03-12T10:00:00Z INFO größe 17 überschritten");
    JsonNode row = rows("app.log").get(0);
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(row.path("template").asText().getBytes(StandardCharsets.UTF_8));
    assertThat(row.path("template").asText()).isEqualTo("größe <*> überschritten");
    assertThat(HexFormat.of().formatHex(hash)).startsWith(row.path("signature").asText());
  }

  @Test
  void lines_without_a_time_and_lines_that_no_format_takes_are_counted_too() throws Exception {
    log(
        "notes.txt",
        "worker 3 of pool b went away",
        "",
        "worker 12 of pool b went away",
        "the end");
    List<JsonNode> rows = rows("notes.txt");
    assertThat(rows)
        .extracting(SignaturesTest::said)
        .containsExactly("2 worker <*> of pool b went away", "1 the end");
    assertThat(rows).allMatch(row -> row.path("first").isNull() && row.path("last").isNull());
    assertThat(rows.get(0).at("/examples/1/line").asInt()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-connection-pool", "redis-cache-flag"})
  void counts_add_up_to_the_records_and_every_record_has_the_signature_it_is_counted_under(
      String example) {
    List<JsonNode> rows = rows(evidence(example));
    long records =
        Cli.in(folder).run("formats", "parse", "--json", evidence(example)).out().lines().count();
    assertThat(rows.stream().mapToLong(row -> row.path("count").asLong()).sum()).isEqualTo(records);
    assertThat(rows).extracting(row -> row.path("signature").asText()).doesNotHaveDuplicates();

    Run assigned = Cli.in(folder).run("signatures", "--assign", evidence(example));
    List<String> lines = assigned.out().lines().toList();
    Schemas.assertLines("assignment", String.join("\n", lines.subList(0, 200)) + "\n");
    Map<String, Long> counts = new TreeMap<>();
    for (String line : lines) {
      counts.merge(line.replaceAll(".*\"signature\":\"|\"}", ""), 1L, Long::sum);
    }
    assertThat(counts)
        .isEqualTo(
            rows.stream()
                .collect(
                    Collectors.toMap(
                        row -> row.path("signature").asText(),
                        row -> row.path("count").asLong(),
                        Long::sum,
                        TreeMap::new)));
  }

  @Test
  void an_assigned_record_is_named_by_its_lines() throws Exception {
    log(
        "a/app.log",
        "2026-03-12 10:00:00,100 [main] ERROR com.acme.Shop - boom",
        "java.lang.IllegalStateException: boom",
        "\tat com.acme.Shop.open(Shop.java:12)",
        "2026-03-12 10:00:01,100 [main] INFO  com.acme.Shop - on");
    log("b/notes.txt", "nothing has a time");
    List<JsonNode> rows =
        Schemas.assertLines("assignment", Cli.in(folder).run("signatures", "--assign", ".").out());
    assertThat(rows)
        .extracting(
            row ->
                row.path("evidence").asText()
                    + ":"
                    + row.path("line").asInt()
                    + "+"
                    + row.path("lines").asInt())
        .containsExactly("a/app.log:1+3", "a/app.log:4+1", "b/notes.txt:1+1");
  }

  @Test
  void rows_outside_the_asked_time_are_left_out_of_both() throws Exception {
    log(
        "app.log",
        "2026-03-12T10:00:00Z INFO early",
        "2026-03-12T11:00:00Z INFO late",
        "2026-03-12T12:00:00Z INFO later");
    String[] range = {"--from=2026-03-12T10:30:00Z", "--until=2026-03-12T11:30:00Z", "app.log"};
    assertThat(rows(range)).extracting(SignaturesTest::said).containsExactly("1 late");
    assertThat(Cli.in(folder).run("signatures", "--assign", range[0], range[1], range[2]).out())
        .contains("\"line\":2")
        .hasLineCount(1);
  }

  @Test
  void secrets_are_in_no_template_and_no_example() throws Exception {
    String secret = "ghp_" + "9fQ2".repeat(9);
    log("app.log", "2026-03-12T10:00:00Z INFO token " + secret + " of ann.lee@shop.example used");
    log("notes.txt", "hunter: password=" + secret + " ok");
    for (String form : List.of("--json", "--assign", "--quiet")) {
      Run run = Cli.in(folder).run("signatures", form, ".");
      assertThat(run.out()).isNotEmpty().doesNotContain("9fQ2").doesNotContain("ann.lee");
      assertThat(run.err()).doesNotContain("9fQ2");
    }
  }

  @Test
  void neither_the_order_of_lines_nor_their_files_nor_threads_change_what_is_grouped()
      throws Exception {
    Random random = new Random(11);
    List<String> lines = new ArrayList<>();
    String[] users = {"ann", "ben", "cleo", "dora", "emil"};
    for (int i = 0; i < 400; i++) {
      lines.add(
          String.format(
              "2026-03-12T10:%02d:%02dZ INFO %s",
              i / 60,
              i % 60,
              i % 3 == 0
                  ? "user " + users[random.nextInt(5)] + " logged in from 10.0.0." + i % 200
                  : i % 3 == 1
                      ? "job " + i + " done"
                      : "cache state is " + (i % 2 == 0 ? "hot" : "cold")));
    }
    log("one/app.log", lines.toArray(String[]::new));
    List<String> whole = rows("one").stream().map(SignaturesTest::said).toList();
    Collections.shuffle(lines, random);
    for (int i = 0; i < 5; i++) {
      log("five/app" + i + ".log", lines.subList(i * 80, i * 80 + 80).toArray(String[]::new));
    }
    for (String threads : List.of("1", "2", "7")) {
      assertThat(rows("--threads", threads, "five").stream().map(SignaturesTest::said).toList())
          .isEqualTo(whole);
    }
  }

  @Test
  void a_template_cannot_steer_the_terminal() throws Exception {
    log("notes.txt", "it went \u001b[2J dark \u2028 here");
    String out = Cli.in(folder).run("signatures", "notes.txt").out();
    assertThat(out).hasLineCount(2).doesNotContain("\u001b").doesNotContain("\u2028");
  }

  @Test
  void the_table_keeps_to_the_width_of_the_terminal() throws Exception {
    log("app.log", "2026-03-12T10:00:00Z INFO " + "word ".repeat(80));
    assertThat(Cli.in(folder).with("COLUMNS", "100").run("signatures", "app.log").out().lines())
        .allMatch(line -> line.length() <= 100)
        .anyMatch(line -> line.endsWith("\u2026"));
  }
}
