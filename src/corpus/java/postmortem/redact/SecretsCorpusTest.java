package postmortem.redact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * How many of other people's test secrets are found. The texts are decoded here and go nowhere; a
 * failure names the rules of the corpus, never a text.
 */
final class SecretsCorpusTest {

  private static final Path FILE =
      Path.of(System.getProperty("corpus", "../shared/corpus"), "secrets", "gitleaks-dev.jsonl");
  private static final double RECALL = 0.97;

  private record Case(String rule, boolean secret, String text) {}

  @Test
  void nearly_all_secrets_are_found_and_most_lookalikes_left_alone() throws IOException {
    Redactor redactor = Redactor.builtIn(null);
    List<String> missed = new ArrayList<>();
    Map<String, Integer> lookalikes = new TreeMap<>();
    int secrets = 0;
    int others = 0;
    int hit = 0;
    for (Case one : cases()) {
      boolean found = !redactor.text(one.text()).equals(one.text());
      if (one.secret()) {
        secrets++;
        if (!found) {
          missed.add(one.rule());
        }
      } else {
        others++;
        if (found) {
          hit++;
          lookalikes.merge(one.rule(), 1, Integer::sum);
        }
      }
    }
    double recall = 1 - (double) missed.size() / secrets;
    assertThat(recall)
        .as("missed " + missed + ", lookalikes " + hit + "/" + others + " " + lookalikes)
        .isGreaterThan(RECALL);
    assertThat(hit).as(lookalikes.toString()).isLessThan(others / 2);
  }

  private static List<Case> cases() throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<Case> cases = new ArrayList<>();
    for (String line : Files.readAllLines(FILE)) {
      JsonNode node = json.readTree(line);
      byte[] text = Base64.getDecoder().decode(node.get("base64").asText());
      cases.add(
          new Case(
              node.get("rule").asText(),
              node.get("kind").asText().equals("tp"),
              new String(text, StandardCharsets.UTF_8)));
    }
    return cases;
  }
}
