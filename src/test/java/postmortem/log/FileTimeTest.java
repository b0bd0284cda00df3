package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceFinder;
import postmortem.evidence.Limits;
import postmortem.incident.Incident;
import postmortem.incident.ReadingRules;
import postmortem.redact.Redactor;

/** Years of logs that write none, where nothing tells them but the time of the file. */
final class FileTimeTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T21:40:00Z, Feb  9 09:58:07, 2026-02-09T09:58:07Z",
    "2026-11-21T21:40:00Z, Nov 22 09:00:00, 2026-11-22T09:00:00Z",
    "2026-11-21T21:40:00Z, Dec  1 09:00:00, 2025-12-01T09:00:00Z",
    "2026-01-02T00:00:00Z, Dec 31 23:59:59, 2025-12-31T23:59:59Z"
  })
  void nothing_was_written_after_it(Instant written, String stamp, String expected)
      throws IOException {
    assertThat(times(written, stamp + " db-1 postgres[7]: ready")).containsExactly(expected);
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains("the stamps carry no year: the last one before the time of the file is assumed");
  }

  @Test
  void nor_is_what_a_log_of_more_than_a_year_ends_with() throws IOException {
    assertThat(
            times(
                Instant.parse("2026-04-20T00:00:00Z"),
                "Mar  3 10:00:00 db-1 postgres[7]: ready",
                "Aug 11 10:00:00 db-1 postgres[7]: ready",
                "Jan  7 10:00:00 db-1 postgres[7]: ready",
                "Apr 19 10:00:00 db-1 postgres[7]: ready"))
        .containsExactly(
            "2025-03-03T10:00:00Z",
            "2025-08-11T10:00:00Z",
            "2026-01-07T10:00:00Z",
            "2026-04-19T10:00:00Z");
  }

  @Test
  void days_of_a_log_of_times_end_with_that_of_its_file() throws IOException {
    Instant written = Instant.parse("2026-04-20T00:00:30Z");
    assertThat(
            times(
                written,
                "23:59:58.100 [main] ERROR shop.Cart - no stock",
                "00:00:01.100 [main] INFO  shop.Cart - up",
                "10:00:00.000 [main] INFO  shop.Cart - up",
                "20:00:00.000 [main] INFO  shop.Cart - up",
                "23:59:59.100 [main] INFO  shop.Cart - slow",
                "00:00:02.100 [main] INFO  shop.Cart - up"))
        .containsExactly(
            "2026-04-18T23:59:58.100Z",
            "2026-04-19T00:00:01.100Z",
            "2026-04-19T10:00:00.000Z",
            "2026-04-19T20:00:00.000Z",
            "2026-04-19T23:59:59.100Z",
            "2026-04-20T00:00:02.100Z");
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains("the stamps carry no day: the last one before the time of the file is assumed");
  }

  @Test
  void days_of_a_log_of_times_begin_with_that_in_its_name() throws IOException {
    assertThat(
            times(
                "cart-2026-03-07.log",
                Instant.parse("2026-04-20T12:00:00Z"),
                "23:59:58.100 [main] ERROR shop.Cart - no stock",
                "00:00:01.100 [main] INFO  shop.Cart - up"))
        .containsExactly("2026-03-07T23:59:58.100Z", "2026-03-08T00:00:01.100Z");
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .contains("the stamps carry no day: that in the name is taken");
  }

  private List<String> times(Instant written, String... lines) throws IOException {
    return times("messages", written, lines);
  }

  private List<String> times(String name, Instant written, String... lines) throws IOException {
    Path log = folder.resolve(name);
    Files.write(log, List.of(lines));
    Files.setLastModifiedTime(log, FileTime.from(written));
    List<EvidenceFile> files =
        new EvidenceFinder(InputStream.nullInputStream())
                .find(List.of(log), folder, Limits.DEFAULT, Redactor.builtIn(null), diagnostics)
                .stream()
                .map(EvidenceFile.class::cast)
                .toList();
    List<String> times = new ArrayList<>();
    Logs.engine(new ReadingRules(Incident.EMPTY, List.of(), null, null, null), diagnostics, 2)
        .parse(files, record -> times.add(record.time() == null ? "none" : record.time().text()));
    return times;
  }
}
