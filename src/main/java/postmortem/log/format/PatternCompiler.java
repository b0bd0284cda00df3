package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Spelling;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.stamp.StampLayouts;

/** Turns the text of a pattern into linked {@link PatternNode}s. */
final class PatternCompiler {

  /** The most fields or keys of one format. */
  static final int MOST_FIELDS = 200;

  private static final Pattern FIELD =
      Pattern.compile("([A-Za-z_@][A-Za-z0-9_.@-]*?)(?::([a-z]+|[0-9]{1,3}))?(->)?");
  private static final List<String> TYPES =
      List.of(
          "int",
          "float",
          "level",
          "capitals",
          "bare",
          "ip",
          "hex",
          "pod",
          "word",
          "quoted",
          "object",
          "tokens",
          "most");

  /** What a pattern consists of, before it is linked. */
  private sealed interface Element {
    record Single(PatternNode node) implements Element {}

    record Part(List<Element> inside, int firstField, int lastField) implements Element {}
  }

  private final StampLayouts layouts;
  private final LevelTable levels;
  private final List<String> levelFields;
  private final Map<String, Integer> fields;
  private final Scalar where;
  private final String pattern;
  private int at;
  private boolean time;
  private boolean typed;
  private int longestLiteral;

  /** Index of the field that still needs something to end at; -1 when there is none. */
  private int openSince = -1;

  /**
   * A compiler of one pattern.
   *
   * @param levelFields names of the fields that hold the level: one of fixed width must hold one
   * @param fields names of all fields of the format so far, with their index; grows
   */
  PatternCompiler(
      Scalar where,
      StampLayouts layouts,
      LevelTable levels,
      List<String> levelFields,
      Map<String, Integer> fields) {
    this.where = where;
    this.pattern = where.text();
    this.layouts = layouts;
    this.levels = levels;
    this.levelFields = levelFields;
    this.fields = fields;
  }

  PatternNode compile() {
    List<Element> elements = part(-1);
    if (!time && !typed && longestLiteral < 3) {
      throw DiagnosticException.usage(
          error("PM-F002", "this pattern takes nearly every line", 0)
              .helping(
                  "give a field a type, as in %{status:int}, name the time, as %{time}, or use a "
                      + "literal of three bytes"));
    }
    return link(elements, new PatternNode.End());
  }

  boolean hasTime() {
    return time;
  }

  private static PatternNode link(List<Element> elements, PatternNode end) {
    PatternNode tail = end;
    for (int i = elements.size() - 1; i >= 0; i--) {
      PatternNode node;
      if (elements.get(i) instanceof Element.Part part) {
        node =
            new PatternNode.Optional(
                link(part.inside(), tail), part.firstField(), part.lastField());
      } else {
        node = ((Element.Single) elements.get(i)).node();
      }
      node.link(tail);
      tail = node;
    }
    return tail;
  }

  /** An error in the pattern, with its caret where the text is on the line of its mark. */
  private Diagnostic error(String code, String message, int index) {
    return errorIn(where, code, message, index);
  }

  /** An error at an index of a scalar's text. */
  static Diagnostic errorIn(Scalar where, String code, String message, int index) {
    int quote = where.quoted() ? 1 : 0;
    return where.mark().plus(quote + index).error(code, message);
  }

  private List<Element> part(int opened) {
    List<Element> elements = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    while (at < pattern.length()) {
      if (pattern.startsWith("%{", at)) {
        flush(literal, elements);
        elements.add(new Element.Single(field()));
      } else if (pattern.startsWith("{?", at)) {
        flush(literal, elements);
        int start = at;
        int firstField = fields.size();
        int open = openSince;
        at += 2;
        List<Element> inside = part(start);
        if (inside.isEmpty()) {
          throw DiagnosticException.usage(
              error("PM-F008", "the optional part is empty", start)
                  .helping("write between {? and ?} what may be missing, or remove them"));
        }
        openSince = open >= 0 ? open : openSince;
        elements.add(new Element.Part(inside, firstField, fields.size()));
      } else if (opened >= 0 && pattern.startsWith("?}", at)) {
        flush(literal, elements);
        at += 2;
        return elements;
      } else {
        literal.append(pattern.charAt(at++));
      }
    }
    if (opened >= 0) {
      throw DiagnosticException.usage(
          error("PM-F008", "the optional part is not closed", opened)
              .helping("it is written {? ... ?}"));
    }
    flush(literal, elements);
    return elements;
  }

  private void flush(StringBuilder literal, List<Element> elements) {
    if (!literal.isEmpty()) {
      byte[] bytes = literal.toString().getBytes(StandardCharsets.UTF_8);
      longestLiteral = Math.max(longestLiteral, bytes.length);
      elements.add(new Element.Single(new PatternNode.Literal(bytes)));
      literal.setLength(0);
      openSince = -1;
    }
  }

  private PatternNode field() {
    int start = at;
    int close = pattern.indexOf('}', start);
    if (close < 0) {
      throw DiagnosticException.usage(
          error("PM-F008", "the field is not closed", start).helping("it is written %{name}"));
    }
    String inside = pattern.substring(start + 2, close);
    at = close + 1;
    Matcher parts = FIELD.matcher(inside);
    if (!parts.matches()) {
      throw DiagnosticException.usage(
          error("PM-F008", "\u201c" + inside + "\u201d is not a field", start + 2)
              .helping("write %{name}, %{name:type}, %{name:8} or %{name->}"));
    }
    String name = parts.group(1);
    String type = parts.group(2);
    boolean padded = parts.group(3) != null;
    if (openSince >= 0) {
      throw DiagnosticException.usage(
          error("PM-F008", "nothing says where the field before this one ends", start)
              .helping("put a literal between, or give the field before a type or a width"));
    }
    if (name.equals("time")) {
      if (type != null || time) {
        throw DiagnosticException.usage(
            error(
                    "PM-F008",
                    time ? "a second time in one pattern" : "the time has layouts, not a type",
                    start)
                .helping("its layouts stand under time: layouts:"));
      }
      time = true;
      return new PatternNode.Time(layouts, padded);
    }
    return field(name, type, padded, start);
  }

  private PatternNode field(String name, @Nullable String type, boolean padded, int start) {
    Integer known = fields.get(name);
    int index = known == null ? fields.size() : known;
    if (index >= MOST_FIELDS) {
      throw DiagnosticException.usage(
          error("PM-F008", "more than " + MOST_FIELDS + " fields in one format", start)
              .helping("leave out names that nobody uses"));
    }
    fields.put(name, index);
    if (type == null) {
      openSince = start;
      return FieldNode.of(index, FieldType.TEXT, 0, padded, levels);
    }
    if (Character.isDigit(type.charAt(0))) {
      int width = Integer.parseInt(type);
      if (width == 0) {
        throw DiagnosticException.usage(
            error("PM-F008", "a field cannot have width 0", start)
                .helping("write %{name:8} for eight bytes"));
      }
      return FieldNode.of(
          index,
          levelFields.contains(name) ? FieldType.FIXED_LEVEL : FieldType.FIXED,
          width,
          padded,
          levels);
    }
    if (!TYPES.contains(type)) {
      Diagnostic unknown =
          error("PM-F004", "unknown type \u201c" + type + "\u201d", start + 2 + name.length() + 1);
      throw DiagnosticException.usage(
          unknown.helping(
              Spelling.nearest(type, TYPES)
                  .map(near -> "did you mean \u201c" + near + "\u201d?")
                  .orElse("known: " + String.join(", ", TYPES) + ", or a width such as 4")));
    }
    // A few words are in nearly every line, and most of it is.
    typed |= !type.equals("tokens") && !type.equals("most");
    FieldType fieldType = FieldType.valueOf(type.toUpperCase(java.util.Locale.ROOT));
    return FieldNode.of(index, fieldType, 0, padded, levels);
  }
}
