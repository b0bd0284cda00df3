package postmortem.document.render;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;

/** Makes {@code postmortem.md}: a FreeMarker template over plain records. Thread-safe. */
public final class ReportRenderer {

  private static final String BUILT_IN = "/templates/default/";
  private static final String TEMPLATE = "report.md.ftl";
  private static final String DECLARATION = "template.yaml";

  private final TemplateDeclaration declaration;
  private final String file;
  private final Template template;
  private final List<String> lines;

  private ReportRenderer(String folder, String declaration, String template) {
    this.declaration = TemplateDeclaration.parse(folder + DECLARATION, declaration);
    this.file = folder + TEMPLATE;
    this.lines = template.lines().toList();
    try {
      this.template = new Template(TEMPLATE, template, configuration());
    } catch (freemarker.core.ParseException e) {
      throw unusable(e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
  }

  /** The built-in template. */
  public static ReportRenderer builtIn() {
    return new ReportRenderer(
        BUILT_IN.substring(1), resource(BUILT_IN + DECLARATION), resource(BUILT_IN + TEMPLATE));
  }

  /**
   * The template in a folder which holds {@code report.md.ftl} and {@code template.yaml}.
   *
   * @throws DiagnosticException when it cannot be used
   */
  public static ReportRenderer of(Path folder) {
    return of(folder, folder.toString().replace('\\', '/'));
  }

  /**
   * The same.
   *
   * @param shown the folder as the user knows it, for messages
   */
  public static ReportRenderer of(Path folder, String shown) {
    return new ReportRenderer(
        shown + "/",
        text(folder.resolve(DECLARATION), shown),
        text(folder.resolve(TEMPLATE), shown));
  }

  /** What the template promises. */
  public TemplateDeclaration declaration() {
    return declaration;
  }

  /**
   * The document; the same input gives the same text. Lines end in a line feed.
   *
   * @throws DiagnosticException when the template fails, or leaves out a section that it declares
   */
  public String render(ReportInput input) {
    return render(new ReportAssembler(input).view());
  }

  String render(ReportView view) {
    StringWriter out = new StringWriter();
    try {
      template.process(view, out);
    } catch (TemplateException e) {
      Integer line = e.getLineNumber();
      Integer column = e.getColumnNumber();
      throw unusable(
          line == null ? 0 : line, column == null ? 0 : column, e.getMessageWithoutStackTop());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    String text = out.toString().replace("\r\n", "\n").strip() + "\n";
    requireSections(text);
    return text;
  }

  private void requireSections(String text) {
    List<String> lines = text.lines().toList();
    for (String section : declaration.sections()) {
      if (!lines.contains("## " + section)) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-T002", "the section \u201c" + section + "\u201d is missing")
                .at(Location.of(file))
                .helping("add the heading, or take it out of " + DECLARATION));
      }
    }
  }

  private DiagnosticException unusable(int line, int column, @Nullable String message) {
    List<String> said = message == null ? List.of() : message.lines().map(String::strip).toList();
    String what = said.isEmpty() ? "" : ": " + said.get(0);
    if (what.endsWith(":") && said.size() > 1) {
      what += " " + said.get(1).replaceFirst("^==> ", "").replaceFirst(" +\\[in template.*", "");
    }
    Diagnostic diagnostic =
        Diagnostic.error("PM-T001", "the template cannot be used" + what.replaceFirst("\\.$", ""))
            .at(new Location(file, Math.max(line, 0), Math.max(column, 0)))
            .helping("docs of the template language: https://freemarker.apache.org/docs/");
    if (line >= 1 && line <= lines.size() && column >= 1) {
      String text = lines.get(line - 1);
      diagnostic = diagnostic.showing(Snippet.of(text, Math.min(column - 1, text.length())));
    }
    return DiagnosticException.usage(diagnostic);
  }

  /** Everything that a template could reach beyond its values is closed. */
  private static Configuration configuration() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
    configuration.setObjectWrapper(new ViewWrapper());
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setAPIBuiltinEnabled(false);
    // Without a loader a template cannot include another file.
    configuration.setTemplateLoader(null);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setLocale(Locale.ROOT);
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setOutputFormat(MarkdownOutputFormat.INSTANCE);
    configuration.setRecognizeStandardFileExtensions(false);
    configuration.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
    return configuration;
  }

  private static String resource(String name) {
    try (InputStream in = ReportRenderer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read from the jar: " + name, e);
    }
  }

  private static String text(Path file, String folder) {
    String shown = folder + "/" + file.getFileName();
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw unreadable(shown, "is not UTF-8");
    } catch (NoSuchFileException e) {
      throw unreadable(shown, "is missing");
    } catch (IOException e) {
      throw unreadable(shown, "cannot be read");
    }
  }

  private static DiagnosticException unreadable(String file, String why) {
    return DiagnosticException.usage(
        Diagnostic.error("PM-T003", "a file of the report template " + why)
            .at(Location.of(file))
            .helping("a template is a folder with " + TEMPLATE + " and " + DECLARATION));
  }
}
