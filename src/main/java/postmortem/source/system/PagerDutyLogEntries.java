package postmortem.source.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.source.declared.DeclaredEvents;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.Reference;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.LeftOut;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RecordScan;
import postmortem.source.scan.RecordSink;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * The log entries of PagerDuty incidents ({@code GET /log_entries}, newest first). A trigger opens
 * the incident and pages; what follows from it, assignment and notifications, repeats the page and
 * is the same event.
 */
final class PagerDutyLogEntries implements ClassSource {

  /** A page of entries, one alone as the API answers it, a list, and entries as lines. */
  private static final List<Pointer> PLACES =
      List.of(
          Pointer.parse("/log_entries/*"),
          Pointer.parse("/log_entry"),
          Pointer.parse("/*"),
          Pointer.ROOT);

  private static final Duration ASSIGNED_WITH = Duration.ofMinutes(1);
  private static final String SUFFIX = "_log_entry";
  private static final TimeRule TIME = TimeRule.of("/created_at", "s");

  PagerDutyLogEntries() {}

  @Override
  public String name() {
    return "pagerduty-log-entries";
  }

  @Override
  public String title() {
    return "PagerDuty incident log entries";
  }

  @Override
  public String system() {
    return "pagerduty";
  }

  @Override
  public String url() {
    return "https://developer.pagerduty.com/api-reference/c661e065403b5-list-log-entries";
  }

  @Override
  public String export() {
    return "GET /log_entries?since=...&until=... (or /incidents/{id}/log_entries)";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(name(), PagerDutyLogEntries::isExport);
  }

  private static boolean isExport(Head head) {
    return !places(head).isEmpty();
  }

  /** The places where the beginning of a file has entries; empty when it has none. */
  private static List<Pointer> places(Head head) {
    Tree root = head.root();
    if (root == null) {
      return List.of();
    }
    return PLACES.stream().filter(place -> holdsEntry(place.all(root))).limit(1).toList();
  }

  private static boolean holdsEntry(List<Tree> entries) {
    return !entries.isEmpty()
        && entries.get(0).child("type") instanceof Tree.Text type
        && type.raw().contains(SUFFIX);
  }

  /** An entry with its time. */
  private record Entry(SourceRecord record, EventTime time, int file, int index) {
    String incident() {
      return record.raw("/incident/id").orElse("");
    }

    String action() {
      String type = record.raw("/type").orElse("");
      int end = type.indexOf(SUFFIX);
      return end < 0 ? type : type.substring(0, end);
    }
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    List<RowBook> books = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Head head : taken.heads()) {
      RowBook book = reading.book(head.file(), name());
      int file = books.size();
      books.add(book);
      RecordScan scan = reading.scan(head.file());
      RecordSink enter =
          record -> {
            Optional<EventTime> time = reading.stamps().read(record, TIME);
            if (time.isEmpty()) {
              book.unreadable(
                  record.place(), "PM-S006", "no time could be read", "compare with " + url());
            } else {
              entries.add(new Entry(record, time.get(), file, entries.size()));
            }
          };
      scan.records(head, places(head), LeftOut.NOTHING, enter);
      book.lost(scan.lost());
    }
    Map<Integer, Event> events = events(entries, reading);
    for (Entry entry : entries) {
      Event event = events.get(entry.index());
      if (event != null) {
        books.get(entry.file()).handed(List.of(event));
      }
    }
    books.forEach(reading::close);
  }

  /** The event of each entry, by the index of the entry. */
  private Map<Integer, Event> events(List<Entry> entries, Reading reading) {
    List<Entry> oldestFirst = new ArrayList<>(entries);
    // At one instant the trigger comes before what follows from it.
    oldestFirst.sort(
        Comparator.comparing((Entry entry) -> entry.time().at())
            .thenComparing(entry -> entry.action().equals("trigger") ? 0 : 1)
            .thenComparing(entry -> -entry.index()));
    Map<String, Event> opened = new HashMap<>();
    Map<Integer, Event> events = new HashMap<>();
    for (Entry entry : oldestFirst) {
      Event opening = opened.get(entry.incident());
      Event event = event(entry, opening, reading);
      if (event.type() == EventType.PAGED || event.type() == EventType.ESCALATED) {
        opened.putIfAbsent(entry.incident(), event);
        if (opening == null || !opening.id().equals(event.id())) {
          opened.put(entry.incident(), event);
        }
      }
      events.put(entry.index(), event);
    }
    return withRepeats(oldestFirst, events);
  }

  /** An opening cites what repeats it as well, and says how many entries tell it. */
  private static Map<Integer, Event> withRepeats(
      List<Entry> oldestFirst, Map<Integer, Event> events) {
    Map<String, Integer> first = new HashMap<>();
    Map<Integer, Event> complete = new HashMap<>(events);
    for (Entry entry : oldestFirst) {
      Event event = Objects.requireNonNull(events.get(entry.index()));
      Integer opening = first.putIfAbsent(event.id(), entry.index());
      if (opening != null) {
        Event told = Objects.requireNonNull(complete.get(opening));
        complete.put(
            opening, told.change().cite(event.citations().get(0)).count(told.count() + 1).build());
      }
    }
    return complete;
  }

  private Event event(Entry entry, @Nullable Event opening, Reading reading) {
    SourceRecord record = entry.record();
    if (opening != null && repeats(entry, opening)) {
      return repeat(record, opening, entry.action());
    }
    EventType type = type(entry.action());
    return Event.of(id(entry, type, reading), entry.time(), type, system())
        .summary(summary(record, entry.action()))
        .severity(severity(record, opening))
        .service(
            reading
                .rules()
                .service(record.evidence())
                .or(() -> record.text("/service/summary"))
                .orElse(null))
        .actor(actor(record))
        .attribute(Attribute.INCIDENT, record.text("/incident/id").orElse(null))
        .attribute(
            Attribute.URGENCY,
            record
                .text(Reference.alternatives("/incident/urgency | /urgency"))
                .orElse(opening == null ? null : opening.attributes().get(Attribute.URGENCY)))
        .attribute(
            Attribute.LINK,
            record.text(Reference.alternatives("/incident/html_url | /html_url")).orElse(null))
        .attribute("notified", notified(record, entry.action()))
        .cite(record.citation())
        .build();
  }

  private static @Nullable String notified(SourceRecord record, String action) {
    return action.equals("notify") ? record.text("/user/summary").orElse(null) : null;
  }

  /** The opening once more, as another entry says it. */
  private static Event repeat(SourceRecord record, Event opening, String action) {
    Event.Builder repeat =
        Event.of(opening.id(), opening.time(), opening.type(), opening.source())
            .summary(opening.summary())
            .severity(opening.severity())
            .service(opening.service())
            .actor(opening.actor());
    opening.attributes().forEach(repeat::attribute);
    String notified = notified(record, action);
    if (notified != null) {
      repeat.attribute("notified", notified);
    }
    return repeat.cite(record.citation()).build();
  }

  /**
   * What a list of incidents tells as well has the identity that its declaration gives it; any
   * other entry has its own id.
   */
  private String id(Entry entry, EventType type, Reading reading) {
    boolean shared =
        switch (entry.action()) {
          case "trigger", "acknowledge", "resolve" -> !entry.incident().isEmpty();
          default -> false;
        };
    if (!shared) {
      return EventId.of(
          Kind.ALERT, system(), entry.record().raw("/id").orElse(entry.record().toString()));
    }
    Duration moved = reading.rules().clockOffset(entry.record().evidence());
    return DeclaredEvents.id(
        type, system(), entry.time().at().minus(moved), List.of(entry.incident()));
  }

  /** Assignments and notifications that follow from an opening are part of it. */
  private static boolean repeats(Entry entry, Event opening) {
    Instant at = entry.time().at();
    return switch (entry.action()) {
      case "notify" -> true;
      case "assign" -> !at.isAfter(opening.time().at().plus(ASSIGNED_WITH));
      default -> false;
    };
  }

  private static EventType type(String action) {
    return switch (action) {
      case "trigger", "notify" -> EventType.PAGED;
      case "acknowledge" -> EventType.ACKNOWLEDGED;
      case "escalate", "delegate", "repeat_escalation_path" -> EventType.ESCALATED;
      case "resolve" -> EventType.INCIDENT_RESOLVED;
      default -> EventType.ALERT_NOTE;
    };
  }

  private static String summary(SourceRecord record, String action) {
    String incident = record.text("/incident/summary").map(s -> ": " + s).orElse("");
    String said = record.text("/summary").map(PagerDutyLogEntries::plain).orElse(action);
    return switch (action) {
      case "trigger" ->
          "Page"
              + record
                  .text(
                      Reference.alternatives(
                          "/incident/summary | /event_details/description"
                              + " | /channel/description | /channel/summary | /summary"))
                  .map(s -> ": " + s)
                  .orElse("");
      case "annotate" ->
          "Note"
              + record.text("/agent/summary").map(who -> " by " + who).orElse("")
              + record
                  .text(Reference.alternatives("/channel/summary | /summary"))
                  .map(s -> ": " + s)
                  .orElse("");
      default -> said + incident;
    };
  }

  private static String plain(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static Severity severity(SourceRecord record, @Nullable Event opening) {
    String word =
        record
            .raw(
                Reference.alternatives("/channel/cef_details/severity | /channel/details/severity"))
            .orElse("")
            .toLowerCase(Locale.ROOT);
    return switch (word) {
      case "critical" -> Severity.CRITICAL;
      case "error" -> Severity.ERROR;
      case "warning" -> Severity.WARNING;
      case "info" -> Severity.INFO;
      default -> opening == null ? Severity.UNKNOWN : opening.severity();
    };
  }

  private static @Nullable String actor(SourceRecord record) {
    String type = record.raw("/agent/type").orElse("");
    return type.startsWith("user") ? record.text("/agent/summary").orElse(null) : null;
  }
}
