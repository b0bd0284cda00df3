package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.event.Event;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;

/** Exports of many pages of records, and what may be wrong in the middle of them. */
class LargeExportsTest {

  private static final int RECORDS = 9_000;

  /** Of so many records one changes something. */
  private static final int ONE_OF = 97;

  private static final String CALL =
      """
      {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","userName":"deployer"},"eventTime":"2025-03-04T%02d:%02d:%02dZ","eventSource":"ecs.amazonaws.com","eventName":"%s","awsRegion":"eu-west-1","requestParameters":{"service":"checkout","note":"%s"},"responseElements":null,"eventID":"e%d"}""";

  private static String call(int i, String name) {
    String note = "{\\\"[" + "x".repeat(i % 400) + "]";
    return CALL.formatted(i / 3600 % 24, i / 60 % 60, i % 60, name, note, i);
  }

  private static List<String> calls() {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      calls.add(call(i, i % ONE_OF == 0 ? "UpdateService" : "DescribeServices"));
    }
    return calls;
  }

  private static EvidenceFile document(List<String> calls) {
    return Evidences.file("trail.json", "{\"Records\":[\n" + String.join(",\n", calls) + "\n]}");
  }

  /** What reading gave, and what was said about it. */
  private record Result(Readout readout, String said) {
    FileAccount account() {
      return readout.accounts().get(0);
    }
  }

  private static Result read(EvidenceFile file, int threads) {
    Diagnostics diagnostics = new Diagnostics();
    Readout readout =
        new SourceReader(
                SourceLibrary.builtIn(),
                FormatLibrary.builtIn(),
                Redactor.builtIn(null),
                ReadingRules.NONE,
                Limits.DEFAULT,
                diagnostics,
                Progress.NONE,
                threads)
            .read(List.of(file));
    StringBuilder said = new StringBuilder();
    diagnostics.sorted().forEach(said::append);
    return new Result(readout, said.toString());
  }

  private static String with(String record, String old, String now) {
    assertThat(record).contains(old);
    return record.replace(old, now);
  }

  static Stream<EvidenceFile> exports() {
    List<String> calls = calls();
    List<String> twice = new ArrayList<>(calls);
    twice.set(4_000, with(calls.get(4_000), "{\"eventV", "{\"eventName\":\"StopTask\",\"eventV"));
    twice.set(5_000, with(calls.get(5_000), "\"Describe", "\"StopTask\",\"eventName\":\"Describe"));
    twice.set(97 * 50, with(calls.get(97 * 50), "{\"service", "{\"service\":\"old\",\"service"));
    List<String> broken = new ArrayList<>(calls);
    broken.set(97 * 70, with(calls.get(97 * 70), "null", "oops"));
    List<String> deep = new ArrayList<>(calls);
    deep.set(97 * 60, with(calls.get(97 * 60), "null", "[".repeat(500) + "]".repeat(500)));
    List<String> long_ = new ArrayList<>(calls);
    long_.set(3_000, with(calls.get(3_000), "eu-west-1", "x".repeat(17 << 20)));
    String cut = String.join(",\n", calls);
    Random random = new Random(3);
    StringBuilder lines = new StringBuilder();
    for (String call : calls) {
      lines.append(call).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
      lines.append(random.nextInt(500) == 0 ? "not JSON\n" : "");
      lines.append(random.nextInt(500) == 0 ? "\n \t\n" : "");
    }
    StringBuilder table = new StringBuilder("Date,Service,Version,Note\n");
    for (int i = 0; i < 12_000; i++) {
      table.append(
          String.format(
              java.util.Locale.ROOT, "2025-03-%02d %02d:%02d:00,", 1 + i % 28, i % 24, i % 60));
      table
          .append("svc")
          .append(i % 7)
          .append(",v")
          .append(i)
          .append(",\"a, \"\"quoted\"\"\nnote\"\n");
    }
    return Stream.of(
        document(calls),
        document(twice),
        document(broken),
        document(deep),
        document(long_),
        Evidences.file("trail.json", "{\"Records\":[" + cut.substring(0, cut.length() - 40)),
        Evidences.file("trail.jsonl", lines.toString()),
        Evidences.file("deploys.csv", table.toString()));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void any_number_of_threads_gives_the_same(EvidenceFile file) {
    Result alone = read(file, 1);
    assertThat(alone.readout().events()).isNotEmpty();
    for (int threads : new int[] {2, 3, 7}) {
      assertThat(read(file, threads)).isEqualTo(alone);
    }
  }

  @Test
  void every_record_is_accounted_for_and_those_that_matter_are_cited_where_they_stand() {
    Result all = read(document(calls()), 2);
    int placed = (RECORDS + ONE_OF - 1) / ONE_OF;
    assertThat(all.account().read()).isEqualTo(RECORDS);
    assertThat(all.account().handed()).isEqualTo(placed);
    assertThat(all.account().filtered()).isEqualTo(RECORDS - placed);
    assertThat(all.readout().events())
        .extracting(event -> event.citations().get(0).target())
        .startsWith("trail.json#/Records/0", "trail.json#/Records/97", "trail.json#/Records/194");
    assertThat(all.readout().events().get(1).citations().get(0).sha256())
        .isEqualTo(Evidences.sha256(calls().get(97)));
    assertThat(all.said()).isEmpty();
  }

  @Test
  void of_a_key_that_stands_twice_the_last_value_counts_also_where_it_decides() {
    List<String> calls = calls();
    calls.set(4_000, with(calls.get(4_000), "{\"eventV", "{\"eventName\":\"StopTask\",\"eventV"));
    calls.set(5_001, with(calls.get(5_001), "\"}", "\",\"eventName\":\"StopTask\"}"));
    Result all = read(document(calls), 2);
    assertThat(all.readout().events())
        .extracting(event -> event.citations().get(0).target())
        .contains("trail.json#/Records/5001")
        .doesNotContain("trail.json#/Records/4000");
    assertThat(all.said()).contains("PM-S003").contains("#/Records/4000");
  }

  @Test
  void a_record_that_is_no_json_ends_the_reading_where_it_stands() {
    List<String> calls = calls();
    calls.set(97 * 70, with(calls.get(97 * 70), "null", "oops"));
    Result all = read(document(calls), 2);
    assertThat(all.account().handed()).isEqualTo(70);
    assertThat(all.account().read()).isEqualTo(97 * 70 + 1);
    assertThat(all.account().unreadable()).isEqualTo(1);
    assertThat(all.said())
        .contains("this is not JSON any more")
        .contains("trail.json:" + (97 * 70 + 2) + ":")
        .contains("the " + 97 * 70 + " complete records before it are used");
  }

  @Test
  void of_an_array_that_is_cut_off_all_complete_records_are_used() {
    String text = "{\"Records\":[\n" + String.join(",\n", calls());
    Result all = read(Evidences.file("trail.json", text.substring(0, text.length() - 30)), 2);
    assertThat(all.account().read()).isEqualTo(RECORDS);
    assertThat(all.account().unreadable()).isEqualTo(1);
    assertThat(all.said())
        .contains("the JSON ends in the middle of a value")
        .contains("trail.json:" + (RECORDS + 1) + ":")
        .contains("the " + (RECORDS - 1) + " complete records before it are used");
  }

  @Test
  void a_value_of_100_MB_costs_its_record_and_no_other() {
    byte[] begin =
        ("{\"Records\":[\n" + call(0, "UpdateService") + ",\n").getBytes(StandardCharsets.UTF_8);
    byte[] head = "{\"eventName\":\"".getBytes(StandardCharsets.UTF_8);
    byte[] end = ("\"},\n" + call(1, "StopTask") + "]}").getBytes(StandardCharsets.UTF_8);
    EvidenceFile file =
        new EvidenceFile(
            "trail.json",
            null,
            "a".repeat(64),
            100 << 20,
            () -> new LongValue(begin, head, 100 << 20, end));
    Result all = read(file, 2);
    assertThat(all.readout().events())
        .extracting(Event::summary)
        .containsExactly(
            "UpdateService of checkout (ecs.amazonaws.com)",
            "StopTask of checkout (ecs.amazonaws.com)");
    assertThat(all.account().unreadable()).isEqualTo(1);
    assertThat(all.said())
        .contains("PM-S004")
        .contains("a record is longer than " + (16 << 20) + " bytes")
        .contains("trail.json:3");
  }

  /** A text with a long run of one letter in it, which is not in memory. */
  private static final class LongValue extends java.io.InputStream {
    private final byte[][] parts;
    private final long[] lengths;
    private int part;
    private long at;

    LongValue(byte[] begin, byte[] head, long length, byte[] end) {
      parts = new byte[][] {begin, head, {'x'}, end};
      lengths = new long[] {begin.length, head.length, length, end.length};
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] to, int from, int length) {
      while (part < parts.length && at == lengths[part]) {
        part++;
        at = 0;
      }
      if (part == parts.length) {
        return -1;
      }
      int count = (int) Math.min(length, lengths[part] - at);
      for (int i = 0; i < count; i++) {
        byte[] source = parts[part];
        to[from + i] = source[source.length == 1 ? 0 : (int) at + i];
      }
      at += count;
      return count;
    }
  }
}
