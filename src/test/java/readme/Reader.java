package readme;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.Cli;
import blackbox.Cli.Run;
import counterpart.Counterpart;
import gitserver.Git;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who follows a page to the letter, in a folder and with an environment. */
final class Reader implements AutoCloseable {

  private static final Pattern EXPORT = Pattern.compile("(\\w+)=(\\S*)");

  private final Counterpart counterpart;
  private final Map<String, String> variables = new TreeMap<>();
  private final StringBuilder news = new StringBuilder();
  private Path folder;

  Reader(Path checkout, Path scratch) throws Exception {
    this.folder = checkout;
    counterpart =
        Counterpart.start(
            Path.of(""), scratch, Clock.fixed(Counterpart.TOUR, ZoneOffset.UTC), 0, news::append);
  }

  /** Where this reader is now. */
  Path folder() {
    return folder;
  }

  /** What the other terminal shows. */
  String news() {
    return news.toString();
  }

  /** Types a line; answers what the terminal shows then, with the addresses that a page shows. */
  String type(String line) throws IOException {
    if (line.equals("bin/counterpart")) {
      return asShown(counterpart.instructions());
    }
    StringBuilder printed = new StringBuilder();
    for (String part : List.of(line.split(" && ", -1))) {
      printed.append(one(part));
    }
    return asShown(printed.toString());
  }

  private String one(String line) throws IOException {
    List<String> words = List.of(line.replaceAll(" [|>] .*", "").split(" "));
    return switch (words.get(0)) {
      case "export" -> {
        Matcher setting = EXPORT.matcher(line);
        while (setting.find()) {
          variables.put(setting.group(1), setting.group(2));
        }
        yield "";
      }
      case "cd" -> {
        folder = folder.resolve(words.get(1)).normalize();
        assertThat(folder).isDirectory();
        yield "";
      }
      case "git" -> new Git(folder).run(words.subList(1, words.size()).toArray(new String[0]));
      case "postmortem" -> piped(line, postmortem(line, words.subList(1, words.size())));
      default -> shell(line, "");
    };
  }

  private String postmortem(String line, List<String> words) {
    assertThat(variables.get("PATH")).as("the launcher is found").contains("/bin:");
    Run run = new Cli(folder, variables, "").run(words.toArray(new String[0]));
    assertThat(run.exit()).as(line + "\n" + run.err()).isZero();
    // What is said on the way comes before the product, and what is said at the end behind it.
    String onTheWay =
        run.err()
            .lines()
            .takeWhile(said -> said.startsWith("postmortem: "))
            .map(said -> said + "\n")
            .collect(Collectors.joining());
    return onTheWay + run.out() + run.err().substring(onTheWay.length());
  }

  private String piped(String line, String printed) throws IOException {
    Matcher rest = Pattern.compile(" ([|>]) (.*)").matcher(line);
    if (!rest.find()) {
      return printed;
    }
    if (rest.group(1).equals("|")) {
      return shell(rest.group(2), printed);
    }
    Files.writeString(folder.resolve(rest.group(2)), printed);
    return "";
  }

  /** Runs what every machine has. */
  private String shell(String line, String in) throws IOException {
    assertThat(line).matches("(head|diff|cat|grep) .*");
    Process process =
        new ProcessBuilder("sh", "-c", line)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(in.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has seen enough.
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Pastes rows below the head of the last table of action items. */
  void paste(String rows) throws IOException {
    Path document = folder.resolve("postmortems/2026-03-12-redis-cache-flag/postmortem.md");
    String text = Files.readString(document);
    Matcher head = Pattern.compile("(?m)^## Action items\n(?:.*\n)*?\\|---.*\n").matcher(text);
    assertThat(head.find()).isTrue();
    Files.writeString(document, text.substring(0, head.end()) + rows + text.substring(head.end()));
  }

  private String asShown(String text) {
    return text.replace(counterpart.github().url(), "http://127.0.0.1:" + Counterpart.PORT)
        .replace(
            counterpart.address().replaceFirst("(:\\d+)/.*", "$1"),
            "http://127.0.0.1:" + (Counterpart.PORT + 1));
  }

  /** What a shown line means here. */
  String asMeant(String line) {
    return line.replace(
            "http://127.0.0.1:" + (Counterpart.PORT + 1),
            counterpart.address().replaceFirst("(:\\d+)/.*", "$1"))
        .replace("http://127.0.0.1:" + Counterpart.PORT, counterpart.github().url());
  }

  @Override
  public void close() throws IOException {
    counterpart.close();
  }
}
