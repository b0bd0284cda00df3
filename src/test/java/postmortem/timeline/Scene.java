package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.Position;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.evidence.ContentHash;
import postmortem.evidence.FileAccount;
import postmortem.incident.Incident;
import postmortem.redact.Redactor;
import postmortem.series.Series;

/** An incident written as a list of facts, in the shapes that the readers hand on. */
public final class Scene {

  private static final String HASH = "0".repeat(64);

  private final String day;
  private final List<Event> events = new ArrayList<>();
  private Incident incident = Incident.EMPTY;

  public Scene(String day) {
    this.day = day;
  }

  /** A time of the scene's day, or a full instant. */
  public Instant at(String time) {
    return Instant.parse(time.contains("T") ? time : day + "T" + time + "Z");
  }

  public Scene incident(Incident stated) {
    incident = stated;
    return this;
  }

  public Incident incident() {
    return incident;
  }

  public List<Event> events() {
    return List.copyOf(events);
  }

  /** Any fact; its row is the next line of {@code evidence}. */
  public Scene fact(
      String evidence,
      String time,
      EventType type,
      @Nullable String service,
      String summary,
      UnaryOperator<Event.Builder> more) {
    Instant at = at(time);
    Precision precision = time.contains(".") ? Precision.MILLI : Precision.SECOND;
    String source =
        evidence.contains("/") ? evidence.substring(0, evidence.indexOf('/')) : evidence;
    int line = events.size() + 1;
    Event.Builder event =
        Event.of(
                EventId.of(type.kind(), source, type.label(), summary, EventTime.format(at)),
                new EventTime(at, precision, List.of(Basis.OFFSET), precision.width(), time),
                type,
                source)
            .service(service)
            .summary(summary)
            .cite(new Citation(evidence, new Place.Line(line), summary, HASH))
            .position(new Position(evidence, line));
    events.add(more.apply(event).build());
    return this;
  }

  public Scene firstSeen(
      String evidence, String time, @Nullable String service, long count, String signature) {
    return fact(
        evidence,
        time,
        EventType.FIRST_SEEN,
        service,
        "First seen: " + signature,
        e -> e.severity(Severity.ERROR).count(count).attribute(Attribute.SIGNATURE, signature));
  }

  public Scene warning(
      String evidence, String time, @Nullable String service, long count, String signature) {
    return fact(
        evidence,
        time,
        EventType.FIRST_SEEN,
        service,
        "First seen: " + signature,
        e -> e.severity(Severity.WARNING).count(count).attribute(Attribute.SIGNATURE, signature));
  }

  public Scene rate(
      String evidence, String from, String to, @Nullable String service, long count, String what) {
    fact(
        evidence,
        from,
        EventType.RATE_ONSET,
        service,
        what + " rose",
        e -> e.severity(Severity.ERROR).count(count).attribute(Attribute.METRIC, what));
    return to.isEmpty()
        ? this
        : fact(
            evidence,
            to,
            EventType.RATE_END,
            service,
            what + " went back",
            e -> e.severity(Severity.INFO).attribute(Attribute.METRIC, what));
  }

  public Scene shift(
      String evidence, String time, String service, String metric, String before, String after) {
    return fact(
        evidence,
        time,
        EventType.METRIC_SHIFT,
        service,
        metric + " rose: " + before + " \u2192 " + after,
        e ->
            e.severity(Severity.ERROR)
                .attribute(Attribute.METRIC, metric)
                .attribute(Attribute.BEFORE, before)
                .attribute(Attribute.AFTER, after));
  }

  public Scene recovery(
      String evidence, String time, String service, String metric, String before, String after) {
    return fact(
        evidence,
        time,
        EventType.METRIC_RECOVERY,
        service,
        metric + " back to normal: " + before + " \u2192 " + after,
        e ->
            e.severity(Severity.INFO)
                .attribute(Attribute.METRIC, metric)
                .attribute(Attribute.BEFORE, before)
                .attribute(Attribute.AFTER, after));
  }

  public Scene alert(
      EventType type, String time, String name, @Nullable String service, Severity severity) {
    return fact(
        "alertmanager/alerts.json",
        time,
        type,
        service,
        name + (type == EventType.ALERT_FIRED ? " started firing" : " resolved"),
        e ->
            e.severity(severity)
                .attribute(Attribute.ALERT, name)
                .attribute(Attribute.FINGERPRINT, EventId.of(Kind.ALERT, "rule", name + service)));
  }

  public Scene page(
      EventType type, String time, String number, @Nullable String service, String summary) {
    return fact(
        "pagerduty/log.json",
        time,
        type,
        service,
        summary,
        e ->
            e.severity(Severity.CRITICAL)
                .attribute(Attribute.INCIDENT, number)
                .attribute(Attribute.URGENCY, "high"));
  }

  public Scene change(
      EventType type, String time, @Nullable String service, String summary, String... attributes) {
    return fact(
        type.label() + "/changes.json",
        time,
        type,
        service,
        summary,
        e -> {
          for (int i = 0; i < attributes.length; i += 2) {
            e.attribute(attributes[i], attributes[i + 1]);
          }
          return e;
        });
  }

  public Scene say(String channel, String time, String who, String text) {
    return fact(
        "slack/" + channel + ".json",
        time,
        EventType.MESSAGE,
        null,
        text,
        e -> e.actor(who).attribute(Attribute.CHANNEL, channel));
  }

  /** One account for each piece of evidence, in which every row was handed on. */
  public List<FileAccount> accounts() {
    return accounts(events);
  }

  public static List<FileAccount> accounts(List<Event> handed) {
    Map<String, Set<Place>> rows = new TreeMap<>();
    for (Event event : handed) {
      Citation first = event.citations().get(0);
      rows.computeIfAbsent(first.evidence(), k -> new HashSet<>()).add(first.place());
    }
    List<FileAccount> accounts = new ArrayList<>();
    rows.forEach(
        (evidence, places) -> accounts.add(account(evidence, places.size(), places.size(), 0)));
    return accounts;
  }

  public static FileAccount account(String evidence, long read, long handed, long aggregated) {
    return new FileAccount(
        evidence,
        ContentHash.of(HASH),
        1,
        "test",
        false,
        read,
        handed,
        aggregated,
        0,
        0,
        null,
        null,
        null,
        List.of(Basis.OFFSET),
        Duration.ZERO);
  }

  public Timeline timeline() {
    return timeline(List.of());
  }

  public Timeline timeline(List<Series> series) {
    return TimelineBuilder.build(incident, events, series, accounts(), Redactor.builtIn(null));
  }

  /** How significant the row with that in its summary is. */
  public double significance(String part) {
    return timeline().events().stream()
        .filter(placed -> placed.event().summary().contains(part))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row says: " + part))
        .significance();
  }
}
