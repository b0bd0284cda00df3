package postmortem.declaration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The declarations that come with the program, found by looking into their folder: one more file
 * there is one more format, source, rule or template; no list names them.
 */
public final class BuiltInFiles {

  private static List<String> resourcesInJar = List.of();

  private BuiltInFiles() {}

  /**
   * The files in a folder of the program's resources and below it, by name.
   *
   * @param folder such as {@code formats}, without slashes at its ends
   */
  public static List<BuiltInFile> list(String folder) {
    try {
      Path home = home();
      List<BuiltInFile> files =
          Files.isDirectory(home) ? fromFolder(home.resolve(folder)) : fromJar(home, folder + "/");
      files.sort(Comparator.comparing(BuiltInFile::name));
      return List.copyOf(files);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
  }

  /** The jar or the folder of classes that this class was loaded from. */
  private static Path home() {
    CodeSource source = BuiltInFiles.class.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    if (location == null) {
      throw new IllegalStateException("the program does not know where it was loaded from");
    }
    try {
      return Path.of(location.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<BuiltInFile> fromFolder(Path folder) throws IOException {
    List<BuiltInFile> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        files.add(BuiltInFile.of(name, Files.readString(path)));
      }
    }
    return files;
  }

  private static List<BuiltInFile> fromJar(Path jar, String prefix) throws IOException {
    List<BuiltInFile> files = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Map<String, Node> compiled = Map.of();
      String all = CompiledDeclarations.entry(prefix);
      if (namesIn(file).contains(all)) {
        compiled = CompiledDeclarations.read(bytes(file, all));
      }
      for (String path : namesIn(file)) {
        if (path.startsWith(prefix)) {
          String name = path.substring(prefix.length());
          Node declared = compiled.get(name);
          files.add(
              declared == null
                  ? BuiltInFile.of(name, text(file, path))
                  : BuiltInFile.compiled(name, () -> text(jar, path), declared));
        }
      }
    }
    return files;
  }

  private static String text(Path jar, String path) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return text(file, path);
    } catch (IOException e) {
      throw new UncheckedIOException("the program's own files cannot be read", e);
    }
  }

  private static String text(JarFile jar, String path) throws IOException {
    return new String(bytes(jar, path), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JarFile jar, String path) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(path))) {
      return in.readAllBytes();
    }
  }

  /**
   * What lies in the jar besides classes. Gone through once: it holds the libraries as well, which
   * makes thousands of entries for every folder that is asked for.
   */
  private static synchronized List<String> namesIn(JarFile jar) {
    if (resourcesInJar.isEmpty()) {
      resourcesInJar =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> !name.endsWith(".class") && !name.endsWith("/"))
              .toList();
    }
    return resourcesInJar;
  }
}
