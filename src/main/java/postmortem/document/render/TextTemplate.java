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

/** A FreeMarker template over plain records, with its mistakes told in its own lines. */
final class TextTemplate {

  private final String file;
  private final Template template;
  private final List<String> lines;

  /**
   * A template that can be used.
   *
   * @param file as the user knows it, for messages
   * @throws DiagnosticException when it cannot
   */
  TextTemplate(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
    try {
      this.template =
          new Template(file.substring(file.lastIndexOf('/') + 1), text, configuration());
    } catch (freemarker.core.ParseException e) {
      throw unusable(e.getLineNumber(), e.getColumnNumber(), e.getEditorMessage());
    } catch (IOException e) {
      throw new IllegalStateException("reading a string failed", e);
    }
  }

  /** Its name, for messages. */
  String file() {
    return file;
  }

  /**
   * The text; lines end in a line feed, the last one too.
   *
   * @param view a record of this package
   */
  String process(Object view) {
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
    return out.toString().replace("\r\n", "\n").strip() + "\n";
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

  /** A file that is packaged. */
  static String resource(String name) {
    try (InputStream in = TextTemplate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read from the jar: " + name, e);
    }
  }

  /**
   * A file of the user.
   *
   * @param folder as the user knows it
   * @param help what has to be there
   */
  static String text(Path file, String folder, String help) {
    String shown = folder + "/" + file.getFileName();
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (MalformedInputException e) {
      throw unreadable(shown, "is not UTF-8", help);
    } catch (NoSuchFileException e) {
      throw unreadable(shown, "is missing", help);
    } catch (IOException e) {
      throw unreadable(shown, "cannot be read", help);
    }
  }

  private static DiagnosticException unreadable(String file, String why, String help) {
    return DiagnosticException.usage(
        Diagnostic.error("PM-T003", "a file of the report template " + why)
            .at(Location.of(file))
            .helping(help));
  }
}
