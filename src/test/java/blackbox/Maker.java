package blackbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Makes what cannot lie in a folder of test data: empty folders, links, pipes, exact bytes,
 * archives. A recipe has one step per line, a verb and its words:
 *
 * <pre>
 * good alerts.json           evidence that is right, to stand beside the bad one
 * folder evidence/empty      an empty folder
 * link evidence/up ..        a symbolic link
 * pipe evidence/pipe         a named pipe
 * hex a.bin 7f454c46         bytes
 * base64 a.gz H4sI...        bytes
 * repeat a.json 300 [        appends a text many times; \n and \s are a line end and a space
 * gzip a.log.gz a.log        packs a file and takes it away; never compresses, so that the
 * zip a.zip x.log=a.log      number of bytes is the same with any library
 * tar a.tar ../x.log=a.log
 * keep a.gz 40               keeps the first bytes
 * flip a.gz 40               inverts one byte
 * </pre>
 */
final class Maker {

  private static final String GOOD =
      """
      [{"annotations":{"summary":"checkout fails for one in ten"},\
      "endsAt":"2026-01-12T09:40:00.000Z","fingerprint":"21bf4562adbd7ad5",\
      "startsAt":"2026-01-12T09:14:00.000Z","updatedAt":"2026-01-12T09:30:00.000Z",\
      "status":{"inhibitedBy":[],"silencedBy":[],"state":"active"},\
      "receivers":[{"name":"pager"}],\
      "generatorURL":"http://prometheus.example:9090/graph",\
      "labels":{"alertname":"CheckoutFails","service":"checkout","severity":"critical"}}]
      """;

  private final Path folder;

  Maker(Path folder) {
    this.folder = folder;
  }

  /** Follows a recipe. */
  void make(String recipe) throws IOException {
    for (String line : recipe.lines().filter(l -> !l.isBlank()).toList()) {
      List<String> words = List.of(line.split(" "));
      step(words.get(0), folder.resolve(words.get(1)), words.subList(2, words.size()));
    }
  }

  private void step(String verb, Path target, List<String> words) throws IOException {
    Files.createDirectories(target.getParent());
    switch (verb) {
      case "good" -> Files.writeString(target, GOOD);
      case "folder" -> Files.createDirectories(target);
      case "link" -> Files.createSymbolicLink(target, Path.of(words.get(0)));
      case "pipe" -> pipe(target);
      case "hex" -> Files.write(target, HexFormat.of().parseHex(words.get(0)));
      case "base64" -> Files.write(target, Base64.getDecoder().decode(words.get(0)));
      case "repeat" -> repeat(target, Integer.parseInt(words.get(0)), words.get(1));
      case "gzip" -> Files.write(target, gzip(take(words.get(0))));
      case "zip" -> Files.write(target, zip(words));
      case "tar" -> Files.write(target, tar(words));
      case "keep" -> {
        byte[] bytes = Files.readAllBytes(target);
        int length = Integer.parseInt(words.get(0));
        if (length >= bytes.length) {
          throw new IllegalArgumentException(target + " has only " + bytes.length + " bytes");
        }
        Files.write(target, Arrays.copyOf(bytes, length));
      }
      case "flip" -> {
        byte[] bytes = Files.readAllBytes(target);
        bytes[Integer.parseInt(words.get(0))] ^= (byte) 0xff;
        Files.write(target, bytes);
      }
      default -> throw new IllegalArgumentException("no such step: " + verb);
    }
  }

  private static void pipe(Path target) throws IOException {
    Process process = new ProcessBuilder("mkfifo", target.toString()).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("mkfifo failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void repeat(Path target, int times, String text) throws IOException {
    String plain = text.replace("\\n", "\n").replace("\\s", " ");
    Files.writeString(
        target, plain.repeat(times), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private byte[] take(String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out =
        new GZIPOutputStream(packed) {
          {
            def.setLevel(Deflater.NO_COMPRESSION);
          }
        }) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private byte[] zip(List<String> members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed, StandardCharsets.UTF_8)) {
      for (String member : members) {
        String[] names = member.split("=", 2);
        byte[] bytes = take(names[1]);
        ZipEntry entry = new ZipEntry(names[0]);
        entry.setTime(0);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        entry.setCrc(crc.getValue());
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
      }
    }
    return packed.toByteArray();
  }

  private byte[] tar(List<String> members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(packed, "UTF-8")) {
      for (String member : members) {
        String[] names = member.split("=", 2);
        byte[] bytes = take(names[1]);
        TarArchiveEntry entry = new TarArchiveEntry(names[0], true);
        entry.setSize(bytes.length);
        entry.setModTime(0);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }
}
