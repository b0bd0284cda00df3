package postmortem.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import postmortem.declaration.BuiltInFiles.BuiltInFile;
import postmortem.declaration.Declaration;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.log.format.FormatLibrary;
import postmortem.source.SourceLibrary;

/**
 * The log formats and sources of a run: the built-in ones, and those that the user brings.
 *
 * @param formats of logs
 * @param sources of exports
 */
record Libraries(FormatLibrary formats, SourceLibrary sources) {

  /** Built-in declarations and the user's files; a bad file of the user's is a usage error. */
  static Libraries load(Session session, List<Path> own) throws IOException {
    List<BuiltInFile> formats = new ArrayList<>();
    List<BuiltInFile> sources = new ArrayList<>();
    for (BuiltInFile file : files(session, own)) {
      (isSource(file) ? sources : formats).add(file);
    }
    SourceLibrary library = SourceLibrary.builtIn();
    for (BuiltInFile source : sources) {
      library = library.with(source.name(), source.text());
    }
    return new Libraries(FormatLibrary.builtIn().with(formats), library);
  }

  /** Whether a file declares a source: only those say what they recognise. */
  static boolean isSource(BuiltInFile file) {
    return Declaration.fields(file.name(), file.text()).names().contains("recognise");
  }

  /** The declarations in files and folders, by name. */
  static List<BuiltInFile> files(Session session, List<Path> paths) throws IOException {
    List<BuiltInFile> files = new ArrayList<>();
    for (Path path : paths) {
      Path whole = session.folder().resolve(path);
      if (Files.isDirectory(whole)) {
        try (Stream<Path> inside = Files.list(whole)) {
          for (Path file : inside.sorted().toList()) {
            if (file.toString().endsWith(".yaml") || file.toString().endsWith(".yml")) {
              files.add(
                  new BuiltInFile(
                      path.resolve(String.valueOf(file.getFileName())).toString(),
                      Files.readString(file)));
            }
          }
        }
      } else if (Files.isRegularFile(whole)) {
        files.add(new BuiltInFile(path.toString(), Files.readString(whole)));
      } else {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W001", "there is no file " + path)
                .helping("--formats names YAML files or folders with them"));
      }
    }
    return files;
  }
}
