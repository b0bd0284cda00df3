package postmortem.source.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * A source that one YAML file declares: how its exports are recognised, and what their records
 * mean. {@code docs/sources.md} explains the language.
 */
public final class SourceDeclaration {

  /** What an export is written in. */
  public enum Container {
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
   * How to find the record of another source that tells more.
   *
   * @param source name of the other
   * @param by key in this record
   * @param to key in the other
   */
  public record Join(String source, List<Reference> by, List<Reference> to) {}

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
  private final Supplier<List<LogFormat>> formats;
  private final Supplier<Trial> trial;

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
   * @param tried whether it has to have samples and rejects
   */
  private SourceDeclaration(Fields fields, @Nullable BuiltInFile later, boolean tried) {
    mark = fields.mark();
    name = fields.required("name").scalar().as("a name such as my-source", this::checkName);
    title = fields.text("title");
    system = fields.required("system").scalar().as("a name such as my-system", this::checkName);
    url = fields.text("url");
    export = fields.text("export");
    containers = containers(fields.required("container"));
    records = Pointer.list(fields, "records");
    header = CsvColumns.of(fields.texts("header"));
    recognise = fields.list("recognise", Condition::of);
    join = fields.optional("join").map(SourceDeclaration::join).orElse(null);
    if (later == null) {
      Meaning told = Meaning.of(fields, told());
      Trial own = Trial.of(fields);
      meaning = () -> told;
      List<LogFormat> matched = matched(told.log());
      formats = () -> matched;
      Optional<LineRule> read = fields.optional("lines").map(LineRule::of);
      lines = () -> read;
      trial = () -> own;
    } else {
      String file = mark.file();
      meaning = new Later<>(() -> Meaning.of(later.fields(file), told()));
      lines = new Later<>(() -> later.fields(file).optional("lines").map(LineRule::of));
      formats = new Later<>(() -> matched(log()));
      trial = new Later<>(() -> parse(file, later.text()).trial.get());
    }
    fields.end();
    if (later == null) {
      check();
    }
    if (tried) {
      checkTrial(trial.get());
    }
  }

  private List<LogFormat> matched(@Nullable LogRule log) {
    return log == null ? List.of() : log.formats(name, title, url, mark);
  }

  /** What is read of a record to know it and to find what belongs to it. */
  private List<Reference> told() {
    List<Reference> told = new ArrayList<>();
    recognise.forEach(condition -> told.addAll(condition.references()));
    if (join != null) {
      told.addAll(join.by());
    }
    return told;
  }

  /** Reads a declaration; mistakes are reported with their places. */
  public static SourceDeclaration parse(String file, String text) {
    return new SourceDeclaration(Declaration.fields(file, text), null, true);
  }

  /** Reads what the program wrote about one file, which has no samples but that file. */
  public static SourceDeclaration guessed(String text) {
    return new SourceDeclaration(Declaration.fields("guessed.yaml", text), null, false);
  }

  /**
   * Reads a declaration that comes with the program as far as a run needs to find the files that
   * are this source's; the rest is read when there are some. There are many sources, and an
   * incident has exports of a few. A test reads all of it as {@link #parse} does.
   */
  public static SourceDeclaration ofProgram(String name, BuiltInFile file) {
    return new SourceDeclaration(file.fields(name).only(FIRST), file, false);
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

  /** Fields of a record that no rule reads and that are not declared to be of no use. */
  public Set<String> unread(Tree tree) {
    return meaning.get().unread(tree);
  }

  /** Whether a field of that name is declared to be of no use. */
  public boolean ignores(String field) {
    return meaning.get().ignores(field);
  }

  /** Where the declaration begins. */
  public Mark mark() {
    return mark;
  }

  /** Its own name, unique. */
  public String name() {
    return name;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** The system it comes from: the source of its events. */
  public String system() {
    return system;
  }

  /** Where the system's maker explains the export. */
  public String url() {
    return url;
  }

  /** What to do about a record whose time cannot be read. */
  public String withoutTime() {
    String advice = meaning.get().withoutTime();
    return advice == null
        ? "compare with " + url + ", or describe the time in a source of your own"
        : advice;
  }

  /** The command or menu path that makes the export. */
  public String export() {
    return export;
  }

  /** What it may be written in. */
  public List<Container> containers() {
    return containers;
  }

  /** Where its records are; the root alone for records that are whole values or lines. */
  public List<Pointer> records() {
    return records.isEmpty() ? List.of(Pointer.ROOT) : records;
  }

  /** The columns of its tables where they have no header line; none where they have one. */
  public CsvColumns header() {
    return header;
  }

  /** Of which records it speaks: one of these has to hold. */
  public List<Condition> recognise() {
    return recognise;
  }

  /** The source that tells more; null for none. */
  public @Nullable Join join() {
    return join;
  }

  /** What its records mean as events. */
  public List<EventRule> events() {
    return meaning.get().events();
  }

  /** How its lines are read; null when it is not made of lines. */
  public @Nullable LineRule lines() {
    return containers.contains(Container.TEXT) ? lines.get().orElse(null) : null;
  }

  /** Its declared non-events. */
  public List<SkipRule> skips() {
    return meaning.get().skips();
  }

  /** What its records mean as numbers; empty when they mean none. */
  public List<SeriesRule> series() {
    return meaning.get().series();
  }

  /** What its records mean as spans of traces; null when they mean none. */
  public @Nullable SpanRule spans() {
    return meaning.get().spans();
  }

  /** Where a log is in its records; null when they are no records of a log. */
  public @Nullable LogRule log() {
    return meaning.get().log();
  }

  /**
   * What its records of a log are matched with: one, or where they may have dates in figures one
   * for month first and one for day first; none when they are no records of a log.
   */
  public List<LogFormat> formats() {
    return formats.get();
  }

  /** Tables of the same export that say what ids are called. */
  public List<NameList> names() {
    return meaning.get().names();
  }

  /** Objects in a record whose texts are all kept as attributes. */
  public List<Pointer> keep() {
    return meaning.get().keep();
  }

  /** Its samples. */
  public List<SampleText> samples() {
    return trial.get().samples();
  }

  /** Texts that it must not take. */
  public List<String> rejects() {
    return trial.get().rejects();
  }
}
