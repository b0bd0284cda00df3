package bench.report;

import bench.generator.Family;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether we and the others count the same: a fast wrong answer is none. */
final class Agreement {

  private static final long SAMPLE = 32 << 20;
  private static final Pattern COUNT = Pattern.compile("\"count\":([0-9]+)");
  private static final Pattern MINUTE = Pattern.compile("\"at\":\"[^\"T]*T([0-9:]{5})");
  private static final Pattern SEVERITY = Pattern.compile("\"severity\":\"(error|critical)\"");

  private final Shell shell;
  private final Path root;
  private final Path work;

  Agreement(Shell shell, Path root, Path work) {
    this.shell = shell;
    this.root = root;
    this.work = work;
  }

  /** Compares; tells what differs, or that nothing does. */
  String check(Family family, Path file) throws IOException, InterruptedException {
    List<String> differences = new ArrayList<>();
    long mawk = 0;
    for (String line : lines(Rival.mawk(family, file.toString()))) {
      mawk += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
    long ours = 0;
    Matcher counts =
        COUNT.matcher(shell.text(Comparison.us(root, "signatures", "--json", file.toString())));
    while (counts.find()) {
      ours += Long.parseLong(counts.group(1));
    }
    if (ours != mawk) {
      differences.add("records: " + ours + ", mawk " + mawk);
    }
    Path sample = sample(family, file);
    Map<String, Long> theirs = new TreeMap<>();
    String errors = Rival.question(family).errors();
    for (String line : lines(Rival.mawk(family, sample.toString()))) {
      String[] words = line.split(" ", -1);
      if (words[1].matches(errors)) {
        theirs.merge(words[0], Long.parseLong(words[2]), Long::sum);
      }
    }
    Map<String, Long> minutes = new TreeMap<>();
    for (String line :
        lines(Comparison.us(root, "formats", "parse", "--json", sample.toString()))) {
      Matcher minute = MINUTE.matcher(line);
      if (SEVERITY.matcher(line).find() && minute.find()) {
        minutes.merge(local(family, minute.group(1)), 1L, Long::sum);
      }
    }
    if (!minutes.equals(theirs)) {
      differences.add("errors per minute: " + minutes + ", mawk " + theirs);
    }
    return family.name()
        + ": "
        + (differences.isEmpty()
            ? Comparison.whole(ours)
                + " records; errors per minute equal in all "
                + minutes.size()
                + " minutes of a sample of 32 MiB"
            : "DIFFERENT: " + String.join("; ", differences));
  }

  /** The access log is written in a zone one hour ahead of what we print. */
  private static String local(Family family, String minute) {
    if (!family.name().equals("access")) {
      return minute;
    }
    int hour = (Integer.parseInt(minute.substring(0, 2)) + 1) % 24;
    return (hour < 10 ? "0" : "") + hour + minute.substring(2);
  }

  private List<String> lines(List<String> command) throws IOException, InterruptedException {
    return shell.text(command).lines().toList();
  }

  /** From the incident, where the errors are: whole lines from the middle of the file. */
  private Path sample(Family family, Path file) throws IOException {
    Path sample = work.resolve(family.name() + "-sample.log");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        var out = Files.newOutputStream(sample)) {
      in.skipNBytes(Math.max(0, Math.min(Files.size(file) * 59 / 100, Files.size(file) - SAMPLE)));
      // Records begin with a stamp; a line end before a digit or a bracket is enough here.
      int last = 0;
      int next = in.read();
      while (next >= 0 && !(last == '\n' && "0123456789<{".indexOf(next) >= 0)) {
        last = next;
        next = in.read();
      }
      out.write(next);
      out.write(in.readNBytes((int) SAMPLE));
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
        if (b == '\n') {
          break;
        }
      }
    }
    return sample;
  }
}
