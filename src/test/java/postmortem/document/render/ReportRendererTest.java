package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ReportRendererTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/report");

  @Test
  void renders_the_incident_as_the_golden_document() throws IOException {
    assertGolden("card-payments.md", new CheckoutIncident());
  }

  private static void assertGolden(String name, CheckoutIncident incident) throws IOException {
    String text = ReportRenderer.builtIn().render(incident.input());
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, text, StandardCharsets.UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }
}
