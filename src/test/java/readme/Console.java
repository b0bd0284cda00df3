package readme;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with blocks of a terminal in it: commands behind a dollar sign, and below each what it
 * prints. A line with nothing but an ellipsis stands for lines that are left out.
 */
final class Console {

  /** A block of the page that is run, or pasted. */
  sealed interface Step {}

  /**
   * A command with what the page shows below it.
   *
   * @param from where in the page that begins
   * @param until where it ends
   */
  record Command(String line, List<String> shown, int from, int until) implements Step {
    Command {
      shown = List.copyOf(shown);
    }
  }

  /** Rows of Markdown that the reader puts into the document. */
  record Rows(String text) implements Step {}

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(console|markdown)\n(.*?)^```$");
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ (.*)\n((?:(?!\\$ ).*\n)*)");
  private static final String LEFT_OUT = "\u2026";

  private Console() {}

  /** The steps of a page in order. */
  static List<Step> steps(String page) {
    List<Step> steps = new ArrayList<>();
    Matcher block = BLOCK.matcher(page);
    while (block.find()) {
      if (block.group(1).equals("console")) {
        steps.addAll(commands(block.group(2), block.start(2)));
      } else {
        steps.add(new Rows(block.group(2)));
      }
    }
    return steps;
  }

  private static List<Command> commands(String block, int at) {
    List<Command> commands = new ArrayList<>();
    Matcher command = COMMAND.matcher(block);
    while (command.find()) {
      List<String> shown = command.group(2).lines().toList();
      commands.add(
          new Command(command.group(1), shown, at + command.start(2), at + command.end(2)));
    }
    return commands;
  }

  /** What the page has to show of these lines, with as much left out as it leaves out now. */
  static List<String> shown(Command command, String printed) {
    List<String> lines = printed.lines().toList();
    int gap = command.shown().indexOf(LEFT_OUT);
    int behind = command.shown().size() - gap - 1;
    if (gap < 0 || gap + behind >= lines.size()) {
      return lines;
    }
    List<String> shown = new ArrayList<>(lines.subList(0, gap));
    shown.add(LEFT_OUT);
    shown.addAll(lines.subList(lines.size() - behind, lines.size()));
    return shown;
  }

  /** The lines as they stand in a page. */
  static String text(List<String> lines) {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
