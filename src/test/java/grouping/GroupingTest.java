package grouping;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli;
import blackbox.Cli.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How well records are grouped by the statement that wrote them. The measure is grouping accuracy
 * as in the literature (Zhu and others, ICSE-SEIP 2019): a line is right when its group holds
 * exactly the lines of its statement.
 */
class GroupingTest {

  private static final int LINES = 2_000;
  private static final int LEAST_STATEMENTS = 300;
  private static final double LEAST_MEAN = 0.97;
  private static final double LEAST_EACH = 0.90;
  private static final Pattern ROW =
      Pattern.compile("\"line\":(\\d+),\"lines\":(\\d+),\"signature\":\"([0-9a-f]+)\"");

  @TempDir Path folder;

  @Test
  void there_are_statements_enough() {
    assertThat(
            ProgramLog.names().stream().mapToInt(name -> ProgramLog.statements(name).size()).sum())
        .isGreaterThanOrEqualTo(LEAST_STATEMENTS);
  }

  @Test
  void lines_of_one_statement_are_together_and_with_no_others() throws Exception {
    StringBuilder report = new StringBuilder();
    double sum = 0;
    double least = 1;
    for (String name : ProgramLog.names()) {
      ProgramLog log = ProgramLog.of(name, LINES, 1);
      double accuracy = accuracy(log.statements(), groups(log));
      report.append(String.format(Locale.ROOT, "%-12s %.3f%n", name, accuracy));
      sum += accuracy;
      least = Math.min(least, accuracy);
    }
    double mean = sum / ProgramLog.names().size();
    report.append(String.format(Locale.ROOT, "%-12s %.3f%n", "mean", mean));
    assertThat(mean).as(report.toString()).isGreaterThanOrEqualTo(LEAST_MEAN);
    assertThat(least).as(report.toString()).isGreaterThanOrEqualTo(LEAST_EACH);
  }

  private List<String> groups(ProgramLog log) throws Exception {
    Path file = folder.resolve(log.name() + ".log");
    Files.write(file, log.lines());
    Run run = Cli.in(folder).run("signatures", "--assign", file.getFileName().toString());
    assertThat(run.exit()).as(run.err()).isZero();
    List<String> groups = new ArrayList<>();
    Matcher row = ROW.matcher(run.out());
    while (row.find()) {
      assertThat(Integer.parseInt(row.group(1))).isEqualTo(groups.size() + 1);
      assertThat(row.group(2)).as(log.lines().get(groups.size())).isEqualTo("1");
      groups.add(row.group(3));
    }
    assertThat(groups).hasSameSizeAs(log.lines());
    return groups;
  }

  private static double accuracy(List<Integer> truth, List<String> groups) {
    Map<Integer, Set<Integer>> right = new HashMap<>();
    Map<String, Set<Integer>> found = new HashMap<>();
    for (int i = 0; i < truth.size(); i++) {
      right.computeIfAbsent(truth.get(i), k -> new HashSet<>()).add(i);
      found.computeIfAbsent(groups.get(i), k -> new HashSet<>()).add(i);
    }
    int lines = 0;
    for (Set<Integer> group : right.values()) {
      lines += found.containsValue(group) ? group.size() : 0;
    }
    return (double) lines / truth.size();
  }
}
