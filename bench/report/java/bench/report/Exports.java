package bench.report;

import bench.generator.Export;
import bench.generator.Generator;
import bench.report.Shell.Cost;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs us on exports, and jq on a small one of the same family: it holds a document as a whole, in
 * several times its size.
 */
final class Exports {

  private static final long SMALL = 48L << 20;
  private static final Pattern ROWS = Pattern.compile("(?m)^\\S+ +\\S+ +([0-9,]+) ");
  private static final String COUNT = " | group_by(.) | map([.[0], length])";

  /** Records per minute; what nobody would do with jq is missing. */
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "activity", "[inputs.created_at[:16]]" + COUNT,
          "audit", "[.Records[].eventTime[:16]]" + COUNT,
          "cloudwatch", "[.events[].timestamp / 60000 | floor]" + COUNT,
          "elasticsearch", "[.hits.hits[]._source[\"@timestamp\"][:16]]" + COUNT,
          "kubernetes", "[inputs.stageTimestamp[:16]]" + COUNT,
          "loki", "[.data.result[].values[][0][:-9] | tonumber / 60 | floor]" + COUNT);

  private final Shell shell;
  private final Path root;
  private final Path work;
  private final int rounds;

  Exports(Shell shell, Path root, Path work, int rounds) {
    this.shell = shell;
    this.root = root;
    this.work = work;
    this.rounds = rounds;
  }

  static List<String> columns() {
    return List.of("export", "MB/s", "1 thread", "1 → 2", "jq", "us / jq", "CPU s", "MiB");
  }

  /** A row of the table. */
  List<String> row(Export family, Path file) throws IOException, InterruptedException {
    Map<String, List<String>> commands = new LinkedHashMap<>();
    commands.put("2", timeline("--threads", "2", "-q", file.toString()));
    commands.put("1", timeline("--threads", "1", "-q", file.toString()));
    Path small = work.resolve("small-" + family.fileName());
    String question = QUESTIONS.get(family.name());
    if (question != null) {
      try (OutputStream out = new FileOutputStream(small.toFile())) {
        Generator.write(family, 1, SMALL, out, id -> {});
      }
      commands.put(
          "jq",
          List.of("jq", question.startsWith("[inputs") ? "-nc" : "-c", question, small.toString()));
    }
    Map<String, List<Cost>> costs = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (var command : commands.entrySet()) {
        costs
            .computeIfAbsent(command.getKey(), n -> new ArrayList<>())
            .add(shell.cost(command.getValue()));
      }
    }
    double two = Files.size(file) / 1e6 / Comparison.median(costs.get("2"));
    double one = Files.size(file) / 1e6 / Comparison.median(costs.get("1"));
    double jq = question == null ? 0 : Files.size(small) / 1e6 / Comparison.median(costs.get("jq"));
    long kib = 0;
    List<Double> processor = new ArrayList<>();
    for (Cost cost : costs.get("2")) {
      kib = Math.max(kib, cost.kib());
      processor.add(cost.processor());
    }
    return List.of(
        family.name(),
        Comparison.whole(two),
        Comparison.whole(one),
        Comparison.ratio(two / one),
        question == null ? "–" : Comparison.whole(jq),
        question == null ? "–" : Comparison.ratio(two / jq),
        Comparison.ratio(Comparison.medianOf(processor)),
        Comparison.whole(kib / 1024.0));
  }

  /** Whether we read as many records as were written. */
  String check(Export family, Path file, long written) throws IOException, InterruptedException {
    String told = shell.told(timeline(file.toString()));
    Matcher rows = ROWS.matcher(told);
    String read = rows.find() ? rows.group(1).replace(",", "") : "none";
    return family.name()
        + ": "
        + (read.equals(Long.toString(written))
            ? Comparison.whole(written) + " records, as were written"
            : "DIFFERENT: " + read + " records, " + written + " were written");
  }

  private List<String> timeline(String... arguments) {
    List<String> command = new ArrayList<>(List.of("timeline", "--format", "jsonl"));
    command.addAll(List.of(arguments));
    return Comparison.us(root, command.toArray(String[]::new));
  }
}
