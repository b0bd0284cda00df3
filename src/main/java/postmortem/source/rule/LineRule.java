package postmortem.source.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.stamp.StampLayout;
import postmortem.log.format.LinePatterns;

/**
 * How the lines of a text export are read; {@code docs/sources.md} explains the keys.
 *
 * @param names of the patterns, in their order
 * @param patterns compiled
 * @param days names of the patterns whose lines say which day it is
 * @param today names of the patterns whose lines say that what follows is of the day of the copy
 * @param yesterday names of the patterns whose lines say that it is of the day before that
 * @param untimed names of the patterns that look like a record without a time that can be
 * @param others names of the patterns that show that it is an export of something else
 * @param asides names of the patterns that alone do not show whose export it is
 * @param rest names of the patterns that take what is left over, which show nothing
 * @param continuation which lines go on with the record before them
 * @param into the field that they go on with
 * @param headed names of the patterns above whose lines stands who said it
 * @param above the field that this is; null when there is none
 * @param carry fields whose last value holds for records that do not say them
 * @param months words for months, in lower case, to the English ones
 */
public record LineRule(
    List<String> names,
    LinePatterns patterns,
    Set<String> days,
    Set<String> today,
    Set<String> yesterday,
    Set<String> untimed,
    Set<String> others,
    Set<String> asides,
    Set<String> rest,
    Continuation continuation,
    @Nullable String into,
    Set<String> headed,
    @Nullable String above,
    List<String> carry,
    Map<String, String> months) {

  /** Which lines belong to the record before them. */
  public enum Continuation {
    /** None: each line is a record. */
    NONE,
    /** Those that begin with a blank. */
    INDENTED,
    /** All that no pattern takes. */
    ANY
  }

  public LineRule {
    names = List.copyOf(names);
    days = Set.copyOf(days);
    today = Set.copyOf(today);
    yesterday = Set.copyOf(yesterday);
    untimed = Set.copyOf(untimed);
    others = Set.copyOf(others);
    asides = Set.copyOf(asides);
    rest = Set.copyOf(rest);
    headed = Set.copyOf(headed);
    carry = List.copyOf(carry);
    months = Map.copyOf(months);
  }

  static LineRule of(Node node) {
    Fields fields = node.fields();
    List<StampLayout> common = layouts(fields);
    List<String> names = new ArrayList<>();
    List<LinePatterns.Written> written =
        fields.list(
            "patterns",
            item -> {
              Fields pattern = item.fields();
              names.add(pattern.text("name"));
              List<StampLayout> own = layouts(pattern);
              java.util.Optional<Node> regex = pattern.optional("regex");
              LinePatterns.Written one =
                  new LinePatterns.Written(
                      regex.orElseGet(() -> pattern.required("pattern")).scalar(),
                      regex.isPresent(),
                      own.isEmpty() ? common : own);
              pattern.end();
              return one;
            });
    Map<String, String> months = new LinkedHashMap<>();
    fields
        .optional("months")
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String month : map.names()) {
                for (String word : map.texts(month)) {
                  months.put(word.toLowerCase(Locale.ROOT), month);
                }
              }
            });
    LineRule rule =
        new LineRule(
            names,
            LinePatterns.compile(written),
            known(fields, "days", names),
            known(fields, "today", names),
            known(fields, "yesterday", names),
            known(fields, "untimed", names),
            known(fields, "others", names),
            known(fields, "asides", names),
            known(fields, "rest", names),
            fields
                .optional("continuation")
                .map(n -> n.scalar().constant(Continuation.class))
                .orElse(Continuation.NONE),
            fields.optionalText("into").orElse(null),
            known(fields, "headed", names),
            fields.optionalText("above").orElse(null),
            fields.texts("carry"),
            months);
    fields.end();
    return rule;
  }

  private static Set<String> known(Fields fields, String key, List<String> names) {
    List<String> asked = fields.texts(key);
    for (String name : asked) {
      if (!names.contains(name)) {
        throw DiagnosticException.usage(
            fields
                .markOf(key)
                .error("PM-F009", "there is no pattern \u201c" + name + "\u201d")
                .helping("name one of the patterns"));
      }
    }
    return Set.copyOf(asked);
  }

  private static List<StampLayout> layouts(Fields fields) {
    return fields.list(
        "layouts", n -> n.scalar().as("a layout of stamps such as HH:mm:ss", StampLayout::compile));
  }

  /** Whether a line that no pattern takes goes on with a record. */
  public boolean goesOn(byte[] line) {
    return switch (continuation) {
      case NONE -> false;
      case INDENTED -> line.length > 0 && (line[0] == ' ' || line[0] == '\t');
      case ANY -> true;
    };
  }
}
