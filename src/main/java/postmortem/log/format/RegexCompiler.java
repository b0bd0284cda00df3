package postmortem.log.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import postmortem.declaration.Node.Scalar;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.stamp.StampLayouts;

/** Turns the text of a regular expression into a {@link RegexNode}. */
final class RegexCompiler {

  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  private RegexCompiler() {}

  /**
   * The node of a regular expression.
   *
   * @param index names of all fields so far, with their index; grows
   * @param timed whether it has to say where the time is
   */
  static PatternNode compile(
      Scalar written, StampLayouts layouts, Map<String, Integer> index, boolean timed) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(written.text());
    } catch (PatternSyntaxException e) {
      throw DiagnosticException.usage(
          PatternCompiler.errorIn(
                  written,
                  "PM-F010",
                  "not a regular expression: " + e.getDescription(),
                  Math.max(0, e.getIndex()))
              .helping("it is a regular expression of Java; special characters need a backslash"));
    }
    List<String> groups = new ArrayList<>();
    Matcher matcher = GROUP.matcher(written.text());
    boolean time = false;
    while (matcher.find()) {
      time |= matcher.group(1).equals("time");
      if (!matcher.group(1).equals("time")) {
        groups.add(matcher.group(1));
      }
    }
    if (timed && !time) {
      throw DiagnosticException.usage(
          written
              .mark()
              .error("PM-F009", "the expression does not say where the time is")
              .helping("name a group: (?<time>...)"));
    }
    int[] fields =
        groups.stream().mapToInt(name -> index.computeIfAbsent(name, n -> index.size())).toArray();
    return new RegexNode(pattern, groups.toArray(new String[0]), fields, layouts, time);
  }
}
