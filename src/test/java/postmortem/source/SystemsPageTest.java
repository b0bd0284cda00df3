package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import postmortem.declaration.BuiltInFiles;
import postmortem.event.Kind;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.TimeRule;
import postmortem.source.system.ClassSamples;
import postmortem.source.system.ClassSource;

/** The list of systems in {@code docs/sources.md} is what the declarations say. */
class SystemsPageTest {

  private static final Path PAGE = Path.of("docs/sources.md");
  private static final String BEGIN = "<!-- What follows is made from the declarations. -->\n";
  private static final String END = "<!-- What is above is made from the declarations. -->\n";

  /** In the order of the page. */
  private enum Part {
    LOGS("Logs in exports of log systems", Kind.LOG),
    ALERTS("Alerts and on-call", Kind.ALERT),
    CHAT("Chat", Kind.CHAT),
    CHANGES("Changes", Kind.CHANGE),
    METRICS("Metrics", Kind.METRIC),
    TRACES("Traces", Kind.TRACE),
    STATUS("Status pages and providers", Kind.STATUS),
    NOTES("Notes", Kind.NOTE);

    private final String title;
    private final Kind kind;

    Part(String title, Kind kind) {
      this.title = title;
      this.kind = kind;
    }

    static Part of(Kind kind) {
      for (Part part : values()) {
        if (part.kind == kind) {
          return part;
        }
      }
      throw new AssertionError(kind);
    }
  }

  @Test
  void the_page_lists_every_system_as_its_declaration_describes_it() throws Exception {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(begin).isBetween(BEGIN.length(), end);
    String made = page.substring(0, begin) + systems() + page.substring(end);
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(PAGE, made);
    }
    assertThat(page).as("write it anew with -Dgolden.write=true").isEqualTo(made);
  }

  private static String systems() {
    Map<Part, List<String>> rows = new EnumMap<>(Part.class);
    SourceLibrary library = SourceLibrary.builtIn();
    for (SourceDeclaration source : library.declared()) {
      rows.computeIfAbsent(part(source), part -> new ArrayList<>())
          .add(row(source.title(), source.url(), source.export(), read(source), time(source)));
    }
    Map<String, ClassSamples> samples = ClassSamples.all();
    for (ClassSource source : library.classes()) {
      ClassSamples own = Objects.requireNonNull(samples.get(source.name()));
      Part part =
          switch (source.name()) {
            case "slack" -> Part.CHAT;
            case "git", "pem" -> Part.CHANGES;
            default -> source.system().equals("pagerduty") ? Part.ALERTS : Part.CHANGES;
          };
      rows.computeIfAbsent(part, any -> new ArrayList<>())
          .add(
              row(
                  source.title(),
                  source.url(),
                  source.export(),
                  String.join(", ", own.reads()),
                  own.time()));
    }
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (part, list) -> {
          text.append("\n### ").append(part.title).append("\n\n");
          text.append("| System | How to export it | What is read | Where the time stands |\n");
          text.append("|---|---|---|---|\n");
          list.stream().sorted(String.CASE_INSENSITIVE_ORDER).forEach(text::append);
        });
    text.append("\n### Log formats\n\n| Format | Time without a zone |\n|---|---|\n");
    new TreeSet<>(FormatLibrary.builtIn().formats().stream().map(SystemsPageTest::format).toList())
        .forEach(text::append);
    return text.append('\n').toString();
  }

  private static String format(LogFormat format) {
    String zone =
        switch (format.zone()) {
          case UTC -> "is UTC";
          case IN_LINE -> "the lines carry one";
          case REQUIRED ->
              format.standsAlone() ? "follows the rules of the run" : "the lines carry no time";
        };
    return "| [" + cell(format.title()) + "](" + format.url() + ") | " + zone + " |\n";
  }

  private static String row(String title, String url, String export, String read, String time) {
    return "| ["
        + cell(title)
        + "]("
        + url
        + ") | "
        + cell(export)
        + " | "
        + read
        + " | "
        + time
        + " |\n";
  }

  private static String cell(String text) {
    return text.replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("[", "\\[")
        .replace("]", "\\]");
  }

  private static Part part(SourceDeclaration source) {
    if (source.log() != null) {
      return Part.LOGS;
    }
    if (source.spans() != null) {
      return Part.TRACES;
    }
    if (source.events().isEmpty()) {
      return Part.METRICS;
    }
    return Part.of(source.events().get(0).type().kind());
  }

  private static String read(SourceDeclaration source) {
    Set<String> read = new LinkedHashSet<>();
    if (source.log() != null) {
      read.add("log records");
    }
    source.events().forEach(rule -> read.add(rule.type().label()));
    if (!source.series().isEmpty()) {
      read.add("numbers over time");
    }
    if (source.spans() != null) {
      read.add("spans");
    }
    return String.join(", ", read);
  }

  private static String time(SourceDeclaration source) {
    Set<String> times = new LinkedHashSet<>();
    if (source.log() != null) {
      add(source.log().time(), times);
    }
    source.events().forEach(rule -> add(rule.time(), times));
    source.series().forEach(rule -> add(rule.time(), times));
    if (source.spans() != null) {
      add(source.spans().start(), times);
    }
    return times.stream().limit(4).map(text -> "`" + text + "`").collect(Collectors.joining(", "))
        + (times.size() > 4 ? ", …" : "");
  }

  private static void add(TimeRule rule, Set<String> to) {
    for (Reference reference : rule.from()) {
      String pointer = String.join("/", reference.pointer().segments());
      to.add(
          (pointer.isEmpty() ? "the value" : pointer.replace("|", "\\|"))
              + (rule.utc() ? " (UTC)" : ""));
    }
  }

  @Test
  void every_declaration_has_its_page_and_its_way_to_export() {
    assertThat(BuiltInFiles.list("sources")).hasSameSizeAs(SourceLibrary.builtIn().declared());
    for (SourceLibrary.Listed listed : SourceLibrary.builtIn().list()) {
      assertThat(listed.url()).as(listed.name()).startsWith("https://");
      assertThat(listed.export()).as(listed.name()).isNotBlank();
    }
  }
}
