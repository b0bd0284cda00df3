package postmortem.source;

import java.io.IOException;
import java.time.Duration;
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
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Progress;
import postmortem.evidence.ContentHash;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.EvidenceRepository;
import postmortem.evidence.FileAccount;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.log.WrappedLog;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;

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
    Map<String, List<Head>> bySource = new TreeMap<>();
    List<Head> unknown = new ArrayList<>();
    for (Head head : pile.heads()) {
      List<SourceDeclaration> sources = recognition.of(head);
      if (!sources.isEmpty()) {
        bySource.computeIfAbsent(sources.get(0).name(), name -> new ArrayList<>()).add(head);
      } else {
        unknown.add(head);
      }
    }
    for (Map.Entry<String, List<Head>> entry : bySource.entrySet()) {
      SourceDeclaration source = library.declared(entry.getKey()).orElseThrow();
      List<Head> names =
          unknown.stream().filter(head -> recognition.tellsNames(source, head)).toList();
      entry.getValue().addAll(names);
      unknown.removeAll(names);
    }
    unknown.removeIf(
        head ->
            (head.shape() != Head.Shape.JSON || looksLikeLog(head))
                && !isYaml(head)
                && !recognition.isTable(head, formats));
    List<WrappedLog> plain = new ArrayList<>();
    unknown.removeIf(head -> PlainLog.of(head, formats, limits).map(plain::add).orElse(false));
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
    List<Evidence> left = evidence.stream().filter(e -> !gone.contains(e.name())).toList();
    boolean dateless =
        bySource.keySet().stream()
            .anyMatch(name -> library.declared(name).orElseThrow().lines() != null);
    return new Claims(
        pile.taken(), unknown, left, wrapped, told, dateless ? DatesElsewhere.of(heads) : null);
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
        parts.add(new Claims(List.of(taken), List.of(), List.of(), List.of(), List.of(), null));
      } else {
        declared.add(taken);
      }
    }
    parts.add(
        new Claims(
            declared, claims.unknown(), List.of(), List.of(), claims.told(), claims.elsewhere()));
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
    claims.unknown().forEach(head -> unknown(head, reading));
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
    claims.unknown().forEach(head -> unknown(head, reading));
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

  private void unknown(Head head, Reading reading) {
    EvidenceFile file = head.file();
    Tree root = head.root();
    Recognition recognition = new Recognition(library.declared(), redactor);
    if (root != null && head.whole() && (root.isBlank() || isEmptyPage(root))) {
      diagnostics.add(
          Diagnostic.note("PM-S010", "the export holds no records")
              .at(Location.of(file.name()))
              .helping("if there should be some, export again with a wider range of time"));
      reading.account(
          new FileAccount(
              file.name(),
              ContentHash.of(file),
              file.bytes(),
              null,
              false,
              0,
              0,
              0,
              0,
              0,
              null,
              null,
              null,
              List.of(),
              Duration.ZERO));
      return;
    }
    if (head.damaged() && head.shape() == Head.Shape.JSON) {
      RecordScan scan = reading.scan(file);
      scan.check();
      if (scan.lost() > 0) {
        reading.account(FileAccount.unreadable(file));
        return;
      }
    }
    Diagnostic diagnostic =
        Diagnostic.warning(
                "PM-S009",
                "no source knows this "
                    + switch (head.shape()) {
                      case YAML -> "YAML: ";
                      case TABLE -> "table: ";
                      default -> "JSON: ";
                    }
                    + recognition.looks(head))
            .at(Location.of(file.name()))
            .helping(
                "describe it in a YAML file of your own (docs/sources.md) and try it with:"
                    + " postmortem formats test my-source.yaml");
    Optional<SourceDeclaration> nearest = recognition.nearest(head);
    if (nearest.isPresent()) {
      diagnostic =
          diagnostic.noting(
              "nearest is " + nearest.get().name() + ", exported with: " + nearest.get().export());
    }
    diagnostics.add(diagnostic);
    reading.account(
        head.shape() == Head.Shape.TABLE
            ? FileAccount.unreadable(file, reading.rows(file, head.columns()))
            : FileAccount.unreadable(file));
  }

  /** Whether a document is a page of some source's records on which none stands. */
  private boolean isEmptyPage(Tree root) {
    return root instanceof Tree.Obj page
        && page.fields().values().stream().noneMatch(SourceReader::holdsObjects)
        && library.declared().stream()
            .flatMap(source -> source.records().stream())
            .anyMatch(records -> isEmptyList(root, records));
  }

  private static boolean holdsObjects(Tree tree) {
    return tree instanceof Tree.Arr arr && !arr.isBlank();
  }

  private static boolean isEmptyList(Tree root, Pointer records) {
    List<String> segments = records.segments();
    int last = segments.size() - 1;
    return last > 0
        && segments.get(last).equals("*")
        && new Pointer(segments.subList(0, last))
            .all(root).stream().anyMatch(list -> list instanceof Tree.Arr arr && arr.isBlank());
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
