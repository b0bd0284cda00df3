package postmortem.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Mark;
import postmortem.diagnostic.DiagnosticException;
import postmortem.log.format.LogFormat;

/**
 * A source that one YAML file declares: how its exports are recognised, and what their records
 * mean. {@code docs/sources.md} explains the language.
 */
final class SourceDeclaration {

  /** What an export is written in. */
  enum Container {
    /** One JSON value. */
    JSON,
    /** One JSON value per line. */
    JSON_LINES,
    /** One or more YAML documents. */
    YAML,
    /** An XML document, such as a feed. */
    XML,
    /** Comma, semicolon or tab separated, with a header line. */
    CSV,
    /** Columns with blanks or drawn lines between them, as commands print them. */
    PRINTED,
    /** Lines, as {@code lines} says. */
    TEXT
  }

  /**
   * A declared non-event.
   *
   * @param each the elements it speaks about
   * @param when of which of them
   * @param untold whether only those count about which no rule speaks
   * @param because why, for the reader of a report
   */
  record Skip(Pointer each, Condition when, boolean untold, String because) {}

  /**
   * How to find the record of another source that tells more.
   *
   * @param source name of the other
   * @param by key in this record
   * @param to key in the other
   */
  record Join(String source, List<Reference> by, List<Reference> to) {}

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** What tells a source's files from others; the rest of a declaration says what they mean. */
  private static final Set<String> FIRST =
      Set.of(
          "name",
          "title",
          "system",
          "url",
          "export",
          "container",
          "records",
          "header",
          "recognise",
          "join");

  private final Mark mark;
  private final String name;
  private final String title;
  private final String system;
  private final String url;
  private final String export;
  private final List<Container> containers;
  private final List<Pointer> records;
  private final CsvColumns header;
  private final List<Condition> recognise;
  private final @Nullable Join join;
  private final Supplier<Meaning> meaning;
  private final Supplier<Optional<LineRule>> lines;
  private final Supplier<Trial> trial;

  /**
   * What records mean.
   *
   * @param read first segments of all fields of a record that something reads
   */
  private record Meaning(
      List<EventRule> events,
      List<Skip> skips,
      List<SeriesRule> series,
      @Nullable SpanRule spans,
      @Nullable LogRule log,
      @Nullable LogFormat format,
      List<NameList> names,
      List<Pointer> keep,
      List<Pattern> ignore,
      @Nullable String withoutTime,
      Set<String> read) {}

  /**
   * What a declaration is tried on.
   *
   * @param samples what it has to take, and what they yield
   * @param rejects what it must not take
   */
  private record Trial(List<SampleText> samples, List<String> rejects) {
    static Trial of(Fields fields) {
      return new Trial(fields.list("samples", SampleText::of), fields.texts("rejects"));
    }
  }

  /** A value that is made when somebody asks for it, once. */
  private static final class Later<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Later(Supplier<T> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized T get() {
      T value = made == null ? maker.get() : made;
      made = value;
      return value;
    }
  }

  /**
   * @param later where the rest of the declaration is; null when the fields hold all of it
   */
  private SourceDeclaration(Fields fields, @Nullable BuiltInFile later) {
    mark = fields.mark();
    name = fields.required("name").scalar().as("a name such as my-source", this::checkName);
    title = fields.text("title");
    system = fields.required("system").scalar().as("a name such as my-system", this::checkName);
    url = fields.text("url");
    export = fields.text("export");
    containers = containers(fields.required("container"));
    records = pointers(fields, "records");
    header = CsvColumns.of(fields.texts("header"));
    recognise = fields.list("recognise", Condition::of);
    join = fields.optional("join").map(SourceDeclaration::join).orElse(null);
    if (later == null) {
      Meaning told = meaning(fields);
      Trial tried = Trial.of(fields);
      meaning = () -> told;
      Optional<LineRule> read = fields.optional("lines").map(LineRule::of);
      lines = () -> read;
      trial = () -> tried;
    } else {
      String file = mark.file();
      meaning = new Later<>(() -> meaning(later.fields(file)));
      lines = new Later<>(() -> later.fields(file).optional("lines").map(LineRule::of));
      trial = new Later<>(() -> parse(file, later.text()).trial.get());
    }
    fields.end();
    if (later == null) {
      check();
      checkTrial(trial.get());
    }
  }

  private Meaning meaning(Fields fields) {
    Map<String, Value> known = new LinkedHashMap<>();
    fields
        .optional("fields")
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String field : map.names()) {
                known.put(field, Value.of(map.required(field), known));
              }
            });
    EventRule.Common common = EventRule.Common.of(fields, known);
    List<EventRule> events =
        fields.list("events", node -> EventRule.of(node, common, known)).stream()
            .flatMap(List::stream)
            .toList();
    List<Skip> skips =
        fields.list("skip", SourceDeclaration::skip).stream().flatMap(List::stream).toList();
    List<SeriesRule> series =
        fields.optional("series").map(node -> SeriesRule.all(node, known)).orElse(List.of());
    SpanRule spans = fields.optional("spans").map(node -> SpanRule.of(node, known)).orElse(null);
    LogRule log = fields.optional("log").map(LogRule::of).orElse(null);
    List<NameList> names = fields.list("names", NameList::of);
    List<Pointer> keep = pointers(fields, "keep");
    List<Pattern> ignore = new ArrayList<>();
    for (String glob : fields.texts("ignore")) {
      ignore.add(glob(glob));
    }
    return new Meaning(
        events,
        skips,
        series,
        spans,
        log,
        log == null ? null : log.format(name, title, url, mark),
        names,
        keep,
        List.copyOf(ignore),
        fields.optionalText("without-time").orElse(null),
        read(events, skips, series, spans, keep));
  }

  /** Reads a declaration; mistakes are reported with their places. */
  static SourceDeclaration parse(String file, String text) {
    return new SourceDeclaration(Declaration.fields(file, text), null);
  }

  /**
   * Reads a declaration that comes with the program as far as a run needs to find the files that
   * are this source's; the rest is read when there are some. There are many sources, and an
   * incident has exports of a few. A test reads all of it as {@link #parse} does.
   */
  static SourceDeclaration ofProgram(String name, BuiltInFile file) {
    return new SourceDeclaration(file.fields(name).only(FIRST), file);
  }

  private String checkName(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private void check() {
    if (recognise.isEmpty() && lines.get().isEmpty()) {
      throw DiagnosticException.usage(
          mark.error("PM-S021", "the source \u201c" + name + "\u201d recognises nothing")
              .helping("say under \u201crecognise\u201d which fields its records have"));
    }
    if (events().isEmpty() && series().isEmpty() && spans() == null && log() == null) {
      throw DiagnosticException.usage(
          mark.error("PM-S022", "the source \u201c" + name + "\u201d yields nothing")
              .helping(
                  "declare \u201cevents\u201d, \u201cseries\u201d, \u201cspans\u201d or"
                      + " \u201clog\u201d"));
    }
  }

  private void checkTrial(Trial told) {
    if (told.samples().isEmpty() || told.rejects().isEmpty()) {
      throw DiagnosticException.usage(
          mark.error(
                  "PM-S023",
                  "the source \u201c"
                      + name
                      + "\u201d has no "
                      + (told.samples().isEmpty() ? "samples" : "rejects"))
              .helping(
                  "a source does not load without a sample, what it yields, and a text that it"
                      + " does not take"));
    }
    for (SampleText sample : told.samples()) {
      if (sample.events().isEmpty() && sample.series().isEmpty() && sample.records().isEmpty()) {
        throw DiagnosticException.usage(
            sample
                .mark()
                .error("PM-S024", "the sample does not say what it yields")
                .helping("add events:, series: or records: to the sample"));
      }
    }
  }

  private static List<Container> containers(Node node) {
    return node instanceof Node.Scalar scalar
        ? List.of(scalar.constant(Container.class))
        : node.list(item -> item.scalar().constant(Container.class));
  }

  static List<Pointer> pointers(Fields fields, String key) {
    Optional<Node> node = fields.optional(key);
    if (node.isEmpty()) {
      return List.of();
    }
    return node.get() instanceof Node.Scalar scalar
        ? List.of(scalar.as("a JSON Pointer", Pointer::parse))
        : node.get().list(item -> item.scalar().as("a JSON Pointer", Pointer::parse));
  }

  private static Join join(Node node) {
    Fields fields = node.fields();
    Join join =
        new Join(
            fields.text("source"),
            fields.required("by").scalar().as("a JSON Pointer", Reference::alternatives),
            fields.required("to").scalar().as("a JSON Pointer", Reference::alternatives));
    fields.end();
    return join;
  }

  private static List<Skip> skip(Node node) {
    Fields fields = node.fields();
    List<Pointer> each = levels(fields);
    Condition when = fields.optional("when").map(Condition::of).orElse(Condition.ALWAYS);
    boolean untold = fields.flag("untold", false);
    String because = fields.text("because");
    fields.end();
    return each.stream().map(level -> new Skip(level, when, untold, because)).toList();
  }

  /** What {@code each} names: elements of the record; the record itself when it is missing. */
  static List<Pointer> levels(Fields fields) {
    List<Pointer> each = pointers(fields, "each");
    return each.isEmpty() ? List.of(Pointer.ROOT) : each;
  }

  /** First segments of all fields of a record that something reads. */
  private Set<String> read(
      List<EventRule> events,
      List<Skip> skips,
      List<SeriesRule> series,
      @Nullable SpanRule spans,
      List<Pointer> keep) {
    List<Reference> references = new ArrayList<>();
    recognise.forEach(condition -> references.addAll(condition.references()));
    skips.forEach(skip -> references.addAll(skip.when().references()));
    series.forEach(rule -> references.addAll(rule.references()));
    if (spans != null) {
      references.addAll(spans.references());
    }
    if (join != null) {
      references.addAll(join.by());
    }
    keep.forEach(pointer -> references.add(new Reference(Reference.Scope.ELEMENT, pointer)));
    Set<String> first = new HashSet<>();
    for (EventRule rule : events) {
      if (rule.each().equals(Pointer.ROOT)) {
        references.addAll(rule.references());
      } else {
        first.add(rule.each().segments().get(0));
        for (Reference reference : rule.references()) {
          if (reference.scope() == Reference.Scope.RECORD
              && !reference.pointer().segments().isEmpty()) {
            first.add(reference.pointer().segments().get(0));
          }
        }
      }
    }
    for (Reference reference : references) {
      if (reference.scope() == Reference.Scope.ELEMENT
          && !reference.pointer().segments().isEmpty()) {
        first.add(reference.pointer().segments().get(0));
      }
    }
    return Set.copyOf(first);
  }

  /** A name in which {@code *} takes anything. */
  static Pattern glob(String glob) {
    return Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q") + "\\E");
  }

  /** Fields of a record that no rule reads and that are not declared to be of no use. */
  Set<String> unread(Tree tree) {
    Set<String> unread = new TreeSet<>();
    Set<String> read = meaning.get().read();
    if (tree instanceof Tree.Obj obj && series().stream().noneMatch(SeriesRule::readsAll)) {
      for (Map.Entry<String, Tree> field : obj.fields().entrySet()) {
        String key = field.getKey();
        if (!read.contains(key) && !field.getValue().isBlank() && !ignores(key)) {
          unread.add(key);
        }
      }
    }
    return unread;
  }

  /** Whether a field of that name is declared to be of no use. */
  boolean ignores(String field) {
    return meaning.get().ignore().stream().anyMatch(glob -> glob.matcher(field).matches());
  }

  /** Where the declaration begins. */
  Mark mark() {
    return mark;
  }

  /** Its own name, unique. */
  String name() {
    return name;
  }

  /** What people call it. */
  String title() {
    return title;
  }

  /** The system it comes from: the source of its events. */
  String system() {
    return system;
  }

  /** Where the system's maker explains the export. */
  String url() {
    return url;
  }

  /** What to do about a record whose time cannot be read. */
  String withoutTime() {
    String advice = meaning.get().withoutTime();
    return advice == null
        ? "compare with " + url + ", or describe the time in a source of your own"
        : advice;
  }

  /** The command or menu path that makes the export. */
  String export() {
    return export;
  }

  /** What it may be written in. */
  List<Container> containers() {
    return containers;
  }

  /** Where its records are; the root alone for records that are whole values or lines. */
  List<Pointer> records() {
    return records.isEmpty() ? List.of(Pointer.ROOT) : records;
  }

  /** The columns of its tables where they have no header line; none where they have one. */
  CsvColumns header() {
    return header;
  }

  /** Of which records it speaks: one of these has to hold. */
  List<Condition> recognise() {
    return recognise;
  }

  /** The source that tells more; null for none. */
  @Nullable Join join() {
    return join;
  }

  /** What its records mean as events. */
  List<EventRule> events() {
    return meaning.get().events();
  }

  /** How its lines are read; null when it is not made of lines. */
  @Nullable LineRule lines() {
    return containers.contains(Container.TEXT) ? lines.get().orElse(null) : null;
  }

  /** Its declared non-events. */
  List<Skip> skips() {
    return meaning.get().skips();
  }

  /** What its records mean as numbers; empty when they mean none. */
  List<SeriesRule> series() {
    return meaning.get().series();
  }

  /** What its records mean as spans of traces; null when they mean none. */
  @Nullable SpanRule spans() {
    return meaning.get().spans();
  }

  /** Where a log is in its records; null when they are no records of a log. */
  @Nullable LogRule log() {
    return meaning.get().log();
  }

  /** What its records of a log are matched with; null when they are none. */
  @Nullable LogFormat format() {
    return meaning.get().format();
  }

  /** Tables of the same export that say what ids are called. */
  List<NameList> names() {
    return meaning.get().names();
  }

  /** Objects in a record whose texts are all kept as attributes. */
  List<Pointer> keep() {
    return meaning.get().keep();
  }

  /** Its samples. */
  List<SampleText> samples() {
    return trial.get().samples();
  }

  /** Texts that it must not take. */
  List<String> rejects() {
    return trial.get().rejects();
  }
}
