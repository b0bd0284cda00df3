package postmortem.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import postmortem.event.StreamName;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceRepository;
import postmortem.evidence.Limits;
import postmortem.log.format.FormatLibrary;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;
import postmortem.source.guess.ShapeGuess;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.log.DeclaredLog;
import postmortem.source.log.PlainLog;
import postmortem.source.recognition.DatesElsewhere;
import postmortem.source.recognition.LogOrTable;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.tree.Tree;

/**
 * Decides once which evidence is an export, and whose. What is surest comes first: sources with
 * logic of their own, those that are declared, logs in documents, and what the shape of a table or
 * a document tells. What is left is the log engine's.
 */
final class Claiming {

  private final SourceLibrary library;
  private final FormatLibrary formats;
  private final Redactor redactor;
  private final Limits limits;
  private final Recognition recognition;
  private final LogOrTable logs;

  private final Map<String, List<Head>> declared = new TreeMap<>();
  private final List<Head> unknown = new ArrayList<>();
  private final List<Claims.Guessed> guessed = new ArrayList<>();
  private final List<WrappedLog> wrapped = new ArrayList<>();
  private final List<Pile.Taken> told = new ArrayList<>();

  Claiming(SourceLibrary library, FormatLibrary formats, Redactor redactor, Limits limits) {
    this.library = library;
    this.formats = formats;
    this.redactor = redactor;
    this.limits = limits;
    this.recognition = new Recognition(library.declared(), redactor);
    this.logs = new LogOrTable(recognition, formats);
  }

  /** Looks at the beginnings of all evidence. */
  Claims of(List<Evidence> evidence) {
    List<Head> heads = heads(evidence);
    List<EvidenceRepository> repositories = new ArrayList<>();
    for (Evidence one : evidence) {
      if (one instanceof EvidenceRepository repository) {
        repositories.add(repository);
      }
    }
    repositories.sort(Comparator.comparing(EvidenceRepository::name));
    Pile pile = new Pile(heads, repositories);
    library.classes().forEach(source -> source.claim(pile));
    pile.heads().forEach(this::recognise);
    takeNames();
    takeShapes();
    takeDeclared(pile);
    boolean dateless = declared.keySet().stream().anyMatch(name -> source(name).lines() != null);
    return new Claims(
        pile.taken(),
        unknown,
        left(evidence, pile),
        wrapped,
        told,
        guessed,
        dateless ? DatesElsewhere.of(heads) : null);
  }

  private List<Head> heads(List<Evidence> evidence) {
    List<Head> heads = new ArrayList<>();
    for (Evidence one : evidence) {
      if (one instanceof EvidenceFile file) {
        try {
          heads.add(Head.of(file, limits));
        } catch (IOException e) {
          // Not claimed: the log engine reads it as far as it goes, and reports the damage once.
        }
      }
    }
    heads.sort(Comparator.comparing(head -> head.file().name()));
    return heads;
  }

  private SourceDeclaration source(String name) {
    return library.declared(name).orElseThrow();
  }

  /** Finds the declared source of a file. */
  private void recognise(Head head) {
    List<SourceDeclaration> sources = recognition.of(head);
    if (!sources.isEmpty() && isRather(head, sources.get(0))) {
      // Lines of a chat have no header that names their columns.
      sources = List.of();
    }
    Head known = head;
    if (sources.isEmpty()) {
      // A spreadsheet may have lines about the table above its header.
      known = head.below().filter(logs::mayBeTable).orElse(head);
      sources = known == head ? sources : recognition.of(known);
    }
    if (sources.isEmpty()) {
      unknown.add(known);
    } else {
      declared.computeIfAbsent(sources.get(0).name(), name -> new ArrayList<>()).add(known);
    }
  }

  /** Whether what a source of lines would read is a table with a header, which says when. */
  private boolean isRather(Head head, SourceDeclaration source) {
    return head.shape() == Head.Shape.TABLE
        && source.lines() != null
        && logs.mayBeTable(head)
        && new ShapeGuess(redactor, recognition).of(head).named();
  }

  /** Files that tell names to a source which has others. */
  private void takeNames() {
    declared.forEach(
        (name, files) -> {
          SourceDeclaration source = source(name);
          List<Head> names =
              unknown.stream().filter(head -> recognition.tellsNames(source, head)).toList();
          files.addAll(names);
          unknown.removeAll(names);
        });
  }

  /** What no source knows: tables, logs, logs in documents, and documents, in this order. */
  private void takeShapes() {
    unknown.removeIf(
        head ->
            (head.shape() == Head.Shape.JSON_LINES ? !logs.isLog(head) : logs.mayBeTable(head))
                && guess(head));
    unknown.removeIf(
        head ->
            (head.shape() != Head.Shape.JSON || looksLikeLog(head))
                && !isYaml(head)
                && !logs.isTable(head));
    unknown.removeIf(head -> PlainLog.of(head, formats, limits).map(wrapped::add).orElse(false));
    unknown.removeIf(head -> head.shape() == Head.Shape.JSON && guess(head));
  }

  /** Takes a file by its shape; false when that leaves a doubt. */
  private boolean guess(Head head) {
    if (head.damaged()) {
      return false;
    }
    ShapeGuess.Outcome outcome = new ShapeGuess(redactor, recognition).of(head);
    SourceDeclaration source = outcome.source();
    return source != null
        && guessed.add(new Claims.Guessed(outcome.head(), source, outcome.note()));
  }

  /** A YAML document by its name too: no log. */
  private static boolean isYaml(Head head) {
    String name = StreamName.unpacked(head.file().name()).toLowerCase(Locale.ROOT);
    return head.shape() == Head.Shape.YAML && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** One object on one line, in a file that is not named as a document: a log of one record. */
  private static boolean looksLikeLog(Head head) {
    if (StreamName.unpacked(head.file().name()).endsWith(".json")
        || !(head.root() instanceof Tree.Obj)) {
      return false;
    }
    boolean ended = false;
    for (byte b : head.bytes()) {
      if (ended && b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
      ended |= b == '\n';
    }
    return true;
  }

  /** Gives declared sources their files: those whose records are a log's to the log engine. */
  private void takeDeclared(Pile pile) {
    declared.forEach(
        (name, files) -> {
          SourceDeclaration source = source(name);
          if (source.log() == null) {
            pile.take(name, files, List.of());
            return;
          }
          files.forEach(head -> wrapped.add(DeclaredLog.of(source, head, recognition, limits)));
          if (!source.events().isEmpty()) {
            told.add(new Pile.Taken(name, files, List.of()));
          }
        });
  }

  /** The evidence that nothing here speaks for. */
  private List<Evidence> left(List<Evidence> evidence, Pile pile) {
    Set<String> gone = new HashSet<>();
    for (Pile.Taken taken : pile.taken()) {
      taken.heads().forEach(head -> gone.add(head.file().name()));
      taken.repositories().forEach(folder -> gone.add(folder.name()));
    }
    unknown.forEach(head -> gone.add(head.file().name()));
    wrapped.forEach(log -> gone.add(log.file().name()));
    guessed.forEach(one -> gone.add(one.head().file().name()));
    return evidence.stream().filter(one -> !gone.contains(one.name())).toList();
  }
}
