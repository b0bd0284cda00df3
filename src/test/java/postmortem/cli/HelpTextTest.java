package postmortem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import postmortem.diagnostic.Diagnostics;

/** The text of {@code --help} leaves nothing out, and what it shows can be typed. */
class HelpTextTest {

  private static final Pattern EXAMPLE = Pattern.compile("(?m)^  postmortem (.*)$");

  private static CommandLine program() {
    Main.World world =
        new Main.World(
            new ByteArrayInputStream(new byte[0]),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            Map.of(),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
            Path.of(""),
            Path.of(""),
            false);
    return CommandLines.commandLine(new Invocation(world, new Diagnostics()), List.of());
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(below -> all.addAll(all(below)));
    return all;
  }

  @Test
  void every_command_has_a_header_and_every_word_behind_it_a_description() {
    List<CommandLine> commands = all(program());
    assertThat(commands).hasSizeGreaterThan(20);
    for (CommandLine command : commands) {
      String name = command.getCommandSpec().qualifiedName();
      assertThat(command.getCommandSpec().usageMessage().header()).as(name).isNotEmpty();
      for (ArgSpec argument : command.getCommandSpec().args()) {
        assertThat(argument.description()).as(name + ": " + argument).isNotEmpty();
        assertThat(argument.description()[0]).as(name + ": " + argument).endsWith(".");
      }
    }
  }

  @Test
  void every_line_fits_a_terminal() {
    for (CommandLine command : all(program())) {
      assertThat(command.getUsageMessage().lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
    }
  }

  @Test
  void every_example_can_be_typed() {
    int examples = 0;
    for (CommandLine command : all(program())) {
      Matcher example = EXAMPLE.matcher(command.getUsageMessage());
      while (example.find()) {
        examples++;
        String line = example.group(1);
        assertThatCode(() -> program().parseArgs(words(line).toArray(new String[0])))
            .as(line)
            .doesNotThrowAnyException();
      }
    }
    assertThat(examples).isGreaterThan(10);
  }

  /** Words as a shell splits them; only single quotes are used. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("(?:[^ ']|'[^']*')+").matcher(line);
    while (word.find()) {
      words.add(word.group().replace("'", ""));
    }
    return words;
  }
}
