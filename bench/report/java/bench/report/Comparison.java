package bench.report;

import bench.generator.Family;
import bench.report.Shell.Cost;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs us and the others on one family, each once a round, and takes medians. */
final class Comparison {

  private static final String ONE = "1 thread";
  private static final String TWO = "2 threads";
  private static final double MB = 1e6;

  private final Shell shell;
  private final Path root;
  private final Path work;
  private final int rounds;

  Comparison(Shell shell, Path root, Path work, int rounds) {
    this.shell = shell;
    this.root = root;
    this.work = work;
    this.rounds = rounds;
  }

  /** Our command line; the variable {@code POSTMORTEM} names another build. */
  static List<String> us(Path root, String... arguments) {
    String instead = System.getenv("POSTMORTEM");
    List<String> command =
        new ArrayList<>(
            List.of(instead != null ? instead : root.resolve("bin/postmortem").toString()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A row of the table. */
  List<String> row(Family family, Path file) throws IOException, InterruptedException {
    String path = file.toString();
    Path small = head(family, file);
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put(TWO, us(root, "signatures", "--json", "--threads", "2", path));
    commands.put("rg", Rival.rg(family, path));
    commands.put("mawk", Rival.mawk(family, path));
    commands.put(ONE, us(root, "signatures", "--json", "--threads", "1", path));
    commands.put("lnav", Rival.lnav(root.resolve("bench/lnav").toString(), small.toString()));
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(commands.keySet());
    shell.cost(commands.get("rg"));
    for (int round = 0; round < rounds; round++) {
      for (String name : order) {
        costs.computeIfAbsent(name, n -> new ArrayList<>()).add(shell.cost(commands.get(name)));
      }
      Collections.rotate(order, 1);
    }
    Map<String, Double> rate = new LinkedHashMap<>();
    costs.forEach(
        (name, all) -> {
          try {
            rate.put(name, Files.size(name.equals("lnav") ? small : file) / MB / median(all));
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    long kib =
        costs.entrySet().stream()
            .filter(e -> e.getKey().equals(ONE) || e.getKey().equals(TWO))
            .flatMap(e -> e.getValue().stream())
            .mapToLong(Cost::kib)
            .max()
            .orElseThrow();
    double us = rate.get(TWO);
    return List.of(
        family.name(),
        whole(us),
        whole(rate.get(ONE)),
        ratio(us / rate.get(ONE)),
        whole(rate.get("rg")),
        "1/" + ratio(rate.get("rg") / us),
        whole(rate.get("mawk")),
        ratio(us / rate.get("mawk")),
        whole(rate.get("lnav")),
        ratio(us / rate.get("lnav")),
        ratio(processor(costs.get(TWO))),
        ratio(processor(costs.get("mawk"))),
        whole(kib / 1024.0));
  }

  static List<String> columns() {
    return List.of(
        "family",
        "MB/s",
        "1 thread",
        "1 → 2",
        "`rg -c`",
        "us / rg",
        "mawk",
        "us / mawk",
        "lnav",
        "us / lnav",
        "CPU s",
        "mawk CPU s",
        "MiB");
  }

  /** The first part, as lnav can read it: it does not know the priority in files. */
  private Path head(Family family, Path file) throws IOException {
    Path small = work.resolve(family.name() + "-lnav.log");
    long left = 48L << 20;
    try (BufferedReader in = Files.newBufferedReader(file);
        BufferedWriter out = Files.newBufferedWriter(small)) {
      for (String line = in.readLine(); line != null && left > 0; line = in.readLine()) {
        left -= line.length() + 1;
        out.write(family.name().equals("syslog") ? line.substring(line.indexOf('>') + 1) : line);
        out.write('\n');
      }
    }
    return small;
  }

  static double median(List<Cost> costs) {
    return medianOf(costs.stream().map(Cost::seconds).toList());
  }

  private static double processor(List<Cost> costs) {
    return medianOf(costs.stream().map(Cost::processor).toList());
  }

  static double medianOf(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  static String whole(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
  }
}
