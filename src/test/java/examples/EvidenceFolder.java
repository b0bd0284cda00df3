package examples;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** One example in memory: its files by relative path, and what is true about it. */
final class EvidenceFolder {
  private final String name;
  private final SortedMap<String, Content> files = new TreeMap<>();
  private final List<Fact> facts = new ArrayList<>();

  /**
   * What a file holds. Compressed forms are compared by what they hold, since compressors differ
   * between machines.
   */
  sealed interface Content {
    byte[] bytes() throws IOException;

    /** Whether a file's bytes hold the same. */
    boolean sameAs(byte[] stored) throws IOException;
  }

  record Text(String text) implements Content {
    @Override
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean sameAs(byte[] stored) {
      return text.equals(new String(stored, StandardCharsets.UTF_8));
    }
  }

  record Gzip(String text) implements Content {
    @Override
    public byte[] bytes() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new Best(out)) {
        gzip.write(text.getBytes(StandardCharsets.UTF_8));
      }
      return out.toByteArray();
    }

    @Override
    public boolean sameAs(byte[] stored) throws IOException {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
        return text.equals(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }

    private static final class Best extends GZIPOutputStream {
      Best(ByteArrayOutputStream out) throws IOException {
        super(out);
        def.setLevel(9);
      }
    }
  }

  record Bundle(GitHistory history) implements Content {
    @Override
    public byte[] bytes() throws IOException {
      return history.bundle();
    }

    /**
     * Commits name their trees, parents, people, times and messages: equal branch and tag ids mean
     * equal histories.
     */
    @Override
    public boolean sameAs(byte[] stored) throws IOException {
      return history.refs().equals(GitHistory.refsOfBundle(stored));
    }
  }

  EvidenceFolder(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void put(String path, Content content) {
    if (files.put(path, content) != null) {
      throw new IllegalArgumentException("twice: " + path);
    }
  }

  void fact(Fact fact) {
    facts.add(fact);
  }

  /** All facts, oldest first. */
  List<Fact> facts() {
    return facts.stream().sorted(Comparator.comparing(Fact::at).thenComparing(Fact::id)).toList();
  }

  Map<String, Content> files() {
    return Map.copyOf(files);
  }

  /** Writes what differs; files that the example no longer has are deleted. */
  void write(Path folder) throws IOException {
    for (String stale : paths(folder)) {
      if (!files.containsKey(stale)) {
        Files.delete(folder.resolve(stale));
      }
    }
    for (Map.Entry<String, Content> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path) || !file.getValue().sameAs(Files.readAllBytes(path))) {
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue().bytes());
      }
    }
  }

  /**
   * Relative paths of all files below a folder, with forward slashes; empty if there is no such
   * folder.
   */
  static List<String> paths(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
