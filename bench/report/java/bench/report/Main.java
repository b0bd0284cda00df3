package bench.report;

import bench.generator.Export;
import bench.generator.Family;
import bench.generator.Generator;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The command line of {@code bench/run}: prints Markdown on standard output. */
public final class Main {

  private static final String USAGE =
      """
      usage: bench/run [option...] [family...]

        --size N      of the logs, as 100m or 1g (default 1g)
        --rounds N    how often each program runs (default 5)
        --data DIR    where the logs lie and are generated (default target/bench/data)
        --memory N    instead: a log of this size through a pipe on standard input, as 10g
        --accuracy N  instead: grouping against the truth of the generator, on logs of this size
        --profile     instead: where the time goes, as counted samples
        --counts      instead: only whether the counts agree

      families: access distinct json log4j syslog, and the exports activity audit cloudwatch
      elasticsearch kibana kubernetes loki (default: all)
      """;

  private final Path root;
  private final Path work;
  private Path data;
  private long size = 1L << 30;
  private int rounds = 5;
  private String mode = "speed";
  private long amount;
  private final Set<String> names = new LinkedHashSet<>();

  private Main(Path root) {
    this.root = root;
    this.work = root.resolve("target/bench/work");
    this.data = root.resolve("target/bench/data");
  }

  /** The first argument is the folder of the checkout. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Main main = new Main(Path.of(args[0]));
    if (!main.understood(List.of(args).subList(1, args.length))) {
      System.err.print(USAGE);
      System.exit(2);
    }
    main.run();
  }

  private boolean understood(List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      boolean last = i + 1 == args.size();
      switch (word) {
        case "--profile", "--counts" -> mode = word.substring(2);
        case "--size", "--rounds", "--data", "--memory", "--accuracy" -> {
          if (last) {
            return false;
          }
          String value = args.get(++i);
          switch (word) {
            case "--size" -> size = bytes(value);
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--data" -> data = Path.of(value);
            default -> {
              mode = word.substring(2);
              amount = bytes(value);
            }
          }
        }
        default -> {
          if (Family.all().stream().noneMatch(family -> family.name().equals(word))) {
            return false;
          }
          names.add(word);
        }
      }
    }
    return true;
  }

  private void run() throws IOException, InterruptedException {
    Shell shell = new Shell(work, Map.of("LC_ALL", "C.UTF-8"));
    // Builds the jar and its start-up archive where they are missing.
    shell.cost(Comparison.us(root, "--version"));
    List<Family> families =
        Family.all().stream().filter(f -> names.isEmpty() || names.contains(f.name())).toList();
    List<List<String>> rows = new ArrayList<>();
    switch (mode) {
      case "memory" -> {
        for (Family family : families) {
          say(family.name() + " of " + amount + " bytes on standard input");
          rows.add(memory(shell, family));
        }
        print(List.of("family", "MB", "s", "MB/s", "MiB"), rows);
      }
      case "accuracy" -> {
        Accuracy accuracy = new Accuracy(shell, root, work);
        for (Family family : families.stream().filter(f -> !(f instanceof Export)).toList()) {
          accuracy.report(family, amount).forEach(System.out::println);
        }
      }
      case "profile" -> {
        for (Family family : families) {
          System.out.println("\n" + family.name() + ":\n");
          Profile profile = profile(shell, family);
          print(List.of("share", "samples", "stage"), profile.stages());
          System.out.println();
          print(List.of("share", "samples", "method"), profile.methods());
        }
      }
      case "counts" -> agree(shell, families);
      default -> {
        System.out.printf(
            Locale.ROOT,
            "%s, %d cores, Java %s, %,d bytes each, medians of %d rounds in alternation:%n%n",
            LocalDate.now(ZoneOffset.UTC),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            size,
            rounds);
        logs(shell, families);
        exports(shell, families);
        agree(shell, families);
      }
    }
  }

  private void logs(Shell shell, List<Family> families) throws IOException, InterruptedException {
    Comparison comparison = new Comparison(shell, root, work, rounds);
    List<Family> logs = families.stream().filter(f -> !(f instanceof Export)).toList();
    if (logs.isEmpty()) {
      return;
    }
    print(Comparison.columns(), List.of());
    for (Family family : logs) {
      Path log = log(family);
      say(family.name() + ", " + rounds + " rounds");
      // As it comes: all of them take a while.
      System.out.println("| " + String.join(" | ", comparison.row(family, log)) + " |");
    }
    System.out.println();
  }

  private void exports(Shell shell, List<Family> families)
      throws IOException, InterruptedException {
    Exports exports = new Exports(shell, root, work, rounds);
    boolean any = false;
    for (Family family : families) {
      if (family instanceof Export export) {
        if (!any) {
          print(Exports.columns(), List.of());
          any = true;
        }
        Path file = log(family);
        say(family.name() + ", " + rounds + " rounds");
        System.out.println("| " + String.join(" | ", exports.row(export, file)) + " |");
      }
    }
    if (any) {
      System.out.println();
    }
  }

  private void agree(Shell shell, List<Family> families) throws IOException, InterruptedException {
    Agreement agreement = new Agreement(shell, root, work);
    Exports exports = new Exports(shell, root, work, rounds);
    for (Family family : families) {
      Path file = log(family);
      System.out.println(
          "- "
              + (family instanceof Export export
                  ? exports.check(export, file, Long.parseLong(Files.readString(written(family))))
                  : agreement.check(family, file)));
    }
  }

  /** Where it is noted how many records were generated. */
  private Path written(Family family) {
    return data.resolve(family.fileName() + ".records");
  }

  private List<String> memory(Shell shell, Family family) throws IOException, InterruptedException {
    Path pipe = work.resolve("pipe");
    Files.deleteIfExists(pipe);
    shell.text(List.of("mkfifo", pipe.toString()));
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream out = new FileOutputStream(pipe.toFile())) {
                Generator.write(family, 1, amount, out, id -> {});
              } catch (IOException e) {
                say("the reader left: " + e.getMessage());
              }
            },
            "generator");
    writer.setDaemon(true);
    writer.start();
    Shell.Cost cost =
        shell.cost(Comparison.us(root, "signatures", "--json", "-"), pipe, Path.of("/dev/null"));
    writer.join();
    return List.of(
        family.name(),
        Comparison.whole(amount / 1e6),
        Comparison.whole(cost.seconds()),
        Comparison.whole(amount / 1e6 / cost.seconds()),
        Comparison.whole(cost.kib() / 1024.0));
  }

  private Profile profile(Shell shell, Family family) throws IOException, InterruptedException {
    Path recording = work.resolve(family.name() + ".jfr");
    Files.deleteIfExists(recording);
    Path repository = Files.createTempDirectory(work, "chunks");
    Shell recorded =
        new Shell(
            work,
            Map.of(
                "LC_ALL",
                "C.UTF-8",
                "POSTMORTEM_JAVA_OPTS",
                "-XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints"
                    + " -XX:StartFlightRecording=settings=profile"
                    + " -XX:FlightRecorderOptions=repository="
                    + repository));
    recorded.cost(Comparison.us(root, "signatures", "--json", log(family).toString()));
    // The program halts, which leaves the recording in pieces: all of it but the last second.
    Path pieces;
    try (Stream<Path> folders = Files.list(repository)) {
      pieces = folders.findFirst().orElseThrow();
    }
    shell.text(List.of("jfr", "assemble", pieces.toString(), recording.toString()));
    return Profile.of(recording);
  }

  /** The log of a family, generated where it is missing or has another size. */
  private Path log(Family family) throws IOException {
    Path file = data.resolve(family.fileName());
    if (!Files.exists(file)
        || (family instanceof Export && !Files.exists(written(family)))
        || Files.size(file) < size
        || Files.size(file) > size + 10_000) {
      say("generating " + file);
      Files.createDirectories(data);
      Path part = data.resolve(family.name() + ".part");
      long[] records = {0};
      try (OutputStream out = new FileOutputStream(part.toFile())) {
        Generator.write(family, 1, size, out, id -> records[0]++);
      }
      Files.writeString(written(family), Long.toString(records[0]));
      Files.move(part, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }

  private static void print(List<String> columns, List<List<String>> rows) {
    System.out.println("| " + String.join(" | ", columns) + " |");
    System.out.println("|---".repeat(columns.size()) + "|");
    rows.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
  }

  private static void say(String what) {
    System.err.println("bench: " + what);
  }

  private static long bytes(String size) {
    return bench.generator.Main.bytes(size);
  }
}
