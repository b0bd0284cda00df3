package examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The checked-in examples are what their generator makes. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("examples");

  @Test
  void checkedInEvidenceIsWhatTheGeneratorMakes() throws IOException {
    for (EvidenceFolder example : Examples.all()) {
      Path folder = EXAMPLES.resolve(example.name());
      if (Boolean.getBoolean("examples.write")) {
        example.write(folder);
      }
      assertThat(EvidenceFolder.paths(folder))
          .containsExactlyInAnyOrderElementsOf(example.files().keySet());
      for (Map.Entry<String, EvidenceFolder.Content> file : example.files().entrySet()) {
        assertThat(file.getValue().sameAs(Files.readAllBytes(folder.resolve(file.getKey()))))
            .as("%s/%s", example.name(), file.getKey())
            .isTrue();
      }
    }
  }
}
