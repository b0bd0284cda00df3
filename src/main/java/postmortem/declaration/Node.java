package postmortem.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;

/**
 * A value of a declaration with the place where it stands. Scalars are text, whatever they look
 * like.
 */
public sealed interface Node {

  /** Where it begins. */
  Mark mark();

  /** What it is called in messages: a mapping, a list, text. */
  String noun();

  /**
   * A place in a declaration.
   *
   * @param file name of the file
   * @param line from 1
   * @param column from 1
   * @param text the line, for the caret
   */
  record Mark(String file, int line, int column, String text) {

    /** The place alone, as messages name it. */
    public Location location() {
      return new Location(file, line, column);
    }

    /** An error at this place, to be completed with help and notes. */
    public Diagnostic error(String code, String message) {
      return Diagnostic.error(code, message)
          .at(location())
          .showing(Snippet.of(text, Math.min(column - 1, text.length())));
    }

    /** The place that many characters further to the right. */
    public Mark plus(int characters) {
      return new Mark(file, line, column + characters, text);
    }
  }

  /**
   * Text, a number, a word: always as written.
   *
   * @param quoted whether it stood in quotes or in a block, so that {@code ~} and {@code null} are
   *     meant literally
   */
  record Scalar(Mark mark, String text, boolean quoted) implements Node {
    @Override
    public String noun() {
      return !text.isEmpty() ? "text" : quoted ? "empty text" : "nothing";
    }

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** A constant of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E constant(Class<E> type) {
      Matcher word = WORD.matcher(text);
      List<String> names = new ArrayList<>();
      for (E constant : type.getEnumConstants()) {
        String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        names.add(name);
        if (word.matches() && name.equals(text)) {
          return constant;
        }
      }
      throw DiagnosticException.usage(
          mark.error("PM-D009", "\u201c" + text + "\u201d is not one of the allowed values")
              .helping("write one of: " + String.join(", ", names)));
    }

    /**
     * The text made into something by a parser that throws {@link RuntimeException} on bad input.
     */
    public <T> T as(String what, Function<String, T> parser) {
      try {
        return parser.apply(text);
      } catch (DiagnosticException e) {
        throw e;
      } catch (RuntimeException e) {
        throw DiagnosticException.usage(
            mark.error("PM-D009", "\u201c" + text + "\u201d is not understood")
                .helping("write " + what));
      }
    }
  }

  /** A list. */
  record Sequence(Mark mark, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String noun() {
      return "a list";
    }
  }

  /**
   * A key with its value.
   *
   * @param key as written
   * @param value what stands behind it
   */
  record Entry(Scalar key, Node value) {}

  /** Keys with values, in the order written; keys are unique. */
  record Mapping(Mark mark, List<Entry> entries) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }

    @Override
    public String noun() {
      return "a mapping";
    }
  }

  /** This as text, or an error that says what stands here instead. */
  default Scalar scalar() {
    if (this instanceof Scalar scalar) {
      return scalar;
    }
    throw wrong("text");
  }

  /** This as text, which is empty when nothing or a pair of quotes is written. */
  default String text() {
    return scalar().text();
  }

  /** This as text that is not empty. */
  default String someText() {
    Scalar scalar = scalar();
    if (scalar.text().isEmpty()) {
      throw wrong("text");
    }
    return scalar.text();
  }

  /** The items of this list, each made into something; the mistakes of all items are reported. */
  default <T> List<T> list(Function<Node, T> item) {
    if (!(this instanceof Sequence sequence)) {
      throw wrong("a list");
    }
    List<T> values = new ArrayList<>();
    List<Diagnostic> mistakes = new ArrayList<>();
    for (Node node : sequence.items()) {
      try {
        values.add(item.apply(node));
      } catch (DiagnosticException e) {
        mistakes.addAll(e.diagnostics());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new DiagnosticException(postmortem.diagnostic.ExitCode.USAGE, mistakes);
    }
    return List.copyOf(values);
  }

  /** This as a mapping, to be read key by key; {@link Fields#end} reports what was not read. */
  default Fields fields() {
    if (this instanceof Mapping mapping) {
      return new Fields(mapping);
    }
    throw wrong("a mapping");
  }

  /** The error that something else was expected here. */
  private DiagnosticException wrong(String expected) {
    return DiagnosticException.usage(
        mark()
            .error("PM-D007", "expected " + expected + ", found " + noun())
            .helping(
                switch (expected) {
                  case "a list" ->
                      "write a list as [one, two], or one item per line behind \u201c- \u201d";
                  case "a mapping" ->
                      "write a mapping as one \u201ckey: value\u201d per line, indented";
                  default ->
                      "write one value behind the key, in quotes if it has special characters";
                }));
  }
}
