package postmortem.workflow.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.document.lint.Finding;
import postmortem.document.lint.LintContext;
import postmortem.document.lint.LintInput;
import postmortem.document.lint.Linter;
import postmortem.document.read.DocumentReader;
import postmortem.document.read.DocumentText;
import postmortem.document.render.FindingText;
import postmortem.store.FindingJson;
import postmortem.store.Repository;
import postmortem.store.SarifJson;
import postmortem.store.TimelineJson;
import postmortem.timeline.PlacedEvent;
import postmortem.workflow.Session;

/** Checks documents and prints what the rules found. */
public final class LintDocuments {

  /** The forms of findings, named as on the command line. */
  public enum Form {
    text,
    json,
    sarif,
    github
  }

  private static final String DOCUMENT = "postmortem.md";

  private LintDocuments() {}

  /** Checks the given documents or folders; without any, all post-mortems of the repository. */
  public static ExitCode run(Session session, List<Path> arguments, Form form) throws IOException {
    List<Path> documents = documents(session, arguments);
    List<Finding> findings = findings(session, documents);
    switch (form) {
      case json -> session.out().append(FindingJson.write(findings));
      case text -> session.out().append(text(findings, documents.size()));
      case sarif ->
          session.out().append(SarifJson.write(Linter.rules(), findings, prefix(session)));
      case github -> {
        session.out().append(FindingText.annotations(findings, prefix(session)));
        summarize(session, findings);
      }
    }
    boolean errors = findings.stream().anyMatch(f -> f.severity() == Finding.Severity.ERROR);
    return errors || session.diagnostics().hasErrors() ? ExitCode.FINDINGS : ExitCode.DONE;
  }

  /** From the checkout of an automation to the session's folder, ending in a slash, or nothing. */
  private static String prefix(Session session) {
    String workspace = session.variables().getOrDefault("GITHUB_WORKSPACE", "").strip();
    if (workspace.isEmpty()) {
      return "";
    }
    Path top = Path.of(workspace).toAbsolutePath().normalize();
    Path folder = session.folder().toAbsolutePath().normalize();
    return folder.startsWith(top) && !folder.equals(top)
        ? top.relativize(folder).toString().replace('\\', '/') + "/"
        : "";
  }

  /** Adds a table to the page of the run, where the automation names a file for it. */
  private static void summarize(Session session, List<Finding> findings) throws IOException {
    String file = session.variables().getOrDefault("GITHUB_STEP_SUMMARY", "").strip();
    if (!file.isEmpty()) {
      Files.writeString(
          session.folder().resolve(file),
          FindingText.summary(findings),
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  /** What the rules find in documents, which are named from the session's folder. */
  static List<Finding> findings(Session session, List<Path> documents) throws IOException {
    List<LintInput> inputs = new ArrayList<>();
    for (Path document : documents) {
      Path whole = session.folder().resolve(document);
      String shown = document.toString().replace('\\', '/');
      DocumentText text = DocumentReader.read(shown, TextFile.read(whole, shown));
      text.diagnostics().forEach(session.diagnostics()::add);
      UnreadActions.tellTables(text, session.diagnostics());
      inputs.add(new LintInput(text, new LintContext(timeline(session, whole))));
    }
    return Linter.lint(inputs);
  }

  private static List<Path> documents(Session session, List<Path> arguments) throws IOException {
    List<Path> documents = new ArrayList<>();
    if (arguments.isEmpty()) {
      Repository repository = new Repository(session.folder());
      PostMortem.tellMisnamed(session, repository);
      for (Repository.Folder folder : repository.folders()) {
        if (Files.isRegularFile(folder.document())) {
          documents.add(session.folder().relativize(folder.document()));
        }
      }
      if (documents.isEmpty()) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W008", "there are no post-mortems below postmortems/")
                .helping("name the documents to check, or draft one first"));
      }
      return documents;
    }
    Set<Path> known = new HashSet<>();
    for (Path argument : arguments) {
      for (Path document : documents(session, argument)) {
        if (known.add(session.folder().resolve(document).toAbsolutePath().normalize())) {
          documents.add(document);
        }
      }
    }
    return documents;
  }

  /** A document, that of the folder of a post-mortem, or all of a folder of such folders. */
  private static List<Path> documents(Session session, Path argument) throws IOException {
    Path whole = session.folder().resolve(argument);
    if (Files.isRegularFile(whole)) {
      return List.of(argument);
    }
    if (Files.isRegularFile(whole.resolve(DOCUMENT))) {
      return List.of(argument.resolve(DOCUMENT).normalize());
    }
    if (!Files.isDirectory(whole)) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W001", "there is no such file")
              .at(Location.of(argument.toString().replace('\\', '/')))
              .helping("lint takes Markdown files and folders of post-mortems"));
    }
    List<Path> documents = new ArrayList<>();
    for (Path home : List.of(argument, argument.resolve("postmortems"))) {
      Path folder = session.folder().resolve(home);
      if (Files.isDirectory(folder)) {
        try (Stream<Path> inside = Files.list(folder)) {
          inside
              .map(each -> home.resolve(each.getFileName()).resolve(DOCUMENT).normalize())
              .filter(each -> Files.isRegularFile(session.folder().resolve(each)))
              .sorted()
              .forEach(documents::add);
        }
      }
    }
    if (documents.isEmpty()) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-W008", "there is no post-mortem in this folder")
              .at(Location.of(argument.toString().replace('\\', '/')))
              .helping("lint takes Markdown files and folders of post-mortems"));
    }
    return documents;
  }

  /** The timeline beside a document, if there is one that can be read. */
  private static List<PlacedEvent> timeline(Session session, Path document) throws IOException {
    Path folder = document.toAbsolutePath().getParent();
    if (folder == null) {
      return List.of();
    }
    Repository repository = new Repository(session.folder());
    Path file = folder.resolve("timeline.jsonl");
    try {
      Optional<String> text = repository.read(file);
      return text.isEmpty() ? List.of() : TimelineJson.read(repository.shown(file), text.get());
    } catch (DiagnosticException e) {
      // The other documents, and what needs no timeline, are checked all the same.
      e.diagnostics().forEach(session.diagnostics()::add);
      return List.of();
    }
  }

  /** For people: the help of a rule stands once, the sum at the end. */
  private static String text(List<Finding> findings, int documents) {
    StringBuilder out = new StringBuilder();
    Set<String> helped = new HashSet<>();
    for (Finding finding : findings) {
      out.append(finding.file())
          .append(':')
          .append(finding.line())
          .append(':')
          .append(finding.column())
          .append(": ")
          .append(finding.severity().label())
          .append('[')
          .append(finding.rule())
          .append("]: ")
          .append(finding.message())
          .append('\n');
      if (helped.add(finding.rule())) {
        out.append("  help: ").append(finding.help()).append('\n');
      }
    }
    out.append(documents).append(documents == 1 ? " document: " : " documents: ");
    out.append(counted(findings, Finding.Severity.ERROR, "error")).append(", ");
    out.append(counted(findings, Finding.Severity.WARNING, "warning")).append(", ");
    out.append(counted(findings, Finding.Severity.INFO, "note")).append('\n');
    return out.toString();
  }

  private static String counted(List<Finding> findings, Finding.Severity severity, String word) {
    long count = count(findings, severity);
    return count + " " + word + (count == 1 ? "" : "s");
  }

  private static long count(List<Finding> findings, Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }
}
