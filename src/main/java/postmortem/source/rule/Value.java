package postmortem.source.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.event.PodName;
import postmortem.source.tree.Markup;
import postmortem.source.tree.Pointer;

/**
 * A declared value: where it is taken from, what part of it, and what that is called here.
 *
 * <pre>
 * service: /repository_url | /repo            # the first that holds something
 * flag: {from: /target/resources/0, after: "flag/", before: ";"}
 * severity: {from: /impact, map: {major: error, minor: warning}, otherwise: notice}
 * region: {text: "{/a}-{/b}"}
 * actor: [{from: /title, after: "[", before: "]"}, /login]   # the first that is there
 * body: {from: /body/content, plain: html}                   # or pieces, or card
 * actor: {from: /user_id, named-by: people}                  # as the list under names: says
 * reactions: {each: "/reactions/*", text: "{/name} {/count}"}
 * </pre>
 *
 * @param options values, of which the first that is there counts; empty when the rest says it
 * @param from alternatives; empty when {@code text} makes the value
 * @param text template; null when {@code from} makes the value
 * @param how how what stands there becomes words
 * @param after what stands before the part that counts; null for the beginning
 * @param afterLast whether the last {@code after} counts and not the first
 * @param before what stands behind that part, or texts of which the first counts; empty for the end
 * @param names what is written, in lower case, to what it is called here
 * @param otherwise the value when there is none, or {@code names} does not know it; null for none
 */
public record Value(
    List<Value> options,
    List<Reference> from,
    @Nullable Template text,
    How how,
    @Nullable String after,
    boolean afterLast,
    List<String> before,
    Map<String, String> names,
    @Nullable String otherwise) {

  /**
   * How what stands in a record becomes words.
   *
   * @param plain how the words are written; null for plain text
   * @param namedBy lists that say what an id is called, each of which knows what the one before it
   *     says; empty for none
   * @param mentions ids in the words that another part of the record names; null for none
   * @param each elements of each of which a template makes a piece; null for the record itself
   * @param workload whether the value is the name of a pod, of which the workload counts
   * @param none what is written, in lower case, where there is no value
   */
  record How(
      @Nullable Markup plain,
      List<String> namedBy,
      @Nullable Mentions mentions,
      @Nullable Pointer each,
      boolean workload,
      List<String> none) {

    /** As it stands there. */
    static final How AS_IS = new How(null, List.of(), null, null, false, List.of());

    How {
      namedBy = List.copyOf(namedBy);
      none = List.copyOf(none);
    }
  }

  /**
   * How words refer to somebody, and what is said instead.
   *
   * @param each who may be referred to
   * @param written how each is written in the words
   * @param shown what is said instead
   */
  record Mentions(Pointer each, List<Template> written, Template shown) {

    Mentions {
      written = List.copyOf(written);
    }

    static Mentions of(Node node, Map<String, Value> known) {
      Fields fields = node.fields();
      Mentions mentions =
          new Mentions(
              fields.required("each").scalar().as("a JSON Pointer", Pointer::parse),
              fields.list("written", item -> Template.of(item, known)),
              Template.of(fields.required("shown"), known));
      fields.end();
      return mentions;
    }

    String in(String words, SourceRecord record) {
      String[] out = {words};
      each.each(
          record.tree(),
          (at, value) -> {
            SourceRecord one = record.element(at, value);
            for (Template template : written) {
              String mark = template.of(one);
              if (mark.length() > 2) {
                out[0] = out[0].replace(mark, shown.of(one));
              }
            }
          });
      return out[0];
    }
  }

  public Value {
    options = List.copyOf(options);
    from = List.copyOf(from);
    names = Map.copyOf(names);
  }

  /** What a scalar or a mapping of a declaration says. */
  static Value of(Node node, Map<String, Value> known) {
    if (node instanceof Node.Scalar scalar) {
      Value named = known.get(scalar.text());
      return named != null
          ? named
          : scalar.as(
              "a JSON Pointer, alternatives of them, or a name under \u201cfields\u201d",
              Value::pointers);
    }
    if (node instanceof Node.Sequence) {
      return first(node.list(item -> of(item, known)));
    }
    Fields fields = node.fields();
    List<Reference> from =
        fields
            .optional("from")
            .map(n -> n.scalar().as("a JSON Pointer or alternatives", Reference::alternatives))
            .orElse(List.of());
    Template text = fields.optional("text").map(n -> Template.of(n, known)).orElse(null);
    Optional<String> last = fields.optionalText("after-last");
    String after = last.or(() -> fields.optionalText("after")).orElse(null);
    List<String> before = fields.texts("before");
    Map<String, String> names = new LinkedHashMap<>();
    fields
        .optional("map")
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String name : map.names()) {
                names.put(name.toLowerCase(Locale.ROOT), map.text(name));
              }
            });
    String otherwise = fields.optionalText("otherwise").orElse(null);
    How how =
        new How(
            fields.optional("plain").map(n -> n.scalar().constant(Markup.class)).orElse(null),
            fields.texts("named-by"),
            fields.optional("mentions").map(n -> Mentions.of(n, known)).orElse(null),
            fields
                .optional("each")
                .map(n -> n.scalar().as("a JSON Pointer", Pointer::parse))
                .orElse(null),
            fields.flag("workload", false),
            fields.texts("none").stream().map(t -> t.toLowerCase(Locale.ROOT)).toList());
    fields.end();
    return new Value(List.of(), from, text, how, after, last.isPresent(), before, names, otherwise);
  }

  /** Alternatives as written: {@code /a | /b}. */
  static Value pointers(String written) {
    List<Reference> from = Reference.alternatives(written);
    return new Value(List.of(), from, null, How.AS_IS, null, false, List.of(), Map.of(), null);
  }

  /** Always the same. */
  static Value constant(String value) {
    return new Value(
        List.of(), List.of(), null, How.AS_IS, null, false, List.of(), Map.of(), value);
  }

  /** The first of some values that is there. */
  static Value first(List<Value> options) {
    return options.size() == 1
        ? options.get(0)
        : new Value(options, List.of(), null, How.AS_IS, null, false, List.of(), Map.of(), null);
  }

  /** What the record holds of it, redacted. */
  public Optional<String> of(SourceRecord record) {
    if (!options.isEmpty()) {
      return options.stream().flatMap(option -> option.of(record).stream()).findFirst();
    }
    Template template = text;
    Optional<String> found = template != null ? made(template, record) : told(record);
    return found
        .map(words -> named(words, record))
        .flatMap(this::cut)
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .filter(value -> !how.none().contains(value.toLowerCase(Locale.ROOT)))
        .map(this::named)
        .or(() -> Optional.ofNullable(otherwise));
  }

  private Optional<String> told(SourceRecord record) {
    Markup plain = how.plain();
    if (plain != null) {
      return record.plain(from, plain);
    }
    return how.namedBy().isEmpty() ? record.text(from) : record.named(from, how.namedBy());
  }

  /** What a template makes, of each of some elements if so declared; equal ones are counted. */
  private Optional<String> made(Template template, SourceRecord record) {
    Pointer each = how.each();
    if (each == null) {
      return Optional.of(template.of(record));
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    each.each(
        record.tree(),
        (at, value) -> counts.merge(template.of(record.element(at, value)), 1, Integer::sum));
    List<String> pieces = new ArrayList<>();
    counts.forEach((piece, count) -> pieces.add(count == 1 ? piece : piece + " " + count));
    return Optional.of(String.join(", ", pieces));
  }

  /** What the record holds of it, raw and whole: for identities. */
  public Optional<String> raw(SourceRecord record) {
    if (!options.isEmpty()) {
      return options.stream().flatMap(option -> option.raw(record).stream()).findFirst();
    }
    Template template = text;
    return template != null ? Optional.of(template.of(record)) : record.raw(from);
  }

  /** The fields it reads. */
  public List<Reference> references() {
    if (!options.isEmpty()) {
      return options.stream().flatMap(option -> option.references().stream()).toList();
    }
    Pointer each = how.each();
    if (each != null) {
      return List.of(new Reference(Reference.Scope.ELEMENT, each));
    }
    Template template = text;
    return template != null ? template.references() : from;
  }

  private String named(String words, SourceRecord record) {
    Mentions mentions = how.mentions();
    return mentions == null ? words : mentions.in(words, record);
  }

  private Optional<String> cut(String whole) {
    int start = 0;
    String mark = after;
    if (mark != null) {
      int at = afterLast ? whole.lastIndexOf(mark) : whole.indexOf(mark);
      if (at < 0) {
        return Optional.empty();
      }
      start = at + mark.length();
    }
    int end = whole.length();
    for (String stop : before) {
      int at = whole.indexOf(stop, start);
      end = at < 0 ? end : Math.min(end, at);
    }
    String part = whole.substring(start, end);
    return Optional.of(how.workload() ? PodName.workload(part) : part);
  }

  private String named(String value) {
    if (names.isEmpty()) {
      return value;
    }
    String name = names.get(value.toLowerCase(Locale.ROOT));
    return name != null ? name : otherwise != null ? otherwise : value;
  }
}
