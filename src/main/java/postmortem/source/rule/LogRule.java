package postmortem.source.rule;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Mark;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.DateOrder;
import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;
import postmortem.log.format.Envelope;
import postmortem.log.format.LogFormat;
import postmortem.source.tree.Pointer;

/**
 * Says that the records of a source are records of a log, and where in them is what the log engine
 * reads.
 *
 * <pre>
 * log:
 *   each: /values/*                        # elements of the record that are records of the log
 *   columns: $/fields/*                    # names of the columns, where a record is a list
 *   time: {from: /timestamp, unit: ms}
 *   message: /message | /log               # or a template, or a list of both
 *   severity: {from: /level, map: {"50": error}}   # also: by: status, by: priority
 *   service: ^/stream/app
 * </pre>
 *
 * @param each the elements; the root for the record itself
 * @param columns where the names of columns stand; empty when records are objects
 * @param time when it was written
 * @param messages what the program wrote: of several the first that holds something counts
 * @param pieces what else a record says, the alternatives of each
 * @param rules how that is read
 */
public record LogRule(
    Pointer each,
    List<Reference> columns,
    TimeRule time,
    List<Template> messages,
    Map<Envelope.Piece, List<Reference>> pieces,
    Envelope.Rules rules) {

  private static final List<String> USUAL =
      List.of(
          "rfc3339",
          "yyyy-MM-dd'T'HH:mm:ssf",
          "yyyy-MM-dd HH:mm:ssf",
          "yyyy-MM-dd HH:mm:ssf X",
          "yyyy-MM-dd HH:mm:ssf z");

  private static final Pattern MONTH_DAY = Pattern.compile("(MM?)([/.-])(dd?)");
  private static final Pattern DAY_MONTH = Pattern.compile("(dd?)([/.-])(MM?)");

  private static final Map<String, Envelope.Piece> NAMES = names();

  /** From what the severity is made where no word says it. */
  private enum By {
    STATUS,
    PRIORITY
  }

  public LogRule {
    columns = List.copyOf(columns);
    messages = List.copyOf(messages);
    pieces = Map.copyOf(pieces);
  }

  private static Map<String, Envelope.Piece> names() {
    Map<String, Envelope.Piece> names = new LinkedHashMap<>();
    for (Envelope.Piece piece :
        List.of(
            Envelope.Piece.SERVICE,
            Envelope.Piece.HOST,
            Envelope.Piece.LOGGER,
            Envelope.Piece.THREAD,
            Envelope.Piece.TRACE,
            Envelope.Piece.CODE,
            Envelope.Piece.EXCEPTION,
            Envelope.Piece.STATUS)) {
      names.put(piece.name().toLowerCase(Locale.ROOT), piece);
    }
    return names;
  }

  /** What a mapping of a declaration says. */
  static LogRule of(Node node) {
    Fields fields = node.fields();
    Map<Envelope.Piece, List<Reference>> pieces = new EnumMap<>(Envelope.Piece.class);
    NAMES.forEach(
        (name, piece) ->
            fields.optional(name).ifPresent(given -> pieces.put(piece, alternatives(given))));
    List<Node> kinds = fields.list("signature", kind -> kind);
    List<Envelope.Piece> parts =
        List.of(
            Envelope.Piece.KIND_1,
            Envelope.Piece.KIND_2,
            Envelope.Piece.KIND_3,
            Envelope.Piece.KIND_4);
    if (kinds.size() > parts.size()) {
      throw DiagnosticException.usage(
          fields
              .markOf("signature")
              .error("PM-S040", "a signature has at most " + parts.size() + " parts")
              .helping("name what tells kinds of records apart, not what tells records apart"));
    }
    for (int i = 0; i < kinds.size(); i++) {
      pieces.put(parts.get(i), alternatives(kinds.get(i)));
    }
    TimeRule time = TimeRule.of(fields.required("time"));
    Level level = fields.optional("severity").map(LogRule::level).orElse(Level.NONE);
    List<Reference> severity = level.from();
    if (!severity.isEmpty()) {
      pieces.put(Envelope.Piece.LEVEL, severity.subList(0, 1));
    }
    if (severity.size() > 1) {
      pieces.put(Envelope.Piece.OTHER_LEVEL, severity.subList(1, severity.size()));
    }
    long unit = 1;
    if (fields.optional("duration").isPresent()) {
      Fields duration = fields.required("duration").fields();
      pieces.put(Envelope.Piece.DURATION, alternatives(duration.required("from")));
      unit = duration.required("unit").scalar().constant(TimeRule.Unit.class).nanos();
      duration.end();
    }
    Node message = fields.required("message");
    List<Template> messages =
        message instanceof Node.Sequence
            ? message.list(LogRule::message)
            : List.of(message(message));
    LogRule rule =
        new LogRule(
            fields
                .optional("each")
                .map(n -> n.scalar().as("a JSON Pointer", Pointer::parse))
                .orElse(Pointer.ROOT),
            fields.optional("columns").map(LogRule::alternatives).orElse(List.of()),
            time,
            messages,
            pieces,
            new Envelope.Rules(
                layouts(time),
                time.utc(),
                level.map(),
                level.otherwise(),
                level.by() == By.STATUS,
                level.by() == By.PRIORITY,
                unit));
    fields.end();
    return rule;
  }

  private static List<Reference> alternatives(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  /** A pointer is a template with nothing but its value. */
  private static Template message(Node node) {
    return node.text().contains("{")
        ? Template.of(node, Map.of())
        : new Template(List.of(new Template.Part.Slot(Value.first(List.of(pointers(node))))));
  }

  private static Value pointers(Node node) {
    return node.scalar().as("a JSON Pointer, alternatives or a template", Value::pointers);
  }

  private static List<StampLayout> layouts(TimeRule time) {
    List<StampLayout> layouts = new ArrayList<>(time.layouts());
    if (layouts.isEmpty()) {
      layouts.addAll(TimeRule.compiled(USUAL));
      layouts.add(StampLayout.compile(time.unit() == null ? "epoch" : "epoch-" + time.unit()));
    }
    return layouts;
  }

  /** What a declaration says of the severity. */
  private record Level(
      List<Reference> from, Map<String, Severity> map, Severity otherwise, @Nullable By by) {
    static final Level NONE = new Level(List.of(), Map.of(), Severity.UNKNOWN, null);
  }

  private static Level level(Node node) {
    if (node instanceof Node.Scalar) {
      return new Level(alternatives(node), Map.of(), Severity.UNKNOWN, null);
    }
    Fields fields = node.fields();
    Map<String, Severity> words = new LinkedHashMap<>();
    fields
        .optional("map")
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String word : map.names()) {
                words.put(word, map.required(word).scalar().constant(Severity.class));
              }
            });
    Level level =
        new Level(
            fields.optional("from").map(LogRule::alternatives).orElse(List.of()),
            words,
            fields
                .optional("otherwise")
                .map(n -> n.scalar().constant(Severity.class))
                .orElse(Severity.UNKNOWN),
            fields.optional("by").map(n -> n.scalar().constant(By.class)).orElse(null));
    fields.end();
    return level;
  }

  /**
   * What its envelopes are matched with. Layouts that differ in the order of day and month only are
   * never in one format: which of them is right is told by the dates of a file, not by one of them.
   */
  List<LogFormat> formats(String name, String title, String url, Mark mark) {
    Set<String> declared = new HashSet<>();
    rules.layouts().forEach(layout -> declared.add(layout.toString()));
    List<LogFormat> formats = new ArrayList<>();
    for (DateOrder order : List.of(DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST)) {
      Pattern contrary = order == DateOrder.MONTH_FIRST ? DAY_MONTH : MONTH_DAY;
      List<StampLayout> layouts =
          rules.layouts().stream()
              .filter(layout -> !isTwin(layout.toString(), contrary, declared))
              .toList();
      if (layouts.size() == rules.layouts().size()) {
        return List.of(Envelope.format(name, title, url, mark, rules));
      }
      formats.add(
          Envelope.format(name + "-" + order.label(), title, url, mark, rules.with(layouts)));
    }
    return formats;
  }

  /** Whether a layout begins so, and the same with day and month exchanged is declared too. */
  private static boolean isTwin(String layout, Pattern begin, Set<String> declared) {
    Matcher matcher = begin.matcher(layout);
    return matcher.lookingAt()
        && declared.contains(
            matcher.group(3)
                + matcher.group(2)
                + matcher.group(1)
                + layout.substring(matcher.end()));
  }
}
