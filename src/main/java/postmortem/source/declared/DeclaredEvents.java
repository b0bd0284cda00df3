package postmortem.source.declared;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.source.rule.EventRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.TimeRule;
import postmortem.source.rule.Value;
import postmortem.source.scan.Reading;

/** Makes events of rows, as the rules of their source say. */
public final class DeclaredEvents {

  private final SourceDeclaration source;
  private final Reading reading;
  private final UnreadFields unread;

  DeclaredEvents(SourceDeclaration source, Reading reading, UnreadFields unread) {
    this.source = source;
    this.reading = reading;
    this.unread = unread;
  }

  /** The event that a rule makes of a row. */
  Event of(EventRule rule, SourceRecord row, EventTime time) {
    Event.Builder event =
        Event.of(id(rule, row, time), time, rule.type(), source.system())
            .summary(summary(rule, row))
            .severity(severity(rule, row))
            .service(
                reading
                    .rules()
                    .service(row.evidence())
                    .or(() -> Optional.ofNullable(rule.service()).flatMap(v -> v.of(row)))
                    .orElse(null))
            .actor(Optional.ofNullable(rule.actor()).flatMap(v -> v.of(row)).orElse(null))
            .cite(row.citation());
    SourceRecord other = row.joined();
    if (other != null) {
      event.cite(other.citation());
    }
    Set<String> taken = new HashSet<>();
    rule.attributes()
        .forEach(
            (name, value) ->
                value
                    .of(row)
                    .ifPresent(
                        text -> {
                          event.attribute(name, text);
                          taken.add(name);
                        }));
    rule.times()
        .forEach(
            (name, at) ->
                reading
                    .stamps()
                    .read(row, at)
                    .map(EventTime::text)
                    .ifPresent(
                        text -> {
                          event.attribute(name, text);
                          taken.add(name);
                        }));
    unread.keep(row, event, taken);
    until(rule, row, time).ifPresent(event::until);
    return event.build();
  }

  /** The line for a reader; a message may be a picture, or a card of a kind that nobody knows. */
  private static String summary(EventRule rule, SourceRecord row) {
    String said = rule.summary().of(row);
    return said.isBlank() && rule.type() == EventType.MESSAGE ? "(no words)" : said;
  }

  private Optional<Instant> until(EventRule rule, SourceRecord row, EventTime time) {
    TimeRule end = rule.until();
    if (end == null) {
      return Optional.empty();
    }
    return reading
        .stamps()
        .read(row, end)
        .map(EventTime::at)
        .filter(at -> !at.isBefore(time.at()))
        .filter(at -> !end.isPlan(row, at, reading.stamps()));
  }

  private String id(EventRule rule, SourceRecord row, EventTime time) {
    List<String> parts = new ArrayList<>();
    if (rule.identity().isEmpty()) {
      parts.add(row.tree().canonical());
    }
    for (Value value : rule.identity()) {
      parts.add(value.raw(row).orElse(""));
    }
    return id(
        rule.type(),
        source.system(),
        time.at().minus(reading.rules().clockOffset(row.evidence())),
        parts);
  }

  /**
   * The identity of a fact that more than one kind of export of a system may tell.
   *
   * @param uncorrected the instant by the system's own clock
   * @param identity what tells it from others of its type at that instant
   */
  public static String id(
      EventType type, String system, Instant uncorrected, List<String> identity) {
    List<String> parts = new ArrayList<>();
    parts.add(type.label());
    // One system may write the same moment with three digits here and with nine there.
    parts.add(uncorrected.truncatedTo(ChronoUnit.MILLIS).toString());
    parts.addAll(identity);
    return EventId.of(type.kind(), system, parts.toArray(String[]::new));
  }

  private static Severity severity(EventRule rule, SourceRecord row) {
    Value value = rule.severity();
    if (value == null) {
      return Severity.UNKNOWN;
    }
    String name = value.of(row).orElse("").toUpperCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(name)) {
        return severity;
      }
    }
    return Severity.UNKNOWN;
  }
}
