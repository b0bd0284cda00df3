package postmortem.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.declaration.Declaration;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.Basis;
import postmortem.evidence.ContentHash;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.timeline.ManifestEntry;

/** The manifest is YAML that every reader takes, whatever files are called. */
class ManifestFileTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  private static ManifestEntry entry(String evidence) {
    return new ManifestEntry(
        new FileAccount(
            evidence,
            ContentHash.of(HASH),
            12,
            "syslog",
            true,
            3,
            1,
            1,
            1,
            0,
            Instant.parse("2025-02-09T10:05:23Z"),
            Instant.parse("2025-02-09T10:05:23.120Z"),
            "Europe/Copenhagen",
            List.of(Basis.YEAR_INFERRED, Basis.ZONE_CONFIGURED),
            Duration.ofSeconds(-2)),
        new RowCounts(3, 1, 0, 1, 1, 0));
  }

  @Test
  void it_says_what_became_of_every_row() {
    assertThat(ManifestFile.write(List.of(entry("app.log"))))
        .isEqualTo(
            """
            schema: 1
            files:
            - evidence: "app.log"
              sha256: "%s"
              bytes: 12
              format: "syslog"
              rows:
                read: 3
                placed: 1
                merged: 0
                aggregated: 1
                filtered: 1
                unreadable: 0
              first: "2025-02-09T10:05:23Z"
              last: "2025-02-09T10:05:23.120Z"
              zone: "Europe/Copenhagen"
              basis:
              - "zone-configured"
              - "year-inferred"
              clock-offset: "PT-2S"
            """
                .formatted(HASH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b.log",
        "# no comment",
        "yes",
        "~",
        "\"quoted\".log",
        "it's.log",
        "tab\there",
        "two\nlines",
        "control\u0001\u007f\u0085\u2028",
        "emoji \ud83d\ude00.log",
        "half \ud83d pair",
        "x.zip!/- [a, b]: {c}",
      })
  void a_hostile_name_comes_back(String name) {
    String text = ManifestFile.write(List.of(entry(name), entry("b")));
    String stored = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    List<String> names =
        Declaration.fields("evidence.yaml", stored)
            .list("files", node -> node.fields().text("evidence"));
    assertThat(names).containsExactly(name.replace("\ud83d pair", "\ufffd pair"), "b");
    assertThat(ManifestFile.files("evidence.yaml", stored))
        .extracting(ManifestFile.Listed::sha256)
        .containsExactly(HASH, HASH);
  }

  @Test
  void a_manifest_of_a_newer_version_is_refused() {
    assertThatThrownBy(() -> ManifestFile.files("evidence.yaml", "schema: 2\nfiles: []\n"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("error[PM-D008]: schema 2 is not known")
        .hasMessageContaining("--> evidence.yaml:1:9");
  }

  @Test
  void evidence_that_nothing_reads_is_listed_all_the_same() {
    String text =
        ManifestFile.write(
            List.of(
                new ManifestEntry(
                    FileAccount.unreadable("core.bin", ContentHash.of(HASH), 7),
                    new RowCounts(1, 0, 0, 0, 0, 1))));
    assertThat(text)
        .contains("source: null", "unreadable: 1", "first: null", "zone: null", "basis: []");
  }
}
