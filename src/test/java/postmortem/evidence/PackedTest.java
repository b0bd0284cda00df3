package postmortem.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import blackbox.BadCases;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files packed once and several times over, damaged ones, and what only a terminal understands. */
class PackedTest {

  @TempDir Path folder;
  private Finding finding;

  @BeforeEach
  void folderForEvidence() {
    finding = new Finding(folder);
  }

  private static String log(int lines) {
    StringBuilder log = new StringBuilder();
    Random random = new Random(5);
    IntStream.range(0, lines)
        .forEach(i -> log.append(i).append(" order ").append(random.nextLong()).append('\n'));
    return log.toString();
  }

  private static byte[] packed(String how, byte[] content) throws IOException {
    if (how.equals("gz")) {
      return Finding.gzip(content);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing =
        switch (how) {
          case "bz2" -> new BZip2CompressorOutputStream(out, 1);
          case "xz" -> new XZCompressorOutputStream(out);
          case "zst" -> new ZstdOutputStream(out);
          case "lz4" -> new FramedLZ4CompressorOutputStream(out);
          default -> throw new IllegalArgumentException(how);
        }) {
      packing.write(content);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst", "lz4"})
  void a_packed_log_is_read_whatever_its_name(String how) throws IOException {
    String log = log(2_000);
    byte[] first = packed(how, log.substring(0, 30_001).getBytes(UTF_8));
    byte[] second = packed(how, log.substring(30_001).getBytes(UTF_8));
    finding.put("app.log", Finding.joined(first, second)).find("app.log");
    assertThat(finding.text("app.log")).isEqualTo(log);
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void of_xz_every_byte_before_the_broken_chunk_is_used() throws IOException {
    String log = log(2_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XZCompressorOutputStream packing = new XZCompressorOutputStream(out)) {
      packing.write(log.substring(0, 30_001).getBytes(UTF_8));
      packing.flush();
      packing.write(log.substring(30_001).getBytes(UTF_8));
    }
    finding
        .put("app.log.xz", Arrays.copyOf(out.toByteArray(), out.size() - 500))
        .find("app.log.xz");
    assertThat(finding.text("app.log.xz")).isEqualTo(log.substring(0, 30_001));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "bz2", "xz", "zst"})
  void what_lies_before_the_cut_is_used_and_the_loss_is_said(String how) throws IOException {
    String log = log(16_000);
    byte[] whole = packed(how, log.getBytes(UTF_8));
    finding
        .put("app.log." + how, Arrays.copyOf(whole, whole.length * 3 / 4))
        .find("app.log." + how);
    String read = finding.text("app.log." + how);
    assertThat(read).isNotEmpty();
    assertThat(log).startsWith(read);
    assertThat(finding.said())
        .contains("warning[PM-E005]: the ")
        .contains("ends too early, at byte");
    assertThat(finding.said())
        .contains(String.format(Locale.ROOT, "%,d bytes before that", read.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bz2", "xz", "zst"})
  void noise_behind_a_right_beginning_is_damage(String how) throws IOException {
    byte[] bytes = packed(how, log(2_000).getBytes(UTF_8));
    for (int i = bytes.length / 2; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    finding.put("a", bytes).find("a");
    finding.text("a");
    assertThat(finding.said()).containsPattern("warning\\[PM-E00[56]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bz2", "xz", "zst"})
  void a_bomb_ends_at_its_ratio_however_it_is_packed(String how) throws IOException {
    finding.limits = new Limits(1 << 30, 1 << 20, 100, 10, 200, 5_000);
    finding
        .put("bomb", packed(how, ("x".repeat(1 << 20) + "\n").repeat(20).getBytes(UTF_8)))
        .find("bomb");
    assertThat(finding.bytes("bomb").length).isLessThan(19 << 20);
    assertThat(finding.said())
        .contains("warning[PM-E008]: it grows to more than 100 times its size");
  }

  @Test
  void packed_twice_and_archives_packed_by_anything_are_looked_into() throws IOException {
    byte[] log = "a\n".getBytes(UTF_8);
    finding.put("in.log", packed("zst", packed("gz", log)));
    finding.put("in.tar.xz", packed("xz", ArchivesTest.tar("b.log", log, "c.log", log)));
    finding.put("in.zip.zst", packed("zst", ArchivesTest.zip("c.log", packed("bz2", log))));
    finding.find(".");
    assertThat(finding.names())
        .containsExactly("in.log", "in.tar.xz!/b.log", "in.tar.xz!/c.log", "in.zip.zst!/c.log");
    for (String name : finding.names()) {
      assertThat(finding.text(name)).isEqualTo("a\n");
    }
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void packed_too_often_it_is_not_unpacked() throws IOException {
    byte[] bytes = "a\n".getBytes(UTF_8);
    for (int i = 0; i < 8; i++) {
      bytes = Finding.gzip(bytes);
    }
    finding.put("a.gz", bytes).find("a.gz");
    assertThat(finding.said()).contains("error[PM-E010]");
  }

  @Test
  void colours_and_holes_are_taken_out_and_lines_stay() throws IOException {
    finding.put(
        "app.log",
        """
        \u001b[32m2025-02-09T10:05:23Z\u001b[0m \u001b[1;31mERROR\u001b[m boom\r
        \u001b]0;title\u001b\\next \u001b[31munclosed \u001b[
        last\u0000
        """);
    finding.put("hole.log", "\u0000".repeat(200_000) + "2025-02-09T10:05:23Z INFO goes on\n");
    finding.find(".");
    assertThat(finding.text("app.log"))
        .isEqualTo("2025-02-09T10:05:23Z ERROR boom\r\nnext unclosed \nlast\n");
    assertThat(finding.text("hole.log")).isEqualTo("2025-02-09T10:05:23Z INFO goes on\n");
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void patterns_stand_for_the_files_they_match() throws IOException {
    finding.put("logs/a.log", "a\n").put("logs/b.log", "b\n").put("logs/c.txt", "c\n");
    finding.put("logs/deep/d.log", "d\n").put("[x].log", "x\n");
    finding.find("logs/*.log");
    assertThat(finding.names()).containsExactly("a.log", "b.log");
    finding.find("logs/**.log", "[x].log");
    assertThat(finding.names()).containsExactly("[x].log", "a.log", "b.log", "d.log");
    assertThat(finding.said()).isEmpty();
    finding.find("logs/*.gz");
    assertThat(finding.said()).contains("error[PM-E001]: no such file or folder");
  }

  @Test
  void a_file_that_grows_is_read_as_far_as_it_went() throws IOException {
    finding.put("evidence/app.log", "one\ntwo\nthr").find("evidence");
    Files.writeString(folder.resolve("evidence/app.log"), "ee\nfour\n", StandardOpenOption.APPEND);
    assertThat(finding.text("app.log")).isEqualTo("one\ntwo\nthr");
    BadCases.check("PM-E021-file-grows", List.of(finding.file("app.log").grown().orElseThrow()));
  }
}
