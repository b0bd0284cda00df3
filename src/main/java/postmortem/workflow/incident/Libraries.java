package postmortem.workflow.incident;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.Declaration;
import postmortem.declaration.TextFile;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Location;
import postmortem.log.format.FormatLibrary;
import postmortem.source.SourceLibrary;
import postmortem.workflow.Session;

/**
 * The log formats and sources of a run: the built-in ones, and those that the user brings.
 *
 * @param formats of logs
 * @param sources of exports
 */
public record Libraries(FormatLibrary formats, SourceLibrary sources) {

  /** Built-in declarations and the user's files; a bad file of the user's is a usage error. */
  public static Libraries load(Session session, List<Path> own) throws IOException {
    List<BuiltInFile> formats = new ArrayList<>();
    List<Diagnostic> mistakes = new ArrayList<>();
    SourceLibrary sources = SourceLibrary.builtIn();
    for (BuiltInFile file : files(session, own)) {
      try {
        if (isSource(file)) {
          sources = sources.with(file.name(), file.text());
        } else {
          formats.add(file);
        }
      } catch (DiagnosticException e) {
        mistakes.addAll(e.diagnostics());
      }
    }
    FormatLibrary logs = FormatLibrary.builtIn();
    try {
      logs = logs.with(formats);
    } catch (DiagnosticException e) {
      mistakes.addAll(e.diagnostics());
    }
    if (!mistakes.isEmpty()) {
      throw new DiagnosticException(ExitCode.USAGE, mistakes);
    }
    return new Libraries(logs, sources);
  }

  /** Whether a file declares a source: only those say what they recognise, or have lines. */
  public static boolean isSource(BuiltInFile file) {
    Set<String> names = Declaration.fields(file.name(), file.text()).names();
    return names.contains("recognise") || names.contains("lines");
  }

  /** The declarations in files and folders, by name. */
  public static List<BuiltInFile> files(Session session, List<Path> paths) throws IOException {
    List<BuiltInFile> files = new ArrayList<>();
    for (Path path : paths) {
      Path whole = session.folder().resolve(path);
      if (Files.isDirectory(whole)) {
        try (Stream<Path> inside = Files.list(whole)) {
          for (Path file : inside.sorted().toList()) {
            if (file.toString().endsWith(".yaml") || file.toString().endsWith(".yml")) {
              files.add(
                  BuiltInFile.of(
                      named(path.resolve(String.valueOf(file.getFileName()))),
                      TextFile.read(
                          file, named(path.resolve(String.valueOf(file.getFileName()))))));
            }
          }
        }
      } else if (Files.isRegularFile(whole)) {
        files.add(BuiltInFile.of(named(path), TextFile.read(whole, named(path))));
      } else {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W001", "there is no such file")
                .at(Location.of(named(path)))
                .helping("name YAML files with formats and sources, or folders of them"));
      }
    }
    return files;
  }

  private static String named(Path path) {
    return path.toString().replace('\\', '/');
  }
}
