package postmortem.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.redact.Redactor;

/** A folder to put evidence into, and what was found in it. */
final class Finding {

  final Path folder;
  Limits limits = Limits.DEFAULT;
  byte[] stdin = {};
  private final Diagnostics diagnostics = new Diagnostics();
  private List<Evidence> found = List.of();

  Finding(Path folder) {
    this.folder = folder;
  }

  Finding put(String name, byte[] content) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    return this;
  }

  Finding put(String name, String content) throws IOException {
    return put(name, content.getBytes(UTF_8));
  }

  /** Looks for evidence behind the arguments, relative to the folder. */
  Finding find(String... arguments) {
    List<Path> paths = new ArrayList<>();
    for (String argument : arguments) {
      paths.add(Path.of(argument));
    }
    found =
        new EvidenceFinder(new ByteArrayInputStream(stdin))
            .find(paths, folder, limits, Redactor.builtIn(null), diagnostics);
    return this;
  }

  List<String> names() {
    return found.stream().map(Evidence::name).toList();
  }

  Evidence evidence(String name) {
    return found.stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
  }

  EvidenceFile file(String name) {
    return (EvidenceFile) evidence(name);
  }

  /** What a reader gets out of it, and after a failure the failure's diagnostic. */
  byte[] bytes(String name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] chunk = new byte[4096];
    try (InputStream in = file(name).open()) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        out.write(chunk, 0, count);
      }
    } catch (EvidenceException e) {
      diagnostics.add(e.diagnostic());
    }
    return out.toByteArray();
  }

  String text(String name) throws IOException {
    return new String(bytes(name), UTF_8);
  }

  /** All that was said, as the user sees it. */
  String said() {
    return diagnostics.sorted().stream().map(Diagnostic::toString).collect(Collectors.joining());
  }

  static byte[] gzip(String text) throws IOException {
    return gzip(text.getBytes(UTF_8));
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.write(part);
    }
    return out.toByteArray();
  }
}
