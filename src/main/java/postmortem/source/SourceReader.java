package postmortem.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Progress;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.incident.ReadingRules;
import postmortem.log.Readout;
import postmortem.log.format.FormatLibrary;
import postmortem.redact.Redactor;
import postmortem.source.declared.DeclaredReading;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.scan.Reading;
import postmortem.source.system.ClassSource;

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
    return new Claiming(library, formats, redactor, limits).of(evidence);
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
