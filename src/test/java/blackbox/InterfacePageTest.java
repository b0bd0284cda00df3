package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/machine-interfaces.md} shows what there is. */
class InterfacePageTest {

  private static final Pattern LINK = Pattern.compile("\\(schema/([^)]+)\\)");
  private static final Pattern BLOCK = Pattern.compile("```(json|yaml)\n(.*?)```", Pattern.DOTALL);

  private static String page() throws Exception {
    return Files.readString(Path.of("docs/machine-interfaces.md"));
  }

  @Test
  void it_links_every_schema_and_no_other() throws Exception {
    assertThat(LINK.matcher(page()).results().map(m -> m.group(1)).collect(Collectors.toList()))
        .containsExactlyInAnyOrderElementsOf(
            Schemas.names().stream().map(name -> name + Schemas.ENDING).toList());
  }

  @Test
  void its_examples_fit_the_schemas_they_stand_for() throws Exception {
    List<String> held = new ArrayList<>();
    for (String section : List.of(page().split("\n## ", -1))) {
      String name = section.lines().findFirst().orElse("");
      Matcher block = BLOCK.matcher(section);
      while (block.find()) {
        if (block.group(1).equals("json")) {
          Schemas.assertLines(name, block.group(2));
          held.add(name);
        } else {
          String stated = block.group(2).startsWith("# incident.yaml") ? "incident" : "settings";
          Schemas.assertYaml(stated, block.group(2));
          held.add(stated);
        }
      }
    }
    assertThat(held)
        .containsExactly(
            "timeline-row",
            "parsed-record",
            "signature",
            "assignment",
            "format",
            "finding",
            "action-item-row",
            "replacement",
            "incident",
            "settings");
  }

  @Test
  void its_row_is_one_of_the_example() throws Exception {
    Matcher block = BLOCK.matcher(page());
    assertThat(block.find()).isTrue();
    String id = Schemas.json(block.group(2)).path("id").asText();
    assertThat(Files.readString(Path.of("postmortems/2026-03-12-redis-cache-flag/timeline.jsonl")))
        .contains("\"id\":\"" + id + "\"");
  }
}
