package postmortem.log.format;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Spelling;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.event.stamp.StampLayouts;

/** Reads the declaration of one format. */
final class FormatLoader {

  private static final Pattern EITHER = Pattern.compile("\\|");
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private enum BodyKind {
    JSON,
    KV,
    LTSV,
    PYTHON,
    LINES
  }

  private enum DurationUnit {
    S(1_000_000_000L),
    MS(1_000_000L),
    US(1_000L),
    NS(1L);

    private final long nanos;

    DurationUnit(long nanos) {
      this.nanos = nanos;
    }
  }

  private final BuiltInFile file;
  private final Fields fields;
  private final Map<String, Integer> index = new LinkedHashMap<>();
  private List<String> noEvents = List.of();
  private List<String> further = List.of();
  private List<String> untimed = List.of();
  private boolean patterns;
  private boolean timed = true;

  private FormatLoader(BuiltInFile file) {
    this.file = file;
    this.fields = file.fields(file.name());
  }

  /** The format that a file declares; its samples are not run. */
  static LogFormat load(BuiltInFile file) {
    return new FormatLoader(file).load();
  }

  private LogFormat load() {
    Node name = name();
    String title = fields.text("title");
    String url = fields.text("url");
    Rank rank =
        fields.optional("rank").map(n -> n.scalar().constant(Rank.class)).orElse(Rank.USUAL);
    timed = rank != Rank.WRAPPED;
    TimePart time = timed ? TimePart.of(fields.required("time").fields()) : TimePart.NONE;

    Optional<Node> body = fields.optional("body");
    patterns = body.isEmpty();
    noEvents = fields.texts("no-events");
    further = fields.texts("further");
    untimed = fields.texts("untimed");
    LevelRule levels = fields.optional("level").map(LevelRule::of).orElse(LevelRule.USUAL);
    // Fields of patterns are known from these, keys from the roles.
    Body patternBody = patterns ? patternBody(time.layouts(), levels) : null;
    FieldRoles roles = roles(levels);
    KeyDemand required = new KeyDemand(alternatives("requires"), named("lacks"));
    String bodyName = body.map(Node::text).orElse("");
    Continuation continuation =
        fields
            .optional("continuation")
            .map(n -> n.scalar().constant(Continuation.class))
            .orElse(continuation(bodyName));
    List<String> starts = fields.texts("start");
    PieceRule pieces = pieces(continuation);
    Body matcher =
        patternBody != null ? patternBody : keyedBody(body.orElseThrow(), time, required);
    fields.optional("rejects");
    fields.end();
    flags(matcher, "untimed", untimed);
    return new LogFormat(
        new LogFormat.Head(
            name.text(),
            title,
            url,
            name.mark(),
            rank,
            time.zone(),
            continuation,
            new RecordStart(
                starts,
                flags(matcher, "no-events", noEvents),
                flags(matcher, "further", further),
                spansLines(matcher)),
            !timed || time.wrapped() == TimePart.Wrapped.OPTIONAL,
            time.wrapped() != TimePart.Wrapped.NEVER,
            pieces),
        matcher,
        new FieldFiller(roles),
        List.copyOf(index.keySet()),
        new Declared(file, bodyName));
  }

  /** The name; a format without samples gets no further. */
  private Node name() {
    Node name = fields.required("name");
    if (!NAME.matcher(name.text()).matches()) {
      throw DiagnosticException.usage(
          name.mark()
              .error("PM-F013", "\u201c" + name.text() + "\u201d is no name for a format")
              .helping("lower case words joined by hyphens, as in nginx-error"));
    }
    if (fields.optional("samples").isEmpty()) {
      throw DiagnosticException.usage(
          name.mark()
              .error("PM-F001", "the format \u201c" + name.text() + "\u201d has no samples")
              .helping(
                  "add samples: a list of {line, expect} with what each line yields; a format "
                      + "without samples does not load"));
    }
    return name;
  }

  /** What reads records that name their values. */
  private Body keyedBody(Node body, TimePart time, KeyDemand required) {
    BodyKind kind = body.scalar().constant(BodyKind.class);
    if (time.fields().isEmpty() && timed) {
      throw DiagnosticException.usage(
          fields
              .markOf("time")
              .error("PM-F009", "the time needs a field")
              .helping("add time: field:"));
    }
    BodyTime places =
        new BodyTime(
            indices(time.fields()), indices(time.nanos()), indices(time.days()), time.layouts());
    List<String> names = List.copyOf(index.keySet());
    if (names.size() > PatternCompiler.MOST_FIELDS) {
      throw DiagnosticException.usage(
          fields
              .mark()
              .error("PM-F008", "more than " + PatternCompiler.MOST_FIELDS + " keys")
              .helping("name only the keys that are used"));
    }
    return switch (kind) {
      case JSON -> new JsonBody(names, places, required);
      case KV -> new KeyValueBody(names, places, required);
      case LTSV -> new LtsvBody(names, places, required);
      case PYTHON -> new LiteralBody(names, places, required);
      case LINES -> new LinesBody(names, places, required);
    };
  }

  private @Nullable PieceRule pieces(Continuation continuation) {
    Optional<Node> declared = fields.optional("pieces");
    if (declared.isEmpty()) {
      return null;
    }
    if (continuation == Continuation.PROGRAMS) {
      throw DiagnosticException.usage(
          fields
              .markOf("pieces")
              .error("PM-F009", "lines of all programs of a host do not come in pieces")
              .helping("write continuation: wrapped, or leave out pieces"));
    }
    if (continuation != Continuation.WRAPPED) {
      throw DiagnosticException.usage(
          fields
              .markOf("pieces")
              .error("PM-F009", "only what an envelope wraps comes in pieces")
              .helping("write continuation: wrapped, and which field is the inner line"));
    }
    Fields rule = declared.get().fields();
    Node field = rule.required("field");
    int size =
        rule.optional("size")
            .map(n -> n.scalar().as("a number of bytes such as 16384", Integer::valueOf))
            .orElse(Integer.MAX_VALUE);
    PieceRule pieces =
        new PieceRule(
            resolve(field, field.text()),
            rule.texts("is"),
            size,
            rule.texts("stream").stream().map(name -> resolve(field, name)).toList());
    rule.end();
    return pieces;
  }

  private int[] indices(List<String> names) {
    return names.stream()
        .mapToInt(name -> index.computeIfAbsent(name, n -> index.size()))
        .toArray();
  }

  private static Continuation continuation(String body) {
    return body.isEmpty()
        ? Continuation.ANY
        : body.equals("json") ? Continuation.JSON : Continuation.NONE;
  }

  /** For each pattern whether a key of the declaration names it. */
  private boolean[] flags(Body body, String key, List<String> names) {
    List<PatternBody.NamedPattern> compiled =
        body instanceof PatternBody named ? named.patterns() : List.of();
    boolean[] flags = new boolean[compiled.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = names.contains(compiled.get(i).name());
    }
    for (String name : names) {
      if (compiled.stream().noneMatch(pattern -> pattern.name().equals(name))) {
        throw DiagnosticException.usage(
            fields
                .markOf(key)
                .error("PM-F009", "there is no pattern \u201c" + name + "\u201d")
                .helping("name one of the patterns"));
      }
    }
    return flags;
  }

  /** Whether a record is matched as a whole: it is JSON, or a pattern has a line end in it. */
  private static boolean spansLines(Body body) {
    return body instanceof JsonBody
        || body instanceof LinesBody
        || (body instanceof PatternBody named
            && named.patterns().stream().anyMatch(PatternBody.NamedPattern::spansLines));
  }

  private Body patternBody(StampLayouts layouts, LevelRule levels) {
    Set<String> names = new HashSet<>();
    List<PatternBody.NamedPattern> compiled =
        fields.required("patterns").list(node -> pattern(node, layouts, levels, names));
    if (compiled.isEmpty()) {
      throw DiagnosticException.usage(
          fields
              .markOf("patterns")
              .error("PM-F002", "there is no pattern")
              .helping(
                  "write a list of {name, pattern}, or body: json, kv, ltsv, python or lines"));
    }
    return new PatternBody(compiled, index.size());
  }

  private PatternBody.NamedPattern pattern(
      Node node, StampLayouts layouts, LevelRule levels, Set<String> names) {
    Fields pattern = node.fields();
    Node name = pattern.required("name");
    if (!names.add(name.text())) {
      throw DiagnosticException.usage(
          name.mark()
              .error("PM-F008", "a second pattern \u201c" + name.text() + "\u201d")
              .helping("give each pattern a name of its own"));
    }
    Optional<Node> regex = pattern.optional("regex");
    if (regex.isPresent()) {
      PatternNode start = RegexCompiler.compile(regex.get().scalar(), layouts, index, true);
      pattern.end();
      return new PatternBody.NamedPattern(name.text(), start, false);
    }
    Scalar written = pattern.required("pattern").scalar();
    PatternCompiler compiler =
        new PatternCompiler(written, layouts, levels.table(), levels.fields(), index);
    PatternNode start = compiler.compile();
    pattern.end();
    if (timed
        && !compiler.hasTime()
        && !noEvents.contains(name.text())
        && !untimed.contains(name.text())) {
      throw DiagnosticException.usage(
          written
              .mark()
              .error("PM-F009", "the pattern does not say where the time is")
              .helping("write %{time} in its place"));
    }
    return new PatternBody.NamedPattern(name.text(), start, written.text().indexOf('\n') >= 0);
  }

  private FieldRoles roles(LevelRule levels) {
    EnumMap<Role, List<Integer>> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roles.put(role, named(role.label()));
    }
    List<Integer> level = new ArrayList<>();
    for (String name : levels.fields()) {
      level.add(resolve(fields.required("level"), name));
    }
    List<Integer> duration = List.of();
    long nanos = 1;
    Optional<Node> declared = fields.optional("duration");
    if (declared.isPresent()) {
      Fields parts = declared.get().fields();
      Node field = parts.required("field");
      duration = parts.texts("field").stream().map(name -> resolve(field, name)).toList();
      nanos = parts.required("unit").scalar().constant(DurationUnit.class).nanos;
      parts.end();
    }
    return new FieldRoles(
        roles,
        level,
        levels.table(),
        levels.otherwise(),
        levels.source() == LevelRule.Source.STATUS,
        levels.source() == LevelRule.Source.PRIORITY,
        named("status"),
        duration,
        nanos,
        alternatives("signature"));
  }

  /** What each text of a list names: one field, or {@code a | b}, of which the first counts. */
  private List<List<Integer>> alternatives(String key) {
    List<List<Integer>> groups = new ArrayList<>();
    for (String text : fields.texts(key)) {
      Node node = fields.required(key);
      groups.add(EITHER.splitAsStream(text).map(name -> resolve(node, name.strip())).toList());
    }
    return groups;
  }

  private List<Integer> named(String key) {
    List<String> names = fields.texts(key);
    if (names.isEmpty()) {
      return List.of();
    }
    Node node = fields.required(key);
    return names.stream().map(name -> resolve(node, name)).toList();
  }

  /** The index of a field; in a body each name is one, in patterns it must stand in one of them. */
  private int resolve(Node node, String name) {
    Integer known = index.get(name);
    if (known != null) {
      return known;
    }
    if (!patterns) {
      int next = index.size();
      index.put(name, next);
      return next;
    }
    Diagnostic unknown =
        node.mark().error("PM-F009", "no pattern has a field \u201c" + name + "\u201d");
    throw DiagnosticException.usage(
        Spelling.nearest(name, index.keySet())
            .map(near -> unknown.helping("did you mean \u201c" + near + "\u201d?"))
            .orElseGet(() -> unknown.helping("fields: " + String.join(", ", index.keySet()))));
  }
}
