package postmortem.document.render;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Factor;
import postmortem.analysis.Measure;
import postmortem.analysis.RankedChange;
import postmortem.analysis.Reached;
import postmortem.analysis.Span;
import postmortem.document.render.ReportView.ChangeView;
import postmortem.document.render.ReportView.ChangesView;
import postmortem.document.render.ReportView.DurationView;
import postmortem.document.render.ReportView.EvidenceView;
import postmortem.document.render.ReportView.FactView;
import postmortem.document.render.ReportView.FactorView;
import postmortem.document.render.ReportView.FrontView;
import postmortem.document.render.ReportView.MeasurementView;
import postmortem.document.render.ReportView.MilestoneView;
import postmortem.document.render.ReportView.ServiceView;
import postmortem.document.render.ReportView.TimelineView;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.ServiceName;

/** Makes the view of one report; used once. */
final class ReportAssembler {

  /** The attribute in which sources name the machine. */
  private static final String HOST = "host";

  private static final int MOST_CHANGES = 10;

  /** Said of a change that is only near where the tree of factors names none as the trigger. */
  private static final String ONLY_NEAR =
      "nothing but its time or the name of a service ties it to the impact";

  private final ReportInput input;
  private final Incident incident;
  private final Analysis analysis;
  private final List<PlacedEvent> events;
  private final People people;
  private final Citations citations;

  ReportAssembler(ReportInput input) {
    this.input = input;
    this.incident = input.incident();
    this.analysis = input.analysis();
    this.events = input.timeline().events();
    this.people = new People(incident.people(), events);
    this.citations = new Citations(events);
  }

  ReportView view() {
    TimelineView timeline =
        new TimelineRows(people, incident.displayZone(), input.timeline().clocks())
            .view(events, analysis, citations);
    List<MilestoneView> milestones = new ArrayList<>();
    for (Milestone milestone : Milestone.values()) {
      milestones.add(milestone(milestone));
    }
    List<DurationView> durations = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      durations.add(duration(measure));
    }
    List<FactorView> factors = new ArrayList<>();
    for (Factor factor : analysis.factors()) {
      factors(factor, 0, factors);
    }
    ChangesView changes = changes();
    List<ServiceView> services = services();
    List<MeasurementView> measurements =
        new Measurements(events, analysis.window(), citations).views();
    List<FactView> counted = new Counted(during(), citations).facts();
    Lessons lessons = new Lessons(analysis, events, during(), citations, people);
    EvidenceView evidence = EvidenceLimits.view(input.timeline(), analysis, citations);
    Integer severity = incident.severity();
    return new ReportView(
        new FrontView(
            Markup.yaml(input.id()),
            Markup.yaml(input.title()),
            severity == null ? null : new Markup(severity.toString())),
        input.title(),
        milestones,
        durations,
        services,
        incident.slo(),
        measurements,
        counted,
        timeline,
        changes,
        factors,
        lessons.wentWell(),
        lessons.wentPoorly(),
        evidence,
        citations.excerpts());
  }

  private @Nullable Reached reached(Milestone milestone) {
    return analysis.milestones().get(milestone);
  }

  private @Nullable Instant impactStart() {
    Reached start = reached(Milestone.IMPACT_START);
    return start == null ? null : start.at();
  }

  private MilestoneView milestone(Milestone milestone) {
    String name = Words.capital(milestone.label().replace('-', ' '));
    Reached reached = reached(milestone);
    if (reached == null) {
      return new MilestoneView(milestone.label(), name, null, null, "", Markup.NONE, Markup.NONE);
    }
    Instant start = impactStart();
    boolean stated = reached.citations().isEmpty();
    return new MilestoneView(
        milestone.label(),
        name,
        Words.time(reached.at(), reached.precision()),
        milestone == Milestone.IMPACT_START
                || (milestone == Milestone.DETECTION && analysis.isImpactKnownByDetection())
                || start == null
                || reached.at().isBefore(start)
            ? null
            : Words.between(start, reached.at()),
        milestone == Milestone.IMPACT_START && analysis.isImpactKnownByDetection()
            ? "Known only by what detected it, so it may have begun earlier: " + told(reached)
            : told(reached),
        Markup.code(reached.rule()),
        stated
            ? new Markup("stated in `incident.yaml`")
            : citations.links(reached.eventIds(), reached.citations()));
  }

  /** What happened, a chat message as what it is: somebody's words. */
  private String told(Reached reached) {
    Event event = citations.first(reached.eventIds());
    String what =
        event != null && event.kind() == Kind.CHAT && reached.what().contains(event.summary())
            ? message(people.quoted(event.summary()))
            : sentence(reached.what());
    String doubt = event == null ? "" : TimelineRows.doubt(event);
    return doubt.isEmpty() ? what : what + " (" + doubt + ")";
  }

  private String message(String quoted) {
    return quoted.isBlank()
        ? "A message in chat"
        : "A message in chat: \u201c" + sentence(quoted) + "\u201d";
  }

  private DurationView duration(Measure measure) {
    Span span = analysis.durations().get(measure);
    if (span == null) {
      return new DurationView(
          measure.label(), measure.name(), measure.words(), null, missing(measure), "", "", "");
    }
    return new DurationView(
        measure.label(),
        measure.name(),
        measure.words(),
        Words.between(span.from(), span.to()),
        Words.time(span.from()) + ", " + sentence(span.fromWhat()),
        Words.time(span.to()) + ", " + sentence(span.toWhat()),
        Words.time(span.from()),
        Words.time(span.to()));
  }

  /** Which end point of a duration is not known. */
  private String missing(Measure measure) {
    Milestone to =
        switch (measure) {
          case TTD -> Milestone.DETECTION;
          case TTA -> Milestone.ACKNOWLEDGEMENT;
          case TTM -> Milestone.MITIGATION;
          case TTR -> Milestone.RESOLUTION;
        };
    if (reached(to) == null) {
      return "no " + to.label() + " is known";
    }
    if (measure == Measure.TTD && analysis.isImpactKnownByDetection()) {
      return "impact start is known only by what detected it";
    }
    return measure == Measure.TTA ? "no alert before it is known" : "no impact start is known";
  }

  /** A statement of another stage as part of a sentence of ours: nobody named, no full stop. */
  private String sentence(String text) {
    return sentence(text, people);
  }

  /** The same for another part of the document. */
  static String sentence(String text, People people) {
    return unstopped(TimelineRows.cut(people.unnamed(text.strip())));
  }

  private static String unstopped(String unnamed) {
    return unnamed.endsWith(".") && !unnamed.endsWith("..")
        ? unnamed.substring(0, unnamed.length() - 1)
        : unnamed;
  }

  private List<ServiceView> services() {
    if (!incident.services().isEmpty()) {
      return incident.services().stream()
          .map(name -> new ServiceView(name, new Markup("stated in `incident.yaml`")))
          .toList();
    }
    Map<String, ServiceView> found = new LinkedHashMap<>();
    for (PlacedEvent placed : during()) {
      Event event = placed.event();
      String service = event.service();
      // A status page is a provider's, or speaks for a whole company.
      if (service != null
          && event.kind() != Kind.STATUS
          && event.kind() != Kind.NOTE
          && !ServiceName.isOfMachine(service)
          && event.severity().isError()
          && placed.isShown()) {
        found.computeIfAbsent(service, name -> new ServiceView(name, citations.link(event)));
      }
    }
    // Where an alert knows only the machine, that is said where nothing says more.
    Set<String> hosts = hosts();
    if (!hosts.containsAll(found.keySet())) {
      found.keySet().removeAll(hosts);
    }
    // Some on-call systems write the title of the alert where a service belongs.
    found
        .keySet()
        .removeIf(
            name ->
                name.contains(" ")
                    && found.keySet().stream()
                        .anyMatch(other -> !other.contains(" ") && ServiceName.named(other, name)));
    return List.copyOf(found.values());
  }

  /** What stands for a service, but is the name of a machine by all that is known of it. */
  private Set<String> hosts() {
    Set<String> hosts = new HashSet<>();
    Set<String> services = new HashSet<>();
    for (PlacedEvent placed : events) {
      String service = placed.event().service();
      if (service != null) {
        boolean host = service.equals(placed.event().attributes().get(HOST));
        (host ? hosts : services).add(service);
      }
    }
    hosts.removeAll(services);
    return hosts;
  }

  /** The events between impact start and resolution; none when impact start is unknown. */
  private List<PlacedEvent> during() {
    Instant start = impactStart();
    Reached resolution = reached(Milestone.RESOLUTION);
    if (start == null) {
      return List.of();
    }
    Instant end = resolution == null ? analysis.window().to() : resolution.at();
    return events.stream()
        .filter(p -> !p.event().time().at().isBefore(start) && !p.event().time().at().isAfter(end))
        .toList();
  }

  private ChangesView changes() {
    List<RankedChange> ranked = analysis.changes();
    // What has more against it than for it is no lead; the first is shown whatever it has.
    List<ChangeView> shown =
        ranked.stream()
            .filter(change -> change.rank() == 1 || change.score() > 0)
            .limit(MOST_CHANGES)
            .map(this::change)
            .toList();
    int more = ranked.size() - shown.size();
    return new ChangesView(shown, more > 0 ? Words.number(more) : null);
  }

  private ChangeView change(RankedChange ranked) {
    Event event = ranked.change();
    Instant start = impactStart();
    List<String> terms = new ArrayList<>();
    for (Map.Entry<String, RankedChange.Term> term : ranked.terms().entrySet()) {
      double points = term.getValue().points();
      String reason = people.unnamed(term.getValue().reason());
      terms.add(
          (points < 0 ? "" : "+")
              + Words.points(points)
              + " "
              + term.getKey().replace('-', ' ')
              + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }
    RankedChange.Term reverted = ranked.terms().get("reverted");
    return new ChangeView(
        Integer.toString(ranked.rank()),
        sentence(ranked.told(event.summary())),
        Words.time(ranked.at(), event.time().precision()),
        start == null || ranked.at().isAfter(start) ? null : Words.between(ranked.at(), start),
        Words.points(ranked.score()),
        Markup.join(terms.stream().map(Markup::prose).toList(), "<br>"),
        reverted != null && reverted.points() < 0
            ? people.unnamed(reverted.reason())
            : isTriggerOpen() && ranked.isOnlyNear() ? ONLY_NEAR : null,
        citations.link(event));
  }

  /** Whether no change before the impact is taken for what may have set it off. */
  private boolean isTriggerOpen() {
    return analysis.factors().stream()
        .anyMatch(factor -> factor.category() == Factor.Category.TRIGGER && factor.isQuestion());
  }

  private void factors(Factor factor, int depth, List<FactorView> views) {
    views.add(
        new FactorView(
            new Markup("  ".repeat(depth)),
            factor.id(),
            depth == 0 ? Words.capital(factor.category().label().replace('-', ' ')) : null,
            factor.isQuestion()
                ? people.unnamed(factor.text())
                : unstopped(people.unnamed(factor.text().strip())),
            factor.isQuestion(),
            citations.links(factor.eventIds(), factor.citations())));
    for (Factor why : factor.whys()) {
      factors(why, depth + 1, views);
    }
  }
}
