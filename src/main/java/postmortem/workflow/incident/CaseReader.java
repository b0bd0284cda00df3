package postmortem.workflow.incident;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Analyzer;
import postmortem.analysis.Reached;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.event.clock.Anchors;
import postmortem.event.clock.ClockSkew;
import postmortem.evidence.Evidence;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.log.Readout;
import postmortem.redact.Redactor;
import postmortem.series.Series;
import postmortem.source.Claims;
import postmortem.source.SourceReader;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.Timeline;
import postmortem.timeline.TimelineBuilder;
import postmortem.workflow.Session;
import postmortem.workflow.Slug;

/** Evidence to case: find, read, order, analyze. Writes nothing. */
final class CaseReader {

  private CaseReader() {}

  /**
   * Evidence in order, and not asked yet.
   *
   * @param found what people state, and where
   */
  record Placed(IncidentSearch.Found found, Timeline timeline) {}

  /**
   * Reads everything, and analyzes it.
   *
   * @throws DiagnosticException with exit code 3 when nothing in the evidence could be placed
   */
  static Case read(Session session, ReadingOptions options) throws IOException {
    Placed placed = place(session, options);
    IncidentSearch.Found found = placed.found();
    Incident incident = found.incident();
    Timeline timeline = placed.timeline();
    Analysis analysis = Analyzer.analyze(timeline, incident);
    String id = found.id();
    Case.Known how = found.shared() ? Case.Known.SHARED : Case.Known.STATED;
    if (id == null) {
      id = newId(incident, timeline, analysis, options);
      how = Case.Known.MADE;
    }
    return new Case(id, how, incident, found.stated(), timeline, analysis);
  }

  /**
   * Reads everything.
   *
   * @throws DiagnosticException with exit code 3 when nothing in the evidence could be placed
   */
  static Placed place(Session session, ReadingOptions options) throws IOException {
    boolean alone = options.threads() == 1;
    // Loading declarations costs as much as finding the evidence, and neither needs the other.
    Callable<Libraries> load = () -> Libraries.load(session, options.formats());
    Ahead<Libraries> libraries = alone ? Ahead.now(load) : Ahead.begin(load);
    Redactor redactor = session.redactor();
    List<Evidence> evidence = Readers.find(session, options, redactor);
    IncidentSearch.Found found = new IncidentSearch(session).find(options, evidence);
    Incident incident = found.incident();
    Clocks clocks = Clocks.UNTOUCHED;
    if (options.align()) {
      Session silent = session.silent();
      Readers trial = Readers.of(silent, options, incident, redactor, libraries.get());
      clocks = Clocks.aligned(read(trial, evidence, alone).anchors());
    }
    Readers readers =
        Readers.of(session, options, incident, redactor, libraries.get(), clocks.rules());
    Everything read = read(readers, evidence, alone);
    List<Event> events = new ArrayList<>(read.exports().events());
    events.addAll(read.logs().events());
    List<Series> series = new ArrayList<>(read.exports().series());
    series.addAll(read.logs().series());
    List<Event> moves = new ArrayList<>(read.moves());
    moves.addAll(TimelineBuilder.moves(read.logs().series().stream()));
    List<ClockSkew> skews = clocks.tell(read.anchors(), events, session.diagnostics());
    Timeline timeline =
        TimelineBuilder.build(incident, events, series, moves, read.accounts(), skews, redactor)
            .with(skews, clocks.corrected());
    Misdated.tell(session, readers.rules(), read.accounts());
    UnusedZones.tell(options, read.accounts(), session.diagnostics());
    UnusedSources.tell(incident.sources(), found.stated(), read.accounts(), session.diagnostics());
    FittingZones.tell(timeline, session.diagnostics());
    if (timeline.events().isEmpty()) {
      throw new DiagnosticException(
          ExitCode.NOTHING_PLACED, List.of(nothing(timeline.manifest(), options)));
    }
    return new Placed(found, timeline);
  }

  /**
   * What all evidence tells.
   *
   * @param moves where series of the exports move
   */
  private record Everything(
      Readout exports, List<Event> moves, Readout logs, List<FileAccount> accounts) {

    /** By which clocks can be compared: ids in logs and traces, and those that events carry. */
    SortedMap<String, Anchors> anchors() {
      return Clocks.anchors(List.of(exports, logs));
    }
  }

  private static Everything read(Readers readers, List<Evidence> evidence, boolean alone) {
    Claims claims = readers.sources().claim(evidence);
    // Exports and logs are read side by side; logs wait for exports only where a year is missing.
    Callable<Exports> export = () -> Exports.of(read(readers.sources(), claims, alone), alone);
    Ahead<Exports> exported = alone ? Ahead.now(export) : Ahead.begin(export);
    List<EvidenceFile> texts = new ArrayList<>();
    List<FileAccount> unread = new ArrayList<>();
    for (Evidence left : claims.left()) {
      if (left instanceof EvidenceFile file && file.content().isText()) {
        texts.add(file);
      } else {
        unread.add(FileAccount.unreadable(left));
      }
    }
    claims.wrapped().forEach(wrapped -> texts.add(wrapped.file()));
    Readout logs =
        readers
            .logs()
            .wrapping(claims.wrapped())
            .read(texts, () -> middle(exported.get().readout().events()));
    Readout exports = exported.get().readout();
    List<FileAccount> accounts = new ArrayList<>(unread);
    Map<String, Long> told = new HashMap<>();
    Set<String> scanned =
        logs.accounts().stream().map(FileAccount::evidence).collect(Collectors.toSet());
    for (FileAccount account : exports.accounts()) {
      if (scanned.contains(account.evidence())) {
        told.put(account.evidence(), account.handed());
      } else {
        accounts.add(account);
      }
    }
    logs.accounts()
        .forEach(log -> accounts.add(log.telling(told.getOrDefault(log.evidence(), 0L))));
    return new Everything(exports, exported.get().moves(), logs, accounts);
  }

  /** Reads exports, those that have nothing to do with each other side by side. */
  private static Readout read(SourceReader sources, Claims claims, boolean alone) {
    List<Ahead<Readout>> parts = new ArrayList<>();
    for (Claims part : sources.parts(claims)) {
      parts.add(
          alone ? Ahead.now(() -> sources.read(part)) : Ahead.begin(() -> sources.read(part)));
    }
    return Readout.of(parts.stream().map(Ahead::get).toList());
  }

  /** What exports tell, and where their series move: found while the logs are still read. */
  private record Exports(Readout readout, List<Event> moves) {
    static Exports of(Readout readout, boolean alone) {
      List<Series> series = readout.series();
      return new Exports(
          readout, TimelineBuilder.moves(alone ? series.stream() : series.parallelStream()));
    }
  }

  private static Diagnostic nothing(List<ManifestEntry> manifest, ReadingOptions options) {
    Diagnostic nothing =
        Diagnostic.error("PM-W005", "nothing in the evidence could be placed on a timeline");
    if (manifest.isEmpty()) {
      return nothing
          .noting("there is no evidence; nothing is written")
          .helping("name files, archives or folders of exports");
    }
    RowCounts rows = new RowCounts(0, 0, 0, 0, 0, 0);
    for (ManifestEntry entry : manifest) {
      rows = rows.plus(entry.rows());
    }
    return nothing
        .noting(
            String.format(
                Locale.ROOT,
                "%,d %s in %,d %s of evidence: %,d only counted, %,d filtered, %,d unreadable",
                rows.read(),
                rows.read() == 1 ? "row" : "rows",
                manifest.size(),
                manifest.size() == 1 ? "piece" : "pieces",
                rows.aggregated(),
                rows.filtered(),
                rows.unreadable()))
        .noting("nothing is written")
        .helping(advice(rows, options));
  }

  private static String advice(RowCounts rows, ReadingOptions options) {
    if (rows.filtered() > 0 && (options.from() != null || options.until() != null)) {
      return "the evidence may lie outside of --from and --until: look at it without them";
    }
    if (rows.aggregated() > rows.unreadable()) {
      return "the logs were read, and nothing in them begins, changes or stops: postmortem"
          + " signatures shows what they say; add exports of alerts, chat or changes, or more of the"
          + " time before";
    }
    return "postmortem formats explain FILE says why a file was read as it was";
  }

  /**
   * A moment that the exports are about: the median, since an old commit or a stray record must not
   * move it; changes count only when there is nothing else.
   */
  private static @Nullable Instant middle(List<Event> events) {
    List<Instant> times =
        events.stream()
            .filter(event -> event.kind() != Kind.CHANGE)
            .map(event -> event.time().at())
            .sorted()
            .toList();
    if (times.isEmpty()) {
      times = events.stream().map(event -> event.time().at()).sorted().toList();
    }
    return times.isEmpty() ? null : times.get(times.size() / 2);
  }

  /** UTC date of impact start, or of the first event, and a slug of the title or first argument. */
  static String newId(
      Incident incident, Timeline timeline, Analysis analysis, ReadingOptions options) {
    Reached impact = analysis.milestones().get(Milestone.IMPACT_START);
    Instant start = impact != null ? impact.at() : timeline.events().get(0).event().time().at();
    String title = incident.title();
    return start.atZone(ZoneOffset.UTC).toLocalDate()
        + "-"
        + Slug.of(title != null ? title : argumentName(options));
  }

  /** The name of the first argument, without the ending that names a kind of file. */
  static String argumentName(ReadingOptions options) {
    Path name = options.evidence().get(0).normalize().getFileName();
    String text = name == null ? "" : name.toString();
    return text.replaceFirst("(\\.(log|txt|jsonl?|csv|gz|zip|tgz|tar))+$", "");
  }

  /** Done, or findings when {@code --strict} and some evidence could not be used. */
  static ExitCode exitCode(Session session, Timeline timeline, ReadingOptions options) {
    boolean unusable =
        session.diagnostics().hasErrors()
            || timeline.manifest().stream()
                .anyMatch(
                    entry ->
                        entry.rows().read() == entry.rows().unreadable()
                            && entry.rows().read() > 0);
    return options.strict() && unusable ? ExitCode.FINDINGS : ExitCode.DONE;
  }
}
