package postmortem.document.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.Analysis;
import postmortem.analysis.Factor;
import postmortem.analysis.Measure;
import postmortem.analysis.Observability;
import postmortem.analysis.RankedChange;
import postmortem.analysis.RankedChange.Term;
import postmortem.analysis.Reached;
import postmortem.analysis.Span;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.evidence.ContentHash;
import postmortem.evidence.FileAccount;
import postmortem.evidence.RowCounts;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.incident.Person;
import postmortem.timeline.CoverageGap;
import postmortem.timeline.Episode;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;
import postmortem.timeline.Window;

/** An incident made by hand: a checkout service whose card provider's certificate ran out. */
final class CheckoutIncident {

  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final String DAY = "2024-07-03T";

  final List<PlacedEvent> events = new ArrayList<>();
  final List<ManifestEntry> manifest = new ArrayList<>();

  final Event deploy =
      add(
          "13:40:12Z",
          EventType.DEPLOY,
          "argo-cd",
          "checkout",
          "sam.ortega",
          "checkout 4.18.0 went live in production, released by sam.ortega",
          0.6,
          cite(
              "deploys/argo.json",
              "/items/3",
              "{\"revision\":\"4.18.0\",\"phase\":\"Succeeded\"}"));
  final Event commit =
      add(
          "13:12:00Z",
          EventType.DEPENDENCY,
          "git",
          "mailer",
          "renovate[bot]",
          "Raise the logging library",
          0.2,
          cite("git/mailer.bundle", "/" + "ab".repeat(20), "Raise the logging library"));
  final Event errors =
      add(
          "14:02:07Z",
          EventType.RATE_ONSET,
          "nginx-access",
          "checkout",
          null,
          "5xx responses rose from 0.2 to 31 per minute",
          0.95,
          line(
              "edge/access.log.gz",
              48213,
              "203.0.113.7 - - [03/Jul/2024:16:02:07 +0200] \"POST /pay HTTP/1.1\" 502 157"));
  final Event metric =
      add(
          "14:02:30Z",
          EventType.METRIC_SHIFT,
          "prometheus",
          "checkout",
          null,
          "error ratio rose from 0.1 % to 8 %",
          0.8,
          cite("metrics/errors.json", "/data/result/0/values/130", "[1720015350,\"0.08\"]"));
  final Event alert =
      add(
          "14:03:41Z",
          EventType.ALERT_FIRED,
          "alertmanager",
          "checkout",
          null,
          "CheckoutErrorRate began to fire",
          0.9,
          cite("alerts.json", "/0", "{\"alertname\":\"CheckoutErrorRate\",\"severity\":\"page\"}"),
          cite("slack/incidents.json", "/4", "[FIRING] CheckoutErrorRate"));
  final Event acknowledged =
      add(
          "14:07:20Z",
          EventType.ACKNOWLEDGED,
          "pagerduty",
          "checkout",
          "sam.ortega",
          "Acknowledged by sam.ortega",
          0.9,
          cite("pagerduty.json", "/log_entries/2", "{\"type\":\"acknowledge_log_entry\"}"));
  final Event chat =
      add(
          "14:15:00Z",
          EventType.MESSAGE,
          "slack",
          null,
          "mira",
          "the provider's certificate ran out at 14:00, see *their* status page",
          0.7,
          cite("slack/incidents.json", "/9", "the provider's certificate ran out at 14:00"));
  final Event record =
      add(
          "14:16:02Z",
          EventType.FIRST_SEEN,
          "postgresql",
          "ledger",
          null,
          "First seen: could not send data to client: Broken pipe",
          0.6,
          Basis.ZONE_ASSUMED,
          line(
              "db/ledger.log",
              77,
              "2024-07-03 14:16:02.110 [88] LOG:  could not send data to client: Broken pipe"));
  final Event recovered =
      add(
          "14:31:00Z",
          EventType.METRIC_RECOVERY,
          "prometheus",
          "checkout",
          null,
          "error ratio went back to 0.1 %",
          0.8,
          cite("metrics/errors.json", "/data/result/0/values/246", "[1720017060,\"0.001\"]"));
  final Event resolved =
      add(
          "14:40:05Z",
          EventType.INCIDENT_RESOLVED,
          "pagerduty",
          "checkout",
          "sam.ortega",
          "Resolved by sam.ortega",
          0.9,
          cite("pagerduty.json", "/log_entries/9", "{\"type\":\"resolve_log_entry\"}"));

  CheckoutIncident() {
    account("alerts.json", "alertmanager", 4, 1, 3, 0, 0, List.of(Basis.OFFSET), null);
    account("db/ledger.log", "postgresql", 903, 1, 0, 902, 0, List.of(Basis.ZONE_ASSUMED), "Z");
    account(
        "edge/access.log.gz",
        "nginx-access",
        200_114,
        1,
        0,
        200_110,
        3,
        List.of(Basis.OFFSET),
        null);
    manifest.add(
        new ManifestEntry(
            FileAccount.unreadable("notes/photo.bin", ContentHash.of(SHA), 77),
            new RowCounts(1, 0, 0, 0, 0, 1)));
  }

  private void account(
      String name,
      String reader,
      long read,
      long placed,
      long merged,
      long aggregated,
      long unreadable,
      List<Basis> basis,
      @Nullable String zone) {
    manifest.add(
        new ManifestEntry(
            new FileAccount(
                name,
                ContentHash.of(SHA),
                1000,
                reader,
                true,
                read,
                placed + merged,
                aggregated,
                0,
                unreadable,
                at("13:00:00Z"),
                at("15:00:00Z"),
                zone,
                basis,
                Duration.ZERO),
            new RowCounts(read, placed, merged, aggregated, 0, unreadable)));
  }

  static Instant at(String time) {
    return Instant.parse(DAY + time);
  }

  static Citation line(String file, long line, String excerpt) {
    return new Citation(file, new Place.Line(line), excerpt, SHA);
  }

  static Citation cite(String file, String pointer, String excerpt) {
    return new Citation(file, new Place.Pointer(pointer), excerpt, SHA);
  }

  Event add(
      String time,
      EventType type,
      String source,
      @Nullable String service,
      @Nullable String actor,
      String summary,
      double significance,
      Citation... citations) {
    return add(time, type, source, service, actor, summary, significance, Basis.OFFSET, citations);
  }

  private Event add(
      String time,
      EventType type,
      String source,
      @Nullable String service,
      @Nullable String actor,
      String summary,
      double significance,
      Basis basis,
      Citation... citations) {
    Event.Builder builder =
        Event.of(
                EventId.of(type.kind(), source, time, summary),
                new EventTime(
                    at(time), Precision.SECOND, List.of(basis), Duration.ofSeconds(1), time),
                type,
                source)
            .service(service)
            .actor(actor)
            .summary(summary);
    if (type == EventType.RATE_ONSET) {
      builder
          .severity(Severity.ERROR)
          .attribute(Attribute.METRIC, "5xx responses")
          .attribute(Attribute.BEFORE, "0.2")
          .attribute(Attribute.AFTER, "31")
          .attribute(Attribute.UNIT, "per minute");
    }
    if (type == EventType.METRIC_SHIFT || type == EventType.METRIC_RECOVERY) {
      builder
          .attribute(Attribute.METRIC, "error ratio")
          .attribute(Attribute.BEFORE, "0.1 %")
          .attribute(Attribute.AFTER, "8 %");
    }
    for (Citation citation : citations) {
      builder.cite(citation);
    }
    Event event = builder.build();
    events.add(new PlacedEvent(event, significance));
    events.sort(java.util.Comparator.comparing(placed -> placed.event().time().at()));
    return event;
  }

  Incident incident() {
    return new Incident(
        "2024-07-03-card-payments",
        "Card payments failed",
        2,
        List.of(),
        ZoneId.of("Europe/Berlin"),
        null,
        null,
        List.of(),
        List.of(new Person("sam.ortega", "the on-call engineer", null)),
        Map.of(),
        null,
        List.of());
  }

  Analysis analysis() {
    Map<Milestone, Reached> milestones = new HashMap<>();
    reach(milestones, Milestone.IMPACT_START, errors, "first-server-error");
    reach(milestones, Milestone.DETECTION, alert, "first-alert");
    reach(milestones, Milestone.ACKNOWLEDGEMENT, acknowledged, "first-acknowledgement");
    reach(milestones, Milestone.RESOLUTION, resolved, "incident-resolved");
    Map<Measure, Span> durations = new HashMap<>();
    durations.put(Measure.TTD, span(Measure.TTD, errors, alert));
    durations.put(Measure.TTA, span(Measure.TTA, alert, acknowledged));
    durations.put(Measure.TTR, span(Measure.TTR, errors, resolved));
    return new Analysis(
        milestones,
        durations,
        List.of(
            new RankedChange(
                1,
                7.25,
                deploy,
                new TreeMap<>(
                    Map.of(
                        "time-to-onset",
                        Term.of(4.25, "21 min before"),
                        "same-service",
                        Term.of(3.0, "checkout")))),
            new RankedChange(2, 0.5, commit, new TreeMap<>(Map.of("kind", Term.of(0.5, ""))))),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new Factor(
                "F1",
                Factor.Category.TRIGGER,
                "The provider's certificate ran out at 14:00 according to mira.",
                chat.citations(),
                List.of(chat.id()),
                List.of(
                    new Factor(
                        "F1.1",
                        Factor.Category.TRIGGER,
                        "How did the certificate come to run out unnoticed?",
                        List.of(),
                        List.of(),
                        List.of()))),
            new Factor(
                "F2",
                Factor.Category.DETECTION,
                "What would have shown it before users did?",
                List.of(),
                List.of(),
                List.of())),
        List.of(
            new CoverageGap(
                "edge/access.log.gz", CoverageGap.Kind.SILENT, at("14:20:00Z"), at("14:22:30Z"))),
        List.of(
            new Observability(
                Observability.Aspect.METRICS, Observability.Grade.STRONG, "1 series moved"),
            new Observability(
                Observability.Aspect.TRACES, Observability.Grade.WEAK, "no trace was exported")),
        new Window(at("14:02:07Z").minus(Duration.ofHours(24)), at("13:02:07Z"), at("15:10:05Z")));
  }

  private static void reach(
      Map<Milestone, Reached> milestones, Milestone milestone, Event event, String rule) {
    milestones.put(
        milestone,
        new Reached(
            milestone,
            event.time().at(),
            Precision.SECOND,
            rule,
            event.summary(),
            List.of(event.id()),
            event.citations()));
  }

  private static Span span(Measure measure, Event from, Event to) {
    return new Span(measure, from.time().at(), from.summary(), to.time().at(), to.summary());
  }

  ReportInput input() {
    return new ReportInput(
        "2024-07-03-card-payments",
        "Card payments failed",
        incident(),
        new Timeline(
            events,
            Episode.of(events.stream().map(PlacedEvent::event).toList(), incident(), List.of()),
            manifest,
            List.of()),
        analysis());
  }
}
