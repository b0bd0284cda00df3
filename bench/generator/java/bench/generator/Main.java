package bench.generator;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * {@code Main <family> <size> <file or -> [<seed> [<truth file>]]}: a log, and where asked for the
 * truth: the statements as {@code # id level template}, then the id of each record, one on a line.
 */
public final class Main {

  private Main() {}

  /** Starts it. */
  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println(
          "usage: <family> <size, as 100m or 1g> <file or -> [<seed> [<truth file>]]");
      System.exit(2);
    }
    Family family =
        Family.all().stream().filter(f -> f.name().equals(args[0])).findFirst().orElseThrow();
    long seed = args.length > 3 ? Long.parseLong(args[3]) : 1;
    try (OutputStream to =
        args[2].equals("-")
            ? new FileOutputStream(FileDescriptor.out)
            : new FileOutputStream(args[2])) {
      if (args.length > 4) {
        try (BufferedWriter truth = Files.newBufferedWriter(Path.of(args[4]))) {
          write(family, seed, bytes(args[1]), to, truth);
        }
      } else {
        Generator.write(family, seed, bytes(args[1]), to, id -> {});
      }
    }
  }

  private static void write(
      Family family, long seed, long size, OutputStream to, BufferedWriter truth)
      throws IOException {
    for (Statement s : family.statements()) {
      truth.write("# " + s.id() + " " + s.level() + " " + s.template() + "\n");
    }
    StringBuilder ids = new StringBuilder();
    IntConsumer note = id -> ids.append(id).append('\n');
    Generator.write(
        family,
        seed,
        size,
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            to.write(b);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            to.write(bytes, from, length);
            truth.append(ids);
            ids.setLength(0);
          }
        },
        note);
  }

  /** Of a size such as {@code 100m}. */
  public static long bytes(String size) {
    String text = size.toLowerCase(Locale.ROOT);
    int shift = "kmg".indexOf(text.charAt(text.length() - 1));
    return shift < 0
        ? Long.parseLong(text)
        : Long.parseLong(text.substring(0, text.length() - 1)) << (10 * (shift + 1));
  }
}
