package postmortem.log.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Logs;
import postmortem.log.ParsedRecord;
import postmortem.redact.Redactor;

/** Dates in layouts that nobody declared. */
final class FoundDatesTest {

  @TempDir Path folder;

  private int files;

  private static final List<String> ONE_DAY =
      List.of(
          "16-05-31 08:02:54: INFO: orders: up",
          "16-05-31 08:02:55: ERROR: orders: no stock",
          "16-05-31 08:02:56: INFO: orders: up again");

  @Test
  void no_line_was_written_after_its_file() throws IOException {
    assertThat(times(ONE_DAY, Instant.parse("2020-01-01T00:00:00Z")))
        .startsWith(Instant.parse("2016-05-31T08:02:54Z"));
  }

  @Test
  void where_both_orders_lie_before_the_file_it_tells_nothing() throws IOException {
    assertThat(times(ONE_DAY, Instant.parse("2040-01-01T00:00:00Z")))
        .startsWith(Instant.parse("2031-05-16T08:02:54Z"));
  }

  @Test
  void a_tab_may_stand_between_a_date_and_a_time() throws IOException {
    List<String> lines =
        List.of(
            "2/19/2025\t2:42:26 PM\tBlocked by rule\tC:\\shop.exe",
            "2/19/2025\t2:42:39 PM\tBlocked by rule\tC:\\cart.exe",
            "2/20/2025\t10:18:02 AM\tWould be blocked by rule\tC:\\shop.exe");

    assertThat(times(lines, null))
        .containsExactly(
            Instant.parse("2025-02-19T14:42:26Z"),
            Instant.parse("2025-02-19T14:42:39Z"),
            Instant.parse("2025-02-20T10:18:02Z"));
  }

  @Test
  void a_date_in_another_column_is_no_day_of_a_time() throws IOException {
    List<String> lines = List.of("2/19/2025\t12\t2:42:26\tx", "2/19/2025\t13\t2:42:39\ty");

    assertThat(times(lines, null)).containsOnlyNulls();
  }

  private List<@Nullable Instant> times(List<String> lines, @Nullable Instant written)
      throws IOException {
    Path log = Files.createDirectories(folder.resolve("logs-" + files++)).resolve("orders.log");
    Files.write(log, lines);
    if (written != null) {
      Files.setLastModifiedTime(log, FileTime.from(written));
    }
    List<EvidenceFile> found =
        new EvidenceFinder(InputStream.nullInputStream())
                .find(
                    List.of(log), folder, Limits.DEFAULT, Redactor.builtIn(null), new Diagnostics())
                .stream()
                .map(EvidenceFile.class::cast)
                .toList();
    List<ParsedRecord> records = new ArrayList<>();
    Logs.engine(ReadingRules.NONE, new Diagnostics(), 2).parse(found, records::add);
    List<@Nullable Instant> times = new ArrayList<>();
    records.forEach(record -> times.add(record.time() == null ? null : record.time().at()));
    return times;
  }
}
