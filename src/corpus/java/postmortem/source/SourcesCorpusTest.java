package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.evidence.Evidence;
import postmortem.evidence.FileAccount;
import postmortem.log.Readout;
import postmortem.series.Series;

/** Exports of real systems, as other projects keep them: every row that a person can read is. */
class SourcesCorpusTest {

  private static final Path CORPUS = Path.of("../shared/corpus");

  private final Diagnostics diagnostics = new Diagnostics();

  private Readout read(List<Evidence> evidence) {
    return Evidences.reader(diagnostics).read(evidence);
  }

  private static List<Evidence> files(String folder, String pattern) throws IOException {
    List<Evidence> files = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(CORPUS.resolve(folder))) {
      for (Path path :
          (Iterable<Path>)
              paths.filter(p -> p.getFileName().toString().matches(pattern)).sorted()::iterator) {
        files.add(Evidences.file(path.getFileName().toString(), Files.readAllBytes(path)));
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static long sum(Readout readout, java.util.function.ToLongFunction<FileAccount> rows) {
    return readout.accounts().stream().mapToLong(rows).sum();
  }

  @Test
  void all_158_messages_of_a_slack_archive_are_read() throws IOException {
    List<Evidence> members = new ArrayList<>();
    try (ZipFile zip = new ZipFile(CORPUS.resolve("chat/slack/testarchive.zip").toFile())) {
      for (var entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          members.add(
              Evidences.file(
                  "testarchive.zip!/" + entry.getName(), zip.getInputStream(entry).readAllBytes()));
        }
      }
    }
    Readout readout = read(members);
    List<FileAccount> days =
        readout.accounts().stream()
            .filter(account -> account.evidence().matches(".*/[0-9-]{10}\\.json"))
            .toList();
    assertThat(days.stream().mapToLong(FileAccount::read).sum()).isEqualTo(158);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
    assertThat(readout.events())
        .extracting(event -> event.attributes().get("channel"))
        .containsOnly("enrique", "traveling-sailor");
    assertThat(readout.events()).extracting(Event::actor).doesNotContainNull();
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void all_messages_that_the_graph_answers_are_read() throws IOException {
    Readout readout = read(files("chat/teams", ".*\\.json"));
    assertThat(sum(readout, FileAccount::read)).isEqualTo(17);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
    assertThat(readout.events()).extracting(Event::summary).noneMatch(said -> said.contains("<"));
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void only_impossible_and_missing_times_of_irc_logs_are_unreadable() throws IOException {
    Readout readout = read(files("chat/irc", "xchat.*\\.log"));
    assertThat(sum(readout, FileAccount::read)).isEqualTo(27);
    assertThat(sum(readout, FileAccount::unreadable)).isEqualTo(3);
    assertThat(readout.events())
        .extracting(event -> event.time().text())
        .contains("2011-12-31T21:11:58Z", "2012-02-26T19:53:01Z", "2009-01-26T08:52:12Z");
  }

  @Test
  void alerts_of_a_cluster_are_read() throws IOException {
    Readout readout = read(files("alerts/alertmanager", ".*\\.json"));
    assertThat(sum(readout, FileAccount::read)).isEqualTo(11);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
    assertThat(diagnostics.sorted()).isEmpty();
  }

  @Test
  void deployments_and_their_statuses_are_read() throws IOException {
    Readout readout = read(files("changes/github/rest", ".*deployments.*\\.json"));
    assertThat(sum(readout, FileAccount::read)).isEqualTo(4);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
  }

  @Test
  void workflow_runs_are_read() throws IOException {
    Readout readout = read(files("changes/github/rest", ".*_runs\\.json"));
    assertThat(sum(readout, FileAccount::read)).isEqualTo(12);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
  }

  @Test
  void samples_of_range_and_instant_queries_become_series() throws IOException {
    Readout readout = read(files("metrics-traces/prometheus", "api-[12]-.*\\.json"));
    assertThat(sum(readout, FileAccount::aggregated)).isEqualTo(8);
    assertThat(sum(readout, FileAccount::unreadable)).isZero();
    assertThat(readout.series()).extracting(Series::name).containsOnly("up");
  }
}
