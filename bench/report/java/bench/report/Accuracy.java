package bench.report;

import bench.generator.Family;
import bench.generator.Generator;
import bench.generator.Statement;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Grouping accuracy as in Zhu et al., "Tools and Benchmarks for Automated Log Parsing" (ICSE 2019):
 * the share of records whose group holds exactly the records of its true template.
 */
final class Accuracy {

  private static final int SHOWN = 12;

  private final Shell shell;
  private final Path root;
  private final Path work;

  Accuracy(Shell shell, Path root, Path work) {
    this.shell = shell;
    this.root = root;
    this.work = work;
  }

  /** A report of one family: the figure, then what was split or joined. */
  List<String> report(Family family, long size) throws IOException, InterruptedException {
    Path file = work.resolve(family.name() + "-truth.log");
    List<Integer> truth = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(file)) {
      Generator.write(family, 3, size, out, truth::add);
    }
    Path assigned = work.resolve("assigned.jsonl");
    shell.cost(
        Comparison.us(root, "signatures", "--assign", file.toString()),
        Path.of("/dev/null"),
        assigned);
    List<String> groups = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(assigned)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int at = line.indexOf("\"signature\":\"") + 13;
        groups.add(line.substring(at, line.indexOf('"', at)));
      }
    }
    List<String> report = new ArrayList<>();
    if (groups.size() != truth.size()) {
      report.add(
          family.name()
              + ": "
              + groups.size()
              + " records were read, "
              + truth.size()
              + " written");
      return report;
    }
    Map<String, Map<Integer, Integer>> inGroup = new TreeMap<>();
    Map<Integer, Map<String, Integer>> ofTruth = new TreeMap<>();
    for (int i = 0; i < groups.size(); i++) {
      inGroup
          .computeIfAbsent(groups.get(i), k -> new HashMap<>())
          .merge(truth.get(i), 1, Integer::sum);
      ofTruth
          .computeIfAbsent(truth.get(i), k -> new HashMap<>())
          .merge(groups.get(i), 1, Integer::sum);
    }
    long right = 0;
    Map<Integer, Integer> wrong = new TreeMap<>();
    for (var statement : ofTruth.entrySet()) {
      int records = statement.getValue().values().stream().mapToInt(n -> n).sum();
      boolean whole =
          statement.getValue().size() == 1
              && inGroup.get(statement.getValue().keySet().iterator().next()).size() == 1;
      if (whole) {
        right += records;
      } else {
        wrong.put(statement.getKey(), records);
      }
    }
    report.add(
        String.format(
            Locale.ROOT,
            "%s: %.4f (%,d records, %d templates, %d groups, %d templates wrong)",
            family.name(),
            right / (double) groups.size(),
            groups.size(),
            ofTruth.size(),
            inGroup.size(),
            wrong.size()));
    wrong.entrySet().stream()
        .sorted(Comparator.comparing(e -> -e.getValue()))
        .limit(SHOWN)
        .forEach(e -> report.add(mistake(family.statements(), e.getKey(), ofTruth, inGroup)));
    return report;
  }

  private static String mistake(
      List<Statement> statements,
      int id,
      Map<Integer, Map<String, Integer>> ofTruth,
      Map<String, Map<Integer, Integer>> inGroup) {
    Map<String, Integer> groups = ofTruth.get(id);
    String others =
        groups.keySet().stream()
            .flatMap(g -> inGroup.get(g).keySet().stream())
            .filter(other -> other != id)
            .distinct()
            .limit(2)
            .map(other -> statements.get(other).template())
            .toList()
            .toString();
    return "  in "
        + groups.size()
        + " groups: "
        + statements.get(id).template()
        + (others.equals("[]") ? "" : " together with " + others);
  }
}
