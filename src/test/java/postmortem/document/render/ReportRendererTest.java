package postmortem.document.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.analysis.Analysis;
import postmortem.diagnostic.DiagnosticException;
import postmortem.document.lint.Finding;
import postmortem.document.lint.LintContext;
import postmortem.document.lint.LintInput;
import postmortem.document.lint.Linter;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentText;
import postmortem.document.read.Link;
import postmortem.event.EventType;
import postmortem.incident.Incident;
import postmortem.timeline.Episode;
import postmortem.timeline.Timeline;
import postmortem.timeline.Window;

final class ReportRendererTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/report");
  private static final String HOSTILE =
      "@ann closes #12 GH-3 </details></pre><script>alert(1)</script> | x | [a](http://evil.example)"
          + " ![i](http://evil.example/i.png) `````` ~~~ *b* _c_ <!-- -->\n\n# Heading\n- item\r\n"
          + ":tada: www.evil.example \u202eRTL\u0000\u001b[31m $x$ [^1] {{y}} ${z} <#assign a=1> &lt; \\| ";

  @TempDir Path folder;

  @Test
  void renders_an_incident_as_the_golden_document() throws IOException {
    assertGolden("card-payments.md", new CheckoutIncident());
  }

  @Test
  void renders_hostile_evidence_as_the_golden_document() throws IOException {
    assertGolden("hostile-evidence.md", hostile());
  }

  private static CheckoutIncident hostile() {
    CheckoutIncident incident = new CheckoutIncident();
    incident.add(
        "14:05:00Z",
        EventType.MESSAGE,
        "slack*|",
        "svc|</td>",
        "@here",
        HOSTILE,
        0.9,
        CheckoutIncident.cite("chat/`odd|name`.json", "/0/<b>", HOSTILE),
        CheckoutIncident.line("b.log", 7, "x".repeat(299) + "|"));
    return incident;
  }

  private static void assertGolden(String name, CheckoutIncident incident) throws IOException {
    String text = ReportRenderer.builtIn().render(incident.input());
    Path golden = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, text, StandardCharsets.UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
  }

  @Test
  void the_same_input_gives_the_same_bytes() {
    ReportRenderer renderer = ReportRenderer.builtIn();
    String first = renderer.render(new CheckoutIncident().input());
    assertThat(renderer.render(new CheckoutIncident().input())).isEqualTo(first);
    assertThat(ReportRenderer.builtIn().render(new CheckoutIncident().input())).isEqualTo(first);
  }

  @Test
  void hostile_evidence_makes_no_link_no_tag_no_heading_and_no_cell() {
    String text = ReportRenderer.builtIn().render(hostile().input());
    DocumentText document = DocumentReader.read("x.md", text);
    DocumentText harmless =
        DocumentReader.read(
            "x.md", ReportRenderer.builtIn().render(new CheckoutIncident().input()));
    assertThat(document.diagnostics()).isEmpty();
    assertThat(document.headings())
        .extracting(h -> h.title())
        .isEqualTo(harmless.headings().stream().map(h -> h.title()).toList());
    assertThat(document.links()).extracting(Link::target).noneMatch(t -> t.contains("evil"));
    assertThat(text).doesNotContain("<script").doesNotContain("\u202e").doesNotContain("\u0000");
    String prose =
        text.lines()
            .filter(line -> !line.startsWith("<"))
            .map(line -> line.replaceAll("`[^`]*`|<code>.*?</code>", ""))
            .collect(java.util.stream.Collectors.joining("\n"));
    assertThat(prose)
        .doesNotContainPattern("@[A-Za-z]|#[0-9]|(?i)gh-[0-9]|www\\.|//|:[a-z]+:")
        .contains("@<!-- -->ann");
    document
        .tables()
        .forEach(
            table -> assertThat(table.rows()).allMatch(row -> row.size() == table.header().size()));
    int opened = text.split("<details", -1).length;
    assertThat(text.split("</details>", -1)).hasSize(opened);
  }

  @Test
  void every_link_to_an_event_leads_to_its_excerpts_and_each_stands_there_once() {
    String text = ReportRenderer.builtIn().render(new CheckoutIncident().input());
    Set<String> linked = new HashSet<>();
    Matcher link = Pattern.compile("\\(#(e-[0-9a-f]{12})\\)").matcher(text);
    while (link.find()) {
      linked.add(link.group(1));
    }
    List<String> excerpts =
        Pattern.compile("<details id=\"(e-[0-9a-f]{12})\">")
            .matcher(text)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(excerpts).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(linked);
  }

  @Test
  void the_document_is_read_back_with_its_timeline_and_empty_actions() {
    DocumentText document =
        DocumentReader.read(
            "x.md", ReportRenderer.builtIn().render(new CheckoutIncident().input()));
    assertThat(document.timeline()).hasSize(10).allMatch(row -> row.instant() != null);
    assertThat(document.timeline()).allMatch(row -> row.eventIds().size() == 1);
    assertThat(document.actions()).isEmpty();
    assertThat(document.frontMatter().text("severity")).contains("2");
    assertThat(document.factors()).hasSize(2);
  }

  @Test
  void our_own_lint_asks_only_for_what_people_have_to_add() {
    String text = ReportRenderer.builtIn().render(new CheckoutIncident().input());
    List<Finding> findings =
        Linter.lint(List.of(new LintInput(DocumentReader.read("x.md", text), LintContext.NONE)));
    assertThat(findings)
        .extracting(Finding::rule)
        .containsOnly("open-question-left", "owner-missing");
  }

  @Test
  void handles_stand_in_chat_rows_only() {
    String text = ReportRenderer.builtIn().render(new CheckoutIncident().input());
    assertThat(text.lines().filter(line -> line.contains("sam.ortega"))).isEmpty();
    assertThat(text.lines().filter(line -> line.contains("mira")))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("| chat |"));
    assertThat(text).contains("Acknowledged by the on-call engineer");
  }

  @Test
  void nothing_known_is_unknown_and_asks() {
    java.time.Instant at = CheckoutIncident.at("14:00:00Z");
    String text =
        ReportRenderer.builtIn()
            .render(
                new ReportInput(
                    "x",
                    "X",
                    Incident.EMPTY,
                    new Timeline(
                        List.of(),
                        Episode.of(List.of(), Incident.EMPTY, List.of()),
                        List.of(),
                        List.of()),
                    new Analysis(
                        java.util.Map.of(),
                        java.util.Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        new Window(at, at, at))));
    assertThat(text)
        .contains(
            "severity:\n", "- **Impact start**: unknown.\n", "| TTD, time to detect | unknown |")
        .contains("No row of the evidence", "The evidence records no change before the impact;")
        .doesNotContain("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "${'freemarker.template.utility.Execute'?new()('id')} => PM-T001",
        "${title?api.class} => PM-T001",
        "${front.class.name} => PM-T001",
        "${front.getClass()} => PM-T001",
        "<#include '/etc/passwd'> => PM-T001",
        "<#if> => PM-T001",
        "${missing} => PM-T001",
        "no section at all => PM-T002"
      })
  void a_template_that_reaches_for_more_or_is_wrong_is_refused(String template, String code)
      throws IOException {
    write(template + "\n");
    assertThatThrownBy(() -> ReportRenderer.of(folder).render(new CheckoutIncident().input()))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(code)
        .hasMessageContaining("report.md.ftl");
  }

  @Test
  void an_own_template_is_escaped_as_well() throws IOException {
    write("## Rows\n\n<#list timeline.rows as r>\n${r.kind}: ${title}\n</#list>\n");
    assertThat(ReportRenderer.of(folder).render(hostile().input()))
        .contains("chat, svc\\|&lt;/td&gt;: Card payments failed");
  }

  @Test
  void a_folder_without_a_template_is_a_diagnostic() {
    assertThatThrownBy(() -> ReportRenderer.of(folder))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("PM-T003");
  }

  private void write(String template) throws IOException {
    Files.writeString(folder.resolve("report.md.ftl"), template, StandardCharsets.UTF_8);
    Files.writeString(
        folder.resolve("template.yaml"),
        "schema: 1\nname: own\ntitle: Own\nsections: [Rows]\n",
        StandardCharsets.UTF_8);
  }
}
