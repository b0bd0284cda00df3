package postmortem.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises a bare Git repository, and makes it one piece of evidence. */
final class Repository {

  private static final Pattern HEAD =
      Pattern.compile("(?:ref: refs/\\S{1,512}|[0-9a-f]{40}|[0-9a-f]{64})\\s{0,2}");
  private static final int LONGEST_HEAD = 1024;

  private Repository() {}

  /**
   * Whether the folder is one. A repository that was itself committed somewhere has lost its empty
   * {@code refs/}; its {@code packed-refs} stands for it.
   */
  static boolean is(Path folder) {
    Path head = folder.resolve("HEAD");
    if (!Files.isRegularFile(head)
        || !Files.isDirectory(folder.resolve("objects"))
        || !(Files.isDirectory(folder.resolve("refs"))
            || Files.isRegularFile(folder.resolve("packed-refs")))) {
      return false;
    }
    try (InputStream in = Files.newInputStream(head)) {
      String text = new String(in.readNBytes(LONGEST_HEAD), StandardCharsets.ISO_8859_1);
      return HEAD.matcher(text).matches();
    } catch (IOException e) {
      return false;
    }
  }

  static EvidenceRepository read(String name, Path folder) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        files.put(Prefixes.slashed(folder.relativize(path)), path);
      }
    }
    MessageDigest digest = Sha256.digest();
    long bytes = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      try (InputStream in = Files.newInputStream(file.getValue())) {
        digest.update(Sha256.of(in).getBytes(StandardCharsets.UTF_8));
      }
      digest.update((byte) '\n');
      bytes += Files.size(file.getValue());
    }
    return new EvidenceRepository(name, folder, HexFormat.of().formatHex(digest.digest()), bytes);
  }
}
