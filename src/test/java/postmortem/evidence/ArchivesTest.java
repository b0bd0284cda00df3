package postmortem.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArchivesTest {

  @TempDir Path folder;
  private Finding finding;

  @BeforeEach
  void folderForEvidence() {
    finding = new Finding(folder);
  }

  @Test
  void members_of_a_zip_are_named_behind_it_and_opened_as_often_as_asked() throws IOException {
    byte[] zip =
        zip("slack/users.json", "[]", "slack/general/2025-02-09.json", "[1]", "__MACOSX/x", "y");
    finding.put("ev/export.zip", zip).put("ev/b.log", "b\n").find("ev");
    assertThat(finding.names())
        .containsExactly(
            "b.log", "export.zip!/slack/general/2025-02-09.json", "export.zip!/slack/users.json");
    String name = "export.zip!/slack/general/2025-02-09.json";
    assertThat(finding.text(name)).isEqualTo("[1]");
    assertThat(finding.text(name)).isEqualTo("[1]");
    assertThat(finding.file(name).sha256()).isEqualTo(Sha256.of("[1]".getBytes(UTF_8), 3));
    assertThat(finding.file(name).bytes()).isEqualTo(3);
    assertThat(finding.said())
        .isEqualTo(
            """
            note[PM-E012]: 1 file is not read, being hidden, a system's own, or links: __MACOSX/x
              --> export.zip
              help: if it is evidence, name it as an argument of its own; unpack it before, if need be
            """);
  }

  @Test
  void a_tar_a_packed_tar_and_a_zip_in_a_tar_are_all_looked_into() throws IOException {
    byte[] inner = zip("deep.log", "deep\n");
    byte[] tar = tar("logs/a.log", "a\n".getBytes(UTF_8), "inner.zip", inner);
    finding
        .put("ev/plain.tar", tar)
        .put("ev/packed.tgz", Finding.gzip(tar))
        .put("ev/packed.tar.bz2", bzip2(tar))
        .find("ev");
    assertThat(finding.names())
        .containsExactly(
            "packed.tar.bz2!/inner.zip!/deep.log",
            "packed.tar.bz2!/logs/a.log",
            "packed.tgz!/inner.zip!/deep.log",
            "packed.tgz!/logs/a.log",
            "plain.tar!/inner.zip!/deep.log",
            "plain.tar!/logs/a.log");
    for (String name : finding.names()) {
      assertThat(finding.text(name)).isEqualTo(name.endsWith("deep.log") ? "deep\n" : "a\n");
    }
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void a_rotated_log_in_an_archive_is_decompressed_too() throws IOException {
    byte[] tar = tar("app.log.2.gz", Finding.gzip("old\n"), "app.log", "new\n".getBytes(UTF_8));
    finding.put("ev.tar", tar).find("ev.tar");
    assertThat(finding.text("ev.tar!/app.log.2.gz")).isEqualTo("old\n");
    assertThat(finding.text("ev.tar!/app.log")).isEqualTo("new\n");
  }

  @Test
  void archives_nested_too_deep_are_listed_and_not_unpacked() throws IOException {
    byte[] bytes = zip("a.log", "a\n");
    bytes = zip("one.zip", bytes);
    finding.limits = new Limits(1 << 20, 1 << 20, 100, 100, 100, 100, 1);
    finding.put("two.zip", zip("b.zip", bytes)).find("two.zip");
    assertThat(finding.names()).containsExactly("two.zip!/b.zip");
    assertThat(finding.file("two.zip!/b.zip").content()).isEqualTo(Content.BINARY);
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E010]: it is an archive inside 1 other; it is not unpacked
              --> two.zip!/b.zip
              help: unpack it, or raise the limit with --max-nesting
            """);
  }

  @Test
  void a_bomb_ends_at_its_ratio() throws IOException {
    byte[] bomb = new byte[40 << 20];
    Arrays.fill(bomb, (byte) 'a');
    finding.limits = new Limits(64L << 20, 1 << 20, 100, 100, 100, 100, 4);
    finding.put("a.log.gz", Finding.gzip(bomb)).find("a.log.gz");
    assertThat(finding.bytes("a.log.gz").length).isBetween(16 << 20, 17 << 20);
    assertThat(finding.said())
        .matches(
            """
            warning\\[PM-E008]: it grows to more than 100 times its size when decompressed, as \
            bombs do; only its first 17,825,792 bytes are read
              --> a.log.gz
              help: raise the limit with --max-ratio if you trust it
            """);
  }

  @Test
  void a_long_file_ends_at_the_limit_of_bytes() throws IOException {
    finding.limits = new Limits(10, 1 << 20, 100, 100, 100, 100, 4);
    finding.put("a.log.gz", Finding.gzip("0123456789ab\n")).put("b.log", "0123456789");
    finding.find("a.log.gz", "b.log");
    assertThat(finding.text("a.log.gz")).isEqualTo("0123456789");
    assertThat(finding.text("b.log")).isEqualTo("0123456789");
    assertThat(finding.said())
        .isEqualTo(
            """
            warning[PM-E007]: it has more than 10 bytes; those after them are not read
              --> a.log.gz
              help: raise the limit with --max-file-bytes
            """);
  }

  @Test
  void too_many_members_and_files_are_said() throws IOException {
    finding.limits = new Limits(1 << 20, 1 << 20, 100, 2, 100, 100, 4);
    finding.put("a.zip", zip("1", "1", "2", "2", "3", "3")).find("a.zip");
    assertThat(finding.names()).containsExactly("a.zip!/1", "a.zip!/2");
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E009]: it has more than 2 members; only the first are read
              --> a.zip
              help: raise the limit with --max-files
            """);
  }

  @Test
  void a_damaged_zip_is_listed_as_unusable() throws IOException {
    byte[] zip = zip("a.log", "a\n");
    finding.put("a.zip", Arrays.copyOf(zip, 20)).find("a.zip");
    assertThat(finding.file("a.zip").content()).isEqualTo(Content.BINARY);
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E006]: the zip archive is damaged; nothing in it is read
              --> a.zip
              help: copy or export it again
            """);
  }

  @Test
  void a_truncated_zip_gives_what_stands_before_the_cut() throws IOException {
    byte[] zip = zip("a.log", "a\n", "b.log", "b\n", "c.log", "c\n");
    int members = zip.length - 22 - 3 * (46 + "a.log".length());
    finding.put("a.zip", Arrays.copyOf(zip, members * 2 / 3)).find("a.zip");
    assertThat(finding.names()).containsExactly("a.zip!/a.log", "a.zip!/b.log");
    assertThat(finding.said())
        .contains("the zip archive is damaged; its directory is missing; what stands before that");
  }

  @Test
  void a_truncated_packed_tar_gives_the_members_before_the_cut() throws IOException {
    byte[] noise = new byte[200_000];
    new java.util.Random(1).nextBytes(noise);
    byte[] tar = tar("a.log", "a\n".getBytes(UTF_8), "noise", noise);
    byte[] gz = Finding.gzip(tar);
    finding.put("a.tgz", Arrays.copyOf(gz, gz.length / 2)).find("a.tgz");
    assertThat(finding.text("a.tgz!/a.log")).isEqualTo("a\n");
    assertThat(finding.said()).contains("warning[PM-E005]: the gzip data ends too early, at byte");
  }

  @Test
  void what_cannot_be_unpacked_here_is_named() throws IOException {
    byte[] sevenZip = HexFormat.of().parseHex("377abcaf271c00040000");
    finding.put("a.7z", sevenZip).find("a.7z");
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E011]: 7z data is not unpacked here
              --> a.7z
              help: unpack it and give what was in it; gzip, bzip2, xz, zstd, lz4, zip and tar are read\
             as they are
            """);
  }

  @Test
  void a_binary_is_listed_and_said() throws IOException {
    byte[] picture = new byte[3000];
    new java.util.Random(2).nextBytes(picture);
    finding.put("ev/screen.png", picture).find("ev");
    assertThat(finding.file("screen.png").content()).isEqualTo(Content.BINARY);
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E004]: it is neither text nor an archive that is read
              --> screen.png
              help: export it as text, JSON or CSV, or take it out of the evidence
            """);
  }

  @Test
  void text_comes_as_utf_8_whatever_it_was() throws IOException {
    String text = "caf\u00e9 \ud83d\ude80 10:05\n".repeat(3000);
    finding
        .put("le.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE))
        .put("be.txt", ("\ufeff" + text).getBytes(StandardCharsets.UTF_16BE))
        .put("mark.txt", "\ufeff" + text)
        .put("plain.txt", text)
        .put("old.txt", "caf\u00e9 na\u00efve\n".getBytes(StandardCharsets.ISO_8859_1))
        .put("ascii16.txt", "10:05 error\n".repeat(9).getBytes(StandardCharsets.UTF_16LE))
        .find("le.txt", "be.txt", "mark.txt", "plain.txt", "old.txt", "ascii16.txt");
    for (String name : new String[] {"le.txt", "be.txt", "mark.txt", "plain.txt"}) {
      assertThat(finding.text(name)).as(name).isEqualTo(text);
    }
    assertThat(finding.text("old.txt")).isEqualTo("caf\u00e9 na\u00efve\n");
    assertThat(finding.text("ascii16.txt")).isEqualTo("10:05 error\n".repeat(9));
    assertThat(finding.file("plain.txt").path()).isNotNull();
    assertThat(finding.file("mark.txt").path()).isNull();
    assertThat(finding.said()).isEmpty();
  }

  @Test
  void repositories_bundles_hidden_files_and_the_incident_are_told_apart() throws IOException {
    finding
        .put("ev/api.git/HEAD", "ref: refs/heads/main\n")
        .put("ev/api.git/packed-refs", "")
        .put("ev/api.git/objects/pack/x.pack", "PACK")
        .put("ev/app.bundle", "# v2 git bundle\n" + "0".repeat(40) + " refs/heads/main\n\nPACK")
        .put("ev/work/.git/HEAD", "ref: refs/heads/main\n")
        .put("ev/work/a.log", "a\n")
        .put("ev/.DS_Store", "x")
        .put("ev/incident.yaml", "schema: 1\n")
        .put("ev/none.log", "")
        .find("ev");
    assertThat(finding.names()).containsExactly("api.git", "app.bundle", "none.log", "work/a.log");
    assertThat(finding.evidence("api.git")).isInstanceOf(EvidenceRepository.class);
    assertThat(finding.file("app.bundle").content()).isEqualTo(Content.GIT_BUNDLE);
    assertThat(finding.said())
        .isEqualTo(
            """
            note[PM-E012]: 1 file is not read, being hidden, a system's own, or links: .DS_Store
              --> ev
              help: if it is evidence, name it as an argument of its own; unpack it before, if need be
            note[PM-E014]: it is empty
              --> none.log
              help: if something should be in it, export it again
            note[PM-E019]: the history of a work tree is not read
              --> work/.git
              help: to have its commits: git bundle create history.bundle --all
            """);
  }

  @Test
  void a_file_given_twice_is_read_once() throws IOException {
    finding.put("ev/a.log", "a\n").find("ev", "ev/a.log", "./ev");
    assertThat(finding.names()).hasSize(1);
    assertThat(finding.said()).contains("note[PM-E013]: it was given twice; it is read once");
  }

  @Test
  void a_file_that_cannot_be_read_is_named_and_the_others_stay() throws IOException {
    finding.put("ev/a.log", "a\n");
    // A link to nowhere cannot be read by anybody, whoever runs the test.
    Files.createSymbolicLink(folder.resolve("ev/gone.log"), Path.of("nowhere"));
    finding.find("ev");
    assertThat(finding.names()).containsExactly("a.log");
    assertThat(finding.said())
        .isEqualTo(
            """
            error[PM-E002]: it cannot be read
              --> gone.log
              help: check its permissions, and that nobody moves it meanwhile
            """);
  }

  @Test
  void names_are_redacted() throws IOException {
    finding.put("ev/mail-of-ann@example.test/a.log", "a\n").find("ev");
    assertThat(finding.names()).containsExactly("[redacted:email]/a.log");
  }

  static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        Object content = namesAndContents[i + 1];
        zip.write(content instanceof byte[] b ? b : ((String) content).getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  static byte[] tar(String first, byte[] one, String second, byte[] two) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, UTF_8.name())) {
      for (int i = 0; i < 2; i++) {
        byte[] content = i == 0 ? one : two;
        TarArchiveEntry entry = new TarArchiveEntry("./" + (i == 0 ? first : second));
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return out.toByteArray();
  }

  private static byte[] bzip2(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(out)) {
      bzip2.write(content);
    }
    return out.toByteArray();
  }
}
