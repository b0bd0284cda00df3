package grouping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A log of a program with the statement of each line, made from a file below {@code
 * src/test/resources/truth/grouping}: a header, then statements with their weights. Variables stand
 * in braces ({@link Values}).
 *
 * @param name of the program
 * @param lines of the log
 * @param statements the number of the statement of each line
 */
record ProgramLog(String name, List<String> lines, List<Integer> statements) {

  private static final Path HOME = Path.of("src/test/resources/truth/grouping");
  private static final Pattern VARIABLE =
      Pattern.compile("(?<!\\\\)\\{([a-z0-9]+)(?::([^{}]*))?\\}");

  /** The names of all programs. */
  static List<String> names() {
    try (Stream<Path> files = Files.list(HOME)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> name.substring(0, name.length() - ".txt".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statements of a program, each behind its weight. */
  static List<String> statements(String name) {
    return text(name).stream().skip(1).toList();
  }

  /** Writes a log. */
  static ProgramLog of(String name, int lines, long seed) {
    String header = text(name).get(0).substring("header: ".length());
    List<Integer> lots = new ArrayList<>();
    List<String> said = new ArrayList<>();
    for (String line : statements(name)) {
      int space = line.indexOf(' ');
      for (int i = Integer.parseInt(line.substring(0, space)); i > 0; i--) {
        lots.add(said.size());
      }
      said.add(line.substring(space + 1));
    }
    Values values = new Values(seed);
    List<String> written = new ArrayList<>();
    List<Integer> statements = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      values.tick();
      int statement = lots.get(values.below(lots.size()));
      written.add(filled(header, values) + filled(said.get(statement), values));
      statements.add(statement);
    }
    return new ProgramLog(name, written, statements);
  }

  private static String filled(String text, Values values) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    values.of(match.group(1), match.group(2) == null ? "" : match.group(2))))
        .replace("\\{", "{")
        .replace("\\}", "}");
  }

  private static List<String> text(String name) {
    try {
      return Files.readAllLines(HOME.resolve(name + ".txt"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
