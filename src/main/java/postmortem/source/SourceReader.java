package postmortem.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceRepository;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.log.format.FormatLibrary;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;
import postmortem.source.declared.DeclaredReading;
import postmortem.source.guess.ShapeGuess;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.log.DeclaredLog;
import postmortem.source.log.PlainLog;
import postmortem.source.recognition.DatesElsewhere;
import postmortem.source.recognition.LogOrTable;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.scan.Reading;
import postmortem.source.system.ClassSource;
import postmortem.source.tree.Tree;

/**
 * Reads exports of other systems.
 *
 * <pre>
 * Claims claims = reader.claim(evidence);
 * Readout exports = reader.read(claims);
 * // claims.left() is for the log engine
 * </pre>
 *
 * <p>What it yields does not depend on the order of the evidence. Nothing is thrown for bad
 * evidence: it is reported, and accounted for as unreadable.
 */
public final class SourceReader {

  private final SourceLibrary library;
  private final FormatLibrary formats;
  private final Redactor redactor;
  private final ReadingRules rules;
  private final Limits limits;
  private final Diagnostics diagnostics;
  private final Progress progress;
  private final int threads;

  /**
   * A reader for one run that knows the log formats which come with the program; it works in one
   * thread.
   */
  public SourceReader(
      SourceLibrary library,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress) {
    this(library, FormatLibrary.builtIn(), redactor, rules, limits, diagnostics, progress, 1);
  }

  /**
   * A reader for one run.
   *
   * @param formats of logs that may lie in a JSON document
   * @param threads how many understand records at once, at least 1
   */
  public SourceReader(
      SourceLibrary library,
      FormatLibrary formats,
      Redactor redactor,
      ReadingRules rules,
      Limits limits,
      Diagnostics diagnostics,
      Progress progress,
      int threads) {
    this.library = library;
    this.threads = threads;
    this.formats = formats;
    this.redactor = redactor;
    this.rules = rules;
    this.limits = limits;
    this.diagnostics = diagnostics;
    this.progress = progress;
  }

  /** Decides which evidence is an export that a source knows; looks only at its beginning. */
  public Claims claim(List<Evidence> evidence) {
    List<Head> heads = new ArrayList<>();
    List<EvidenceRepository> repositories = new ArrayList<>();
    for (Evidence one : evidence) {
      if (one instanceof EvidenceRepository repository) {
        repositories.add(repository);
      } else if (one instanceof EvidenceFile file) {
        try {
          heads.add(Head.of(file, limits));
        } catch (IOException e) {
          // Not claimed: the log engine reads it as far as it goes, and reports the damage once.
        }
      }
    }
    heads.sort(Comparator.comparing(head -> head.file().name()));
    repositories.sort(Comparator.comparing(EvidenceRepository::name));
    Pile pile = new Pile(heads, repositories);
    library.classes().forEach(source -> source.claim(pile));
    Recognition recognition = new Recognition(library.declared(), redactor);
    LogOrTable logs = new LogOrTable(recognition, formats);
    Map<String, List<Head>> bySource = new TreeMap<>();
    List<Head> unknown = new ArrayList<>();
    for (Head head : pile.heads()) {
      List<SourceDeclaration> sources = recognition.of(head);
      if (!sources.isEmpty() && isRather(head, sources.get(0), recognition, logs)) {
        // Lines of a chat have no header that names their columns.
        sources = List.of();
      }
      Head known = head;
      if (sources.isEmpty()) {
        // A spreadsheet may have lines about the table above its header.
        known = head.below().filter(logs::mayBeTable).orElse(head);
        sources = known == head ? sources : recognition.of(known);
      }
      if (!sources.isEmpty()) {
        bySource.computeIfAbsent(sources.get(0).name(), name -> new ArrayList<>()).add(known);
      } else {
        unknown.add(known);
      }
    }
    for (Map.Entry<String, List<Head>> entry : bySource.entrySet()) {
      SourceDeclaration source = library.declared(entry.getKey()).orElseThrow();
      List<Head> names =
          unknown.stream().filter(head -> recognition.tellsNames(source, head)).toList();
      entry.getValue().addAll(names);
      unknown.removeAll(names);
    }
    List<Claims.Guessed> guessed = new ArrayList<>();
    unknown.removeIf(
        head ->
            (head.shape() == Head.Shape.JSON_LINES ? !logs.isLog(head) : logs.mayBeTable(head))
                && guess(head, recognition, guessed));
    unknown.removeIf(
        head ->
            (head.shape() != Head.Shape.JSON || looksLikeLog(head))
                && !isYaml(head)
                && !logs.isTable(head));
    List<WrappedLog> plain = new ArrayList<>();
    unknown.removeIf(head -> PlainLog.of(head, formats, limits).map(plain::add).orElse(false));
    unknown.removeIf(head -> head.shape() == Head.Shape.JSON && guess(head, recognition, guessed));
    List<WrappedLog> wrapped = new ArrayList<>(plain);
    List<Pile.Taken> told = new ArrayList<>();
    bySource.forEach(
        (name, files) -> {
          SourceDeclaration source = library.declared(name).orElseThrow();
          if (source.log() != null) {
            files.forEach(head -> wrapped.add(DeclaredLog.of(source, head, recognition, limits)));
            if (!source.events().isEmpty()) {
              told.add(new Pile.Taken(name, files, List.of()));
            }
          } else {
            pile.take(name, files, List.of());
          }
        });
    Set<String> gone = new HashSet<>();
    pile.taken().forEach(taken -> taken.heads().forEach(head -> gone.add(head.file().name())));
    pile.taken().forEach(taken -> taken.repositories().forEach(folder -> gone.add(folder.name())));
    unknown.forEach(head -> gone.add(head.file().name()));
    wrapped.forEach(log -> gone.add(log.file().name()));
    guessed.forEach(one -> gone.add(one.head().file().name()));
    List<Evidence> left = evidence.stream().filter(e -> !gone.contains(e.name())).toList();
    boolean dateless =
        bySource.keySet().stream()
            .anyMatch(name -> library.declared(name).orElseThrow().lines() != null);
    return new Claims(
        pile.taken(),
        unknown,
        left,
        wrapped,
        told,
        guessed,
        dateless ? DatesElsewhere.of(heads) : null);
  }

  /** Whether what a source of lines would read is a table with a header, which says when. */
  private boolean isRather(
      Head head, SourceDeclaration source, Recognition recognition, LogOrTable logs) {
    return head.shape() == Head.Shape.TABLE
        && source.lines() != null
        && logs.mayBeTable(head)
        && new ShapeGuess(redactor, recognition).of(head).named();
  }

  /** Takes a file that no source knows by its shape; false when that leaves a doubt. */
  private boolean guess(Head head, Recognition recognition, List<Claims.Guessed> guessed) {
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
    String name = head.file().name().toLowerCase(Locale.ROOT);
    return head.shape() == Head.Shape.YAML && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** One object on one line, in a file that is not named as a document: a log of one record. */
  private static boolean looksLikeLog(Head head) {
    if (head.file().name().endsWith(".json") || !(head.root() instanceof Tree.Obj)) {
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

  /** Reads what the sources recognise; the rest has no account here. */
  public Readout read(List<Evidence> evidence) {
    return read(claim(evidence));
  }

  /**
   * What was claimed, in parts that can be read side by side, in this order; declared sources tell
   * of each other and stay together.
   */
  public List<Claims> parts(Claims claims) {
    List<Claims> parts = new ArrayList<>();
    List<Pile.Taken> declared = new ArrayList<>();
    for (Pile.Taken taken : claims.taken()) {
      if (library.ofClass(taken.source()).isPresent()) {
        parts.add(Claims.of(taken));
      } else {
        declared.add(taken);
      }
    }
    parts.add(
        new Claims(
            declared,
            claims.unknown(),
            List.of(),
            List.of(),
            claims.told(),
            claims.guessed(),
            claims.elsewhere()));
    return parts;
  }

  /** Reads what was claimed. */
  public Readout read(Claims claims) {
    Reading reading =
        new Reading(redactor, rules, limits, diagnostics, progress, threads, claims.elsewhere());
    Map<String, Pile.Taken> declared = new LinkedHashMap<>();
    for (Pile.Taken taken : claims.taken()) {
      Optional<ClassSource> source = library.ofClass(taken.source());
      if (source.isPresent()) {
        source.get().read(taken, reading);
      } else {
        declared.put(taken.source(), taken);
      }
    }
    declared(declared, reading);
    for (Claims.Guessed guessed : claims.guessed()) {
      diagnostics.add(guessed.note());
      DeclaredReading one = new DeclaredReading(guessed.source(), reading);
      one.read(guessed.head());
      one.close();
    }
    UnknownExports unknown = new UnknownExports(library, redactor);
    claims.unknown().forEach(head -> unknown.tell(head, reading));
    return claims.told().isEmpty()
        ? reading.readout()
        : Readout.of(List.of(reading.readout(), told(claims)));
  }

  /**
   * Events that stand in the records of logs. The log engine reads those as well, and keeps the
   * books: what this says of rows is how many of them became events here.
   */
  private Readout told(Claims claims) {
    Reading reading =
        new Reading(
            redactor, rules, limits, new Diagnostics(), Progress.NONE, threads, claims.elsewhere());
    for (Pile.Taken taken : claims.told()) {
      DeclaredReading one =
          new DeclaredReading(
              library.declared(taken.source()).orElseThrow(), reading, /* onlyEvents= */ true);
      taken.heads().forEach(one::read);
      one.close();
    }
    return reading.readout();
  }

  /** Says of what no source claimed what it looks like, or where it breaks off. */
  public void tellUnknown(Claims claims) {
    Reading reading =
        new Reading(redactor, rules, limits, diagnostics, progress, threads, claims.elsewhere());
    UnknownExports unknown = new UnknownExports(library, redactor);
    claims.unknown().forEach(head -> unknown.tell(head, reading));
  }

  /** Sources that others join to are read last: their records may be told by those others. */
  private void declared(Map<String, Pile.Taken> taken, Reading reading) {
    Map<String, DeclaredReading> targets = new TreeMap<>();
    for (boolean joining : new boolean[] {true, false}) {
      for (Map.Entry<String, Pile.Taken> entry : taken.entrySet()) {
        SourceDeclaration source = library.declared(entry.getKey()).orElseThrow();
        SourceDeclaration.Join join = source.join();
        if ((join != null) != joining) {
          continue;
        }
        DeclaredReading one =
            Optional.ofNullable(targets.get(source.name()))
                .orElseGet(() -> new DeclaredReading(source, reading));
        if (join != null) {
          SourceDeclaration target = library.declared(join.source()).orElseThrow();
          Pile.Taken files = taken.get(join.source());
          if (files != null) {
            one.joins(target, files.heads());
          }
        }
        entry.getValue().heads().forEach(one::learn);
        entry.getValue().heads().forEach(one::read);
        one.close();
        if (join != null) {
          targets
              .computeIfAbsent(
                  join.source(),
                  name -> new DeclaredReading(library.declared(name).orElseThrow(), reading))
              .toldBy(join, one.used());
        }
      }
    }
  }

  /** Says which source would read a file, and which others would as well: for explanations. */
  public List<String> candidates(EvidenceFile file) {
    try {
      Recognition recognition = new Recognition(library.declared(), redactor);
      return recognition.of(Head.of(file, limits)).stream().map(SourceDeclaration::name).toList();
    } catch (EvidenceException e) {
      diagnostics.add(e.diagnostic());
      return List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
