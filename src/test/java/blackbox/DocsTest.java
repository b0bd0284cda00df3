package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli.Run;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.document.render.IssueView;
import postmortem.document.render.PullRequestView;
import postmortem.document.render.ReportView;

/** The pages of {@code docs} say what is so. */
class DocsTest {

  private static final Path DOCS = Path.of("docs");

  @TempDir Path folder;

  private static String page(String name) throws Exception {
    return Files.readString(DOCS.resolve(name));
  }

  /** The code blocks of a language, in order. */
  private static List<String> blocks(String page, String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** First cells of the table under a heading, without their code marks. */
  private static Map<String, String> table(String page, String heading) {
    int from = page.indexOf("\n" + heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    Map<String, String> rows = new LinkedHashMap<>();
    List<String> lines =
        page.substring(from + heading.length() + 2)
            .lines()
            .dropWhile(line -> !line.startsWith("|---"))
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    for (String line : lines) {
      List<String> cells = List.of(line.split(" \\| |^\\| | \\|$", -1));
      rows.put(cells.get(1).replace("`", ""), cells.get(2));
    }
    return rows;
  }

  @Test
  void the_index_names_every_page_and_every_link_leads_somewhere() throws Exception {
    String index = page("README.md");
    try (Stream<Path> entries = Files.list(DOCS)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .filteredOn(name -> !name.equals("README.md") && !name.equals("images"))
          .allSatisfy(name -> assertThat(index).contains("(" + name));
    }
    try (Stream<Path> pages = Files.list(DOCS)) {
      for (Path page : pages.filter(path -> path.toString().endsWith(".md")).toList()) {
        String text = Files.readString(page).replaceAll("(?s)```.*?```|`[^`\n]*`", "");
        Matcher link = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)").matcher(text);
        while (link.find()) {
          if (!link.group(1).contains("://")) {
            assertThat(DOCS.resolve(link.group(1))).as(page.toString()).exists();
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"formats.md", "sources.md"})
  void the_worked_example_passes_its_own_test(String name) throws Exception {
    String page = page(name);
    Matcher console =
        Pattern.compile("\\$ postmortem formats test (\\S+)\n(\\1: .*\n)").matcher(page);
    assertThat(console.find()).isTrue();
    Files.writeString(folder.resolve(console.group(1)), blocks(page, "yaml").get(0));
    Run run = Cli.in(folder).run("formats", "test", console.group(1));
    assertThat(run.err()).isEmpty();
    assertThat(run.exit()).isZero();
    assertThat(run.out()).isEqualTo(console.group(2));
  }

  @Test
  void a_format_of_ones_own_reads_the_log_it_was_written_for() throws Exception {
    String page = page("formats.md");
    Files.writeString(folder.resolve("billing.yaml"), blocks(page, "yaml").get(0));
    Files.writeString(folder.resolve("billing.log"), blocks(page, "text").get(0));
    Run parsed = Cli.in(folder).run("formats", "parse", "--formats", "billing.yaml", "billing.log");
    assertThat(parsed.out())
        .isEqualTo(
            """
            billing.log:1+1  2025-02-09T10:05:23.120Z  critical  billing
            billing.log:3  2025-02-09T10:05:24.002Z  info  billing
            """);
    assertThat(
            Cli.in(folder)
                .run("formats", "explain", "--formats", "billing.yaml", "billing.log")
                .out())
        .contains("read as the log format billing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"formats", "sources", "redaction"})
  void every_key_of_the_files_that_come_with_the_program_is_described(String kind)
      throws Exception {
    String page = page(kind + ".md");
    TreeSet<String> keys = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources", kind))) {
      for (Path file : files.toList()) {
        Schemas.yaml(Files.readString(file)).fieldNames().forEachRemaining(keys::add);
      }
    }
    assertThat(keys).isNotEmpty().allSatisfy(key -> assertThat(page).contains("`" + key + "`"));
  }

  @Test
  void the_table_of_redaction_rules_is_the_folder() throws Exception {
    Map<String, String> rules = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/redaction")).sorted()) {
      for (Path file : files.toList()) {
        var rule = Schemas.yaml(Files.readString(file));
        rules.put(rule.path("name").asText(), rule.path("title").asText());
      }
    }
    assertThat(table(page("redaction.md"), "## The rules").entrySet())
        .containsExactlyElementsOf(rules.entrySet());
  }

  @Test
  void redaction_on_the_page_is_what_happens() throws Exception {
    String console = blocks(page("redaction.md"), "console").get(0);
    Matcher example = Pattern.compile("printf '(.*)\\\\n' \\| .* -\n(.*\n)").matcher(console);
    assertThat(example.find()).isTrue();
    Cli cli = Cli.in(folder).reading(example.group(1) + "\n");
    assertThat(cli.run("redact", "-").out()).isEqualTo(example.group(2));
    assertThat(cli.with("POSTMORTEM_REDACTION_KEY", "k").run("redact", "-").out())
        .matches("url=postgres://shop:\\[redacted:url-password:[0-9a-f]{8}]@db/orders\n")
        .isEqualTo(cli.with("POSTMORTEM_REDACTION_KEY", "k").run("redact", "-").out())
        .isNotEqualTo(cli.with("POSTMORTEM_REDACTION_KEY", "other").run("redact", "-").out());
  }

  @Test
  void the_variables_of_templates_are_those_of_the_view() throws Exception {
    String page = page("templates.md");
    List<Class<?>> views =
        new ArrayList<>(List.of(ReportView.class, IssueView.class, PullRequestView.class));
    for (Class<?> view : List.of(ReportView.class, PullRequestView.class)) {
      views.addAll(Arrays.stream(view.getDeclaredClasses()).filter(Class::isRecord).toList());
    }
    for (Class<?> view : views) {
      Map<String, String> rows = table(page, "### " + view.getSimpleName());
      assertThat(rows.keySet())
          .as(view.getSimpleName())
          .containsExactlyElementsOf(
              Arrays.stream(view.getRecordComponents()).map(RecordComponent::getName).toList());
      for (RecordComponent component : view.getRecordComponents()) {
        boolean nullable =
            component
                .getAnnotatedType()
                .isAnnotationPresent(org.jspecify.annotations.Nullable.class);
        assertThat(rows.get(component.getName()).contains("*may be missing*"))
            .as(view.getSimpleName() + "." + component.getName())
            .isEqualTo(nullable);
      }
    }
  }

  @Test
  void the_small_template_makes_a_document() throws Exception {
    Path template = Files.createDirectories(folder.resolve("templates/short"));
    Files.writeString(
        template.resolve("report.md.ftl"), blocks(page("templates.md"), "ftl").get(0));
    Files.writeString(
        template.resolve("template.yaml"),
        "schema: 1\nname: short\ntitle: Short\nsections: [Summary, Timeline, Excerpts]\n");
    Files.writeString(folder.resolve("postmortem.yaml"), "schema: 1\ntemplate: short\n");
    Files.writeString(
        folder.resolve("app.log"),
        "2025-02-09T10:05:23Z ERROR [main] com.acme.Shop - boom [x](http://e) <b> | @all\n");
    Run run = Cli.in(folder).run("draft", "app.log");
    assertThat(run.exit()).as(run.err()).isZero();
    String document = Files.readString(folder.resolve(run.out().strip()));
    assertThat(document)
        .contains("| 2025-02-09 10:05:23 | First seen: boom")
        .contains("<details id=\"e-")
        .doesNotContain("<b>");
    assertThat(document.substring(0, document.indexOf("## Excerpts")))
        .doesNotContain("[x](http")
        .doesNotContain("| @all");
    assertThat(document.lines().filter(line -> line.startsWith("| 2025")))
        .as("links lead to excerpts")
        .allSatisfy(
            line -> {
              Matcher link = Pattern.compile("\\(#(e-[0-9a-f]{12})\\)").matcher(line);
              assertThat(link.find()).isTrue();
              assertThat(document).contains("id=\"" + link.group(1) + "\"");
            });
    assertThat(document.lines().collect(Collectors.toList())).contains("## Summary", "## Excerpts");
  }
}
