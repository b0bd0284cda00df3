package postmortem.log.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.event.Severity;
import postmortem.log.SummaryText;
import postmortem.log.signature.ByteHash;

final class LogSummaryTest {

  private static final int MOST = 40;
  private static final Severity[] SEVERITIES = {Severity.INFO, Severity.WARNING, Severity.ERROR};

  /** A record as the summary sees it. */
  private record Said(String template, Severity severity, int statusClass, long second, int at) {}

  private static List<Said> records(Random random, int count) {
    List<Said> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int word = random.nextInt(1 + random.nextInt(400));
      String more = " part".repeat(random.nextInt(3));
      String template = random.nextInt(9) == 0 ? "<*> only" : "w" + word + more + " <*>";
      records.add(
          new Said(
              template,
              SEVERITIES[random.nextInt(3)],
              random.nextInt(2) * 5,
              random.nextInt(4) == 0 ? random.nextInt(3_000_000) : random.nextInt(90_000),
              i));
    }
    return records;
  }

  private static LogSummary summary(List<Said> records) {
    LogSummary summary = new LogSummary(MOST);
    for (Said said : records) {
      byte[] bytes = said.template().getBytes(StandardCharsets.UTF_8);
      Sight sight = new Sight();
      sight.second = said.second();
      sight.offset = said.at();
      sight.line = said.at();
      summary.add(
          bytes,
          bytes.length,
          ByteHash.of(bytes, 0, bytes.length),
          said.severity(),
          said.statusClass(),
          sight);
    }
    return summary;
  }

  private static String text(LogSummary summary) {
    return SummaryText.of(summary, sight -> "(" + sight.second + "@" + sight.line + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void parts_merge_to_the_same_in_any_grouping_and_order(int seed) {
    Random random = new Random(seed);
    List<Said> records = records(random, 300 + random.nextInt(6_000));
    String whole = text(summary(records));

    List<LogSummary> parts = new ArrayList<>();
    for (int from = 0, to; from < records.size(); from = to) {
      to = Math.min(records.size(), from + 1 + random.nextInt(1_500));
      parts.add(summary(records.subList(from, to)));
    }
    while (parts.size() > 1) {
      Collections.shuffle(parts, random);
      parts.get(0).merge(parts.remove(1));
    }
    assertThat(text(parts.get(0))).isEqualTo(whole);
    Collections.shuffle(records, random);
    assertThat(text(summary(records))).isEqualTo(whole);
  }

  @Test
  void what_has_no_row_of_its_own_is_counted_with_what_is_like_it() {
    List<Said> records = records(new Random(11), 20_000);
    LogSummary summary = summary(records);

    assertThat(SummaryText.count(summary)).isEqualTo(20_000);
    for (Severity severity : SEVERITIES) {
      assertThat(SummaryText.rows(summary, severity)).isEqualTo(MOST);
    }
    assertThat(summary.shared())
        .extracting(row -> new String(row.template, StandardCharsets.UTF_8))
        .anyMatch(template -> template.matches("w\\d+ <\\*> \\(\\d words\\)"))
        .contains("");
  }

  @Test
  void every_record_finds_the_row_that_counts_it() {
    List<Said> records = records(new Random(12), 5_000);
    LogSummary summary = summary(records);
    java.util.IdentityHashMap<SignatureRow, Long> counts = new java.util.IdentityHashMap<>();
    for (Said said : records) {
      byte[] bytes = said.template().getBytes(StandardCharsets.UTF_8);
      long hash = ByteHash.of(bytes, 0, bytes.length);
      SignatureRow row =
          summary.holder(bytes, bytes.length, hash, said.severity(), said.statusClass());
      counts.merge(java.util.Objects.requireNonNull(row), 1L, Long::sum);
    }
    assertThat(counts).allSatisfy((row, count) -> assertThat(row.count).isEqualTo(count));
    assertThat(counts).hasSize(summary.rows().size() + summary.shared().size());
  }
}
