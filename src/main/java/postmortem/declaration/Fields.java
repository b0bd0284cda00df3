package postmortem.declaration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import postmortem.declaration.Node.Mapping;
import postmortem.declaration.Node.Mark;
import postmortem.declaration.Node.Scalar;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;

/**
 * Reads a mapping key by key. Every key that was asked for is known; {@link #end} reports the
 * others, so that a misspelt key is never ignored.
 */
public final class Fields {

  private final Mapping mapping;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Mark> keys = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  Fields(Mapping mapping) {
    this.mapping = mapping;
    for (Node.Entry entry : mapping.entries()) {
      values.put(entry.key().text(), entry.value());
      keys.put(entry.key().text(), entry.key().mark());
    }
  }

  /** Some of the keys; nothing is asked for yet. */
  public Fields only(Set<String> names) {
    List<Node.Entry> kept = new ArrayList<>(mapping.entries());
    kept.removeIf(entry -> !names.contains(entry.key().text()));
    return new Fields(new Mapping(mapping.mark(), kept));
  }

  /** Where the mapping begins. */
  public Mark mark() {
    return mapping.mark();
  }

  /** The keys, in the order written. For mappings whose keys are data; marks all as asked for. */
  public Set<String> names() {
    asked.addAll(values.keySet());
    return values.keySet();
  }

  /** Where a key stands. */
  public Mark markOf(String key) {
    return keys.getOrDefault(key, mapping.mark());
  }

  /** The value of a key; empty when it is missing or nothing is written behind it. */
  public Optional<Node> optional(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node instanceof Scalar scalar && !scalar.quoted()) {
      if (scalar.text().isEmpty() || scalar.text().equals("~") || scalar.text().equals("null")) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(node);
  }

  /** The value of a key that has to be there. */
  public Node required(String key) {
    return optional(key).orElseThrow(() -> DiagnosticException.usage(missing(key)));
  }

  private Diagnostic missing(String key) {
    List<String> others = values.keySet().stream().filter(other -> !asked.contains(other)).toList();
    Optional<String> near =
        values.containsKey(key) ? Optional.empty() : Spelling.nearest(key, others);
    return near.map(this::markOf)
        .orElse(values.containsKey(key) ? markOf(key) : mapping.mark())
        .error("PM-D006", "the key \u201c" + key + "\u201d is missing")
        .helping(
            near.isPresent()
                ? "did you mean it here? it is written \u201c" + key + "\u201d"
                : key.equals("schema")
                    ? "every file begins with: schema: " + Declaration.SCHEMA
                    : values.containsKey(key)
                        ? "write its value behind it"
                        : "add it with its value");
  }

  /** The text of a key that has to be there. */
  public String text(String key) {
    return required(key).someText();
  }

  /** The text of a key, if it is there. */
  public Optional<String> optionalText(String key) {
    return optional(key).map(Node::someText);
  }

  /** The items of a key's list; an empty list when the key is missing. */
  public <T> List<T> list(String key, Function<Node, T> item) {
    return optional(key).map(node -> node.list(item)).orElse(List.of());
  }

  /** The text items of a key's list, or its one text as a list of one. */
  public List<String> texts(String key) {
    return optional(key)
        .map(node -> node instanceof Scalar ? List.of(node.someText()) : node.list(Node::someText))
        .orElse(List.of());
  }

  /** A yes or no: {@code true} or {@code false}. */
  public boolean flag(String key, boolean otherwise) {
    Optional<Node> node = optional(key);
    if (node.isEmpty()) {
      return otherwise;
    }
    String text = node.get().text();
    if (!text.equals("true") && !text.equals("false")) {
      throw DiagnosticException.usage(
          node.get()
              .mark()
              .error("PM-D009", "\u201c" + text + "\u201d is not understood")
              .helping("write true or false"));
    }
    return text.equals("true");
  }

  /** Reports every key that nobody asked for, with the nearest known one. */
  public void end() {
    List<Diagnostic> mistakes = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        Diagnostic mistake = markOf(key).error("PM-D005", "unknown key \u201c" + key + "\u201d");
        mistakes.add(
            Spelling.nearest(key, asked)
                .map(near -> mistake.helping("did you mean \u201c" + near + "\u201d?"))
                .orElseGet(
                    () ->
                        mistake.helping(
                            "known here: " + String.join(", ", asked.stream().sorted().toList()))));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new DiagnosticException(ExitCode.USAGE, mistakes);
    }
  }
}
