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
import postmortem.event.stamp.StampLayout;
import postmortem.event.stamp.StampLayoutException;
import postmortem.event.stamp.StampLayouts;

/** Reads the declaration of one format. */
final class FormatLoader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private enum BodyKind {
    JSON,
    KV,
    LTSV
  }

  /** What is known of lines that an envelope wraps. */
  private enum Wrapped {
    /** Their time may be missing. */
    OPTIONAL,
    /** There are none. */
    NEVER
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
  private List<String> times = List.of();
  private List<String> nanoFields = List.of();
  private List<String> days = List.of();
  private List<String> noEvents = List.of();
  private List<String> further = List.of();
  private List<String> untimed = List.of();
  private boolean patterns;
  private boolean timed = true;
  private @Nullable Wrapped wrapped;

  private FormatLoader(BuiltInFile file) {
    this.file = file;
    this.fields = file.fields(file.name());
  }

  /** The format that a file declares; its samples are not run. */
  static LogFormat load(BuiltInFile file) {
    return new FormatLoader(file).load();
  }

  private LogFormat load() {
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
    String title = fields.text("title");
    String url = fields.text("url");
    Rank rank =
        fields.optional("rank").map(n -> n.scalar().constant(Rank.class)).orElse(Rank.USUAL);

    timed = rank != Rank.WRAPPED;
    StampLayouts layouts = StampLayouts.NONE;
    ZoneRule zone = ZoneRule.REQUIRED;
    if (timed) {
      Fields time = fields.required("time").fields();
      layouts = layouts(time);
      zone = zone(time, layouts);
      times = time.texts("field");
      nanoFields = time.texts("nanos");
      days = time.texts("day");
      wrapped = time.optional("wrapped").map(n -> n.scalar().constant(Wrapped.class)).orElse(null);
      time.end();
    }

    Optional<Node> body = fields.optional("body");
    patterns = body.isEmpty();
    noEvents = fields.texts("no-events");
    further = fields.texts("further");
    untimed = fields.texts("untimed");
    LevelRule levels = fields.optional("level").map(LevelRule::of).orElse(LevelRule.USUAL);
    Body matcher = patterns ? patternBody(layouts, levels) : null;
    FieldRoles roles = roles(levels);
    List<String> required = fields.texts("requires");
    for (String key : required) {
      resolve(fields.required("requires"), key);
    }
    Continuation continuation =
        fields
            .optional("continuation")
            .map(n -> n.scalar().constant(Continuation.class))
            .orElse(continuation(body.map(Node::text).orElse("")));
    List<String> starts = fields.texts("start");
    PieceRule pieces = pieces(continuation);
    String bodyName = body.map(Node::text).orElse("");
    if (matcher == null) {
      BodyKind kind = body.orElseThrow().scalar().constant(BodyKind.class);
      if (times.isEmpty() && timed) {
        throw DiagnosticException.usage(
            fields
                .markOf("time")
                .error("PM-F009", "the time needs a field")
                .helping("add time: field:"));
      }
      BodyTime time = new BodyTime(indices(times), indices(nanoFields), indices(days), layouts);
      int[] requiredFields = indices(required);
      List<String> names = List.copyOf(index.keySet());
      if (names.size() > PatternCompiler.MOST_FIELDS) {
        throw DiagnosticException.usage(
            fields
                .mark()
                .error("PM-F008", "more than " + PatternCompiler.MOST_FIELDS + " keys")
                .helping("name only the keys that are used"));
      }
      matcher =
          switch (kind) {
            case JSON -> new JsonBody(names, time, requiredFields);
            case KV -> new KeyValueBody(names, time, requiredFields);
            case LTSV -> new LtsvBody(names, time, requiredFields);
          };
    }
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
            zone,
            continuation,
            new RecordStart(
                starts,
                flags(matcher, "no-events", noEvents),
                flags(matcher, "further", further),
                spansLines(matcher)),
            !timed || wrapped == Wrapped.OPTIONAL,
            wrapped != Wrapped.NEVER,
            pieces),
        matcher,
        new FieldFiller(roles),
        List.copyOf(index.keySet()),
        new Declared(file, bodyName));
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

  private static StampLayouts layouts(Fields time) {
    StampLayouts layouts = StampLayouts.of(time.list("layouts", FormatLoader::layout));
    if (layouts.isEmpty()) {
      throw DiagnosticException.usage(
          time.mark().error("PM-F005", "the time has no layouts").helping("add time: layouts:"));
    }
    return layouts;
  }

  private static ZoneRule zone(Fields time, StampLayouts layouts) {
    ZoneRule zone = time.required("zone").scalar().constant(ZoneRule.class);
    if (zone == ZoneRule.IN_LINE && !layouts.canHaveOffset()) {
      throw DiagnosticException.usage(
          time.required("zone")
              .mark()
              .error("PM-F005", "the zone is said to be in the line, but no layout takes it")
              .helping("write zone: required or zone: utc, or add X to a layout"));
    }
    return zone;
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
        || (body instanceof PatternBody named
            && named.patterns().stream().anyMatch(PatternBody.NamedPattern::spansLines));
  }

  private static StampLayout layout(Node node) {
    String layout = node.text();
    try {
      return StampLayout.compile(layout);
    } catch (StampLayoutException e) {
      throw DiagnosticException.usage(
          PatternCompiler.errorIn(
                  node.scalar(), "PM-F005", "not a layout: " + e.getMessage(), e.index())
              .helping("letters stand for parts of a time, as in yyyy-MM-dd HH:mm:ss.SSSX"));
    }
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
              .helping("write a list of {name, pattern}, or body: json, kv or ltsv"));
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
        named("signature"));
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
