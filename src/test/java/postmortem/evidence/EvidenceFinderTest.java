package postmortem.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidenceFinderTest {

  @TempDir Path folder;
  private Finding finding;

  @BeforeEach
  void folderForEvidence() {
    finding = new Finding(folder);
  }

  @Test
  void names_in_the_one_folder_are_relative_to_it_and_sorted() throws IOException {
    finding.put("ev/web/b.log", "b\n").put("ev/web/a.log", "a\n").put("ev/app.log", "c\n");
    finding.find("ev");
    assertThat(finding.names()).containsExactly("app.log", "web/a.log", "web/b.log");
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void the_one_file_is_called_by_its_name() throws IOException {
    finding.put("ev/web/b.log", "b\n").find("ev/web/b.log");
    assertThat(finding.names()).containsExactly("b.log");
  }

  @Test
  void several_arguments_get_as_many_parents_as_make_them_differ() throws IOException {
    finding
        .put("one/logs/a.log", "1\n")
        .put("two/logs/a.log", "2\n")
        .put("more/b.log", "3\n")
        .put("more/chat/c.json", "[]")
        .find("one/logs", "two/logs", "more/b.log", "more/chat");
    assertThat(finding.names())
        .containsExactly("b.log", "chat/c.json", "one/logs/a.log", "two/logs/a.log");
  }

  @Test
  void a_plain_text_file_is_readable_where_it_lies() throws IOException {
    finding.put("a.log", "one\ntwo\n").find("a.log");
    EvidenceFile file = finding.file("a.log");
    assertThat(file.path()).isEqualTo(folder.resolve("a.log"));
    assertThat(file.bytes()).isEqualTo(8);
    assertThat(file.sha256())
        .isEqualTo("c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8");
    assertThat(finding.text("a.log")).isEqualTo("one\ntwo\n");
  }

  @Test
  void gzip_members_are_one_text_and_the_hash_is_that_of_the_file() throws IOException {
    byte[] gz = Finding.joined(Finding.gzip("one\n"), Finding.gzip("two\n"));
    finding.put("ev/a.log.2.gz", gz).find("ev");
    assertThat(finding.text("a.log.2.gz")).isEqualTo("one\ntwo\n");
    assertThat(finding.file("a.log.2.gz").path()).isNull();
    assertThat(finding.file("a.log.2.gz").sha256()).isEqualTo(Sha256.of(gz, gz.length));
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void a_truncated_gzip_is_used_as_far_as_it_goes() throws IOException {
    byte[] gz = Finding.gzip(lines(2000));
    finding.put("ev/a.log.gz", Arrays.copyOf(gz, gz.length / 2)).find("ev");
    String text = finding.text("a.log.gz");
    assertThat(lines(2000)).startsWith(text);
    assertThat(text.length()).isGreaterThan(1000);
    assertThat(finding.said())
        .isEqualTo(
            "warning[PM-E005]: the gzip data ends too early, at byte "
                + String.format(java.util.Locale.ROOT, "%,d", gz.length / 2)
                + "; the "
                + String.format(java.util.Locale.ROOT, "%,d", text.length())
                + " bytes before that are used\n"
                + "  --> a.log.gz\n"
                + "  help: copy or export it again: its end is missing\n");
  }

  @Test
  void a_missing_path_is_named() {
    finding.find("nowhere/at-all");
    assertThat(finding.names()).isEmpty();
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E001]: no such file or folder
              --> nowhere/at-all
              help: check the spelling; paths are relative to the current folder, or to that of -C
            """);
  }

  @Test
  void an_empty_folder_is_said() throws IOException {
    Files.createDirectories(folder.resolve("ev/inner"));
    finding.find("ev");
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E003]: the folder holds no evidence
              --> ev
              help: put the exported files into it, or name another folder
            """);
  }

  @Test
  void standard_input_is_evidence_that_can_be_opened_twice() throws IOException {
    finding.stdin = "piped\n".getBytes(UTF_8);
    finding.find("-");
    assertThat(finding.names()).containsExactly("stdin");
    assertThat(finding.text("stdin")).isEqualTo("piped\n");
    assertThat(finding.text("stdin")).isEqualTo("piped\n");
  }

  private static String lines(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("line ").append(i * 7919L % 104_729).append(" of the log\n");
    }
    return text.toString();
  }
}
