package postmortem.log.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.Readout;

final class RepeatsTest {

  private static final Instant START = Instant.parse("2025-02-09T09:00:00Z");

  private final Diagnostics diagnostics = new Diagnostics();

  private Readout read(SortedMap<String, List<String>> files, int threads) {
    List<EvidenceFile> logs = new ArrayList<>();
    files.forEach(
        (name, lines) -> {
          logs.add(Logs.file(name, lines));
        });
    return Logs.engine(ReadingRules.NONE, diagnostics, threads).read(logs, () -> null);
  }

  /** Two hours of a shop, with errors from the second on. */
  private static List<String> shop(long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>();
    for (int second = 0; second < 7_200; second += 1 + random.nextInt(4)) {
      String at = START.plusSeconds(second).toString();
      lines.add(
          second > 3_600 && random.nextInt(3) == 0
              ? at + " ERROR [pool-1] com.acme.Orders - order " + random.nextInt(99_999) + " lost"
              : at + " INFO [pool-1] com.acme.Orders - order " + random.nextInt(99_999) + " paid");
    }
    return lines;
  }

  private static SortedMap<String, List<String>> files(String one, List<String> first) {
    SortedMap<String, List<String>> files = new TreeMap<>();
    files.put(one, first);
    return files;
  }

  private static long sum(Readout readout, java.util.function.ToLongFunction<FileAccount> part) {
    return readout.accounts().stream().mapToLong(part).sum();
  }

  private static List<String> said(Readout readout) {
    return readout.events().stream()
        .map((Event e) -> e.time().text() + " " + e.type() + " " + e.count() + " " + e.summary())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void two_exports_that_overlap_say_what_the_whole_log_says(long seed) {
    List<String> whole = shop(seed);
    int from = whole.size() / 3;
    int to = 2 * whole.size() / 3;
    // Exports are cut at whole minutes as often as not; here both ends of the overlap are.
    while (!startsMinute(whole, from)) {
      from++;
    }
    while (!startsMinute(whole, to)) {
      to++;
    }
    SortedMap<String, List<String>> parts = files("shop-1.log", whole.subList(0, to));
    parts.put("shop-2.log", whole.subList(from, whole.size()));

    Readout expected = read(files("shop-1.log", whole), 2);
    Readout readout = read(parts, 2);

    assertThat(sum(readout, FileAccount::repeated)).isEqualTo(to - from);
    assertThat(sum(readout, FileAccount::read)).isEqualTo(whole.size() + to - from);
    assertThat(said(readout)).isEqualTo(said(expected));
    assertThat(said(read(parts, 1))).isEqualTo(said(expected));
    assertThat(diagnostics.sorted().stream().map(Diagnostic::code)).contains("PM-L027");
  }

  private static boolean startsMinute(List<String> lines, int at) {
    return !lines.get(at).substring(0, 16).equals(lines.get(at - 1).substring(0, 16));
  }

  @Test
  void a_minute_that_an_export_cuts_in_two_is_not_taken_for_another() {
    List<String> whole = shop(4);
    int from = whole.size() / 3;
    while (startsMinute(whole, from)) {
      from++;
    }
    SortedMap<String, List<String>> parts = files("shop-1.log", whole);
    parts.put("shop-2.log", whole.subList(from, whole.size()));

    long repeated = sum(read(parts, 2), FileAccount::repeated);

    assertThat(repeated).isBetween(whole.size() - from - 60L, whole.size() - from - 1L);
  }

  @Test
  void the_same_file_in_two_folders_counts_once() {
    List<String> few = shop(5).subList(0, 3);
    SortedMap<String, List<String>> files = files("a/shop.log", few);
    files.put("b/shop.log", few);

    Readout readout = read(files, 2);

    assertThat(readout.accounts().get(0).repeated()).isZero();
    assertThat(readout.accounts().get(1).repeated()).isEqualTo(3);
  }

  @Test
  void replicas_that_say_the_same_now_and_then_are_not_exports_of_one_log() {
    SortedMap<String, List<String>> files = new TreeMap<>();
    for (int replica = 1; replica <= 2; replica++) {
      List<String> lines = new ArrayList<>();
      for (int minute = 0; minute < 60; minute++) {
        String at = START.plusSeconds(60L * minute).toString();
        lines.add(at + " INFO [timer] com.acme.Beat - alive");
        if (minute % 7 == replica) {
          lines.add(at + " INFO [pool-1] com.acme.Orders - order " + replica + minute + " paid");
        }
      }
      files.put("shop-" + replica + ".log", lines);
    }

    assertThat(sum(read(files, 2), FileAccount::repeated)).isZero();
  }

  @Test
  void more_minutes_than_are_kept_are_compared_by_wider_ones() {
    Minutes one = new Minutes();
    Minutes other = new Minutes();
    Minutes short1 = new Minutes();
    for (int minute = 0; minute < Minutes.MOST + 10; minute++) {
      for (int i = 0; i < 5; i++) {
        one.add(60L * minute, i * 31L + minute);
        other.add(60L * minute, i * 31L + minute);
        if (minute >= 100 && minute < 200) {
          short1.add(60L * minute, i * 31L + minute);
        }
      }
    }

    assertThat(one.sharedWith(other).holds(60L * 5_000)).isTrue();
    assertThat(one.sharedWith(other).shift()).isEqualTo(1);
    assertThat(short1.sharedWith(one).holds(60L * 150)).isTrue();
    assertThat(short1.sharedWith(one).holds(60L * 50)).isFalse();
  }
}
