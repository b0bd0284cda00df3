package postmortem.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Post-mortems that people wrote by hand, with their own headings, tables and mistakes. */
final class RealPostMortemsTest {

  private static final Path CORPUS = Path.of("../shared/corpus/postmortems");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void is_read_without_a_complaint_and_every_place_is_right(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    DocumentText document = DocumentReader.read(file.getFileName().toString(), text);
    assertThat(document.diagnostics()).isEmpty();
    assertThat(document.headings()).isNotEmpty();
    assertThat(document.passages()).isNotEmpty();
    for (Passage passage : document.passages()) {
      for (Passage.Piece piece : passage.pieces()) {
        if (piece.length() > 1) {
          String said = passage.text().substring(piece.start(), piece.start() + piece.length());
          String line = document.lines().get(piece.at().line() - 1);
          assertThat(line.startsWith(said, piece.at().column() - 1)).as(said).isTrue();
        }
      }
    }
  }

  @Test
  void the_timeline_tables_are_found() throws IOException {
    int documents = 0;
    int rows = 0;
    for (Path file : documents()) {
      DocumentText document =
          DocumentReader.read(
              file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
      documents += document.timeline().isEmpty() ? 0 : 1;
      rows += document.timeline().size();
    }
    assertThat(documents).isGreaterThan(20);
    assertThat(rows).isGreaterThan(200);
  }
}
