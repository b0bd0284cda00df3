package postmortem.source.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;

/**
 * One line made of a record: {@code "{/alert}[: {/summary | /description}]"}. Braces hold a value;
 * what stands in brackets is left out when a value in it is missing. A backslash takes the next
 * character literally.
 */
public record Template(List<Part> parts) {

  /** A piece of a template. */
  public sealed interface Part {
    /** Fixed words. */
    record Words(String text) implements Part {}

    /** A value. */
    record Slot(Value value) implements Part {}

    /** Pieces that only stand together. */
    record Optionally(List<Part> parts) implements Part {
      public Optionally {
        parts = List.copyOf(parts);
      }
    }
  }

  public Template {
    parts = List.copyOf(parts);
  }

  /** Compiles the text of a declaration. */
  static Template of(Node node, Map<String, Value> known) {
    return new Compiler(node, node.text(), known).template();
  }

  /** The line for a record, redacted. */
  public String of(SourceRecord record) {
    StringBuilder out = new StringBuilder();
    for (Part part : parts) {
      String made = make(part, record);
      out.append(made == null ? "" : made);
    }
    return out.toString().replaceAll("\\s+", " ").strip();
  }

  /** The fields it reads. */
  List<Reference> references() {
    List<Reference> all = new ArrayList<>();
    collect(parts, all);
    return all;
  }

  private static void collect(List<Part> parts, List<Reference> all) {
    for (Part part : parts) {
      if (part instanceof Part.Slot slot) {
        all.addAll(slot.value().references());
      } else if (part instanceof Part.Optionally optionally) {
        collect(optionally.parts(), all);
      }
    }
  }

  private static @Nullable String make(Part part, SourceRecord record) {
    if (part instanceof Part.Words words) {
      return words.text();
    }
    if (part instanceof Part.Slot slot) {
      return slot.value().of(record).orElse(null);
    }
    StringBuilder out = new StringBuilder();
    for (Part inner : ((Part.Optionally) part).parts()) {
      String made = make(inner, record);
      if (made == null) {
        return null;
      }
      out.append(made);
    }
    return out.toString();
  }

  private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

  /** Reads the text from left to right. */
  private static final class Compiler {
    private final Node node;
    private final String text;
    private final Map<String, Value> known;
    private int at;

    Compiler(Node node, String text, Map<String, Value> known) {
      this.node = node;
      this.text = text;
      this.known = known;
    }

    Template template() {
      List<Part> parts = parts(false);
      return new Template(parts);
    }

    private List<Part> parts(boolean inBrackets) {
      List<Part> parts = new ArrayList<>();
      StringBuilder words = new StringBuilder();
      int opened = at;
      while (at < text.length()) {
        char c = text.charAt(at);
        at++;
        if (c == ']' && inBrackets) {
          flush(words, parts);
          return parts;
        }
        if (c == '\\' && at < text.length()) {
          words.append(text.charAt(at));
          at++;
        } else if (c == '{') {
          flush(words, parts);
          parts.add(slot());
        } else if (c == '[') {
          flush(words, parts);
          parts.add(new Part.Optionally(parts(true)));
        } else {
          words.append(c);
        }
      }
      if (inBrackets) {
        throw wrong("the bracket at character " + opened + " is not closed");
      }
      flush(words, parts);
      return parts;
    }

    private static void flush(StringBuilder words, List<Part> parts) {
      if (words.length() > 0) {
        parts.add(new Part.Words(words.toString()));
        words.setLength(0);
      }
    }

    private Part slot() {
      int close = text.indexOf('}', at);
      int again = text.indexOf('{', at);
      if (close < 0 || (again >= 0 && again < close)) {
        throw wrong("the brace at character " + at + " is not closed");
      }
      String inside = text.substring(at, close).strip();
      at = close + 1;
      List<Value> options = new ArrayList<>();
      for (String option : BAR.split(inside, -1)) {
        Value named = known.get(option);
        if (named != null) {
          options.add(named);
        } else if (Reference.looksLike(option)) {
          options.add(Value.pointers(option));
        } else {
          throw wrong(
              "{" + option + "} is neither a JSON Pointer nor a name under \u201cfields\u201d");
        }
      }
      return new Part.Slot(Value.first(options));
    }

    private DiagnosticException wrong(String message) {
      return DiagnosticException.usage(
          node.mark()
              .error("PM-S020", message)
              .helping("write {/pointer}, {/one|/other} or {name}; [ ] is left out when empty"));
    }
  }
}
