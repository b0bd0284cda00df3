package postmortem.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One timed fact from the evidence. All text in it is redacted.
 *
 * @param id see {@link EventId}
 * @param time when it began
 * @param until when it ended, in UTC; null when it has no end or none is known
 * @param type what happened
 * @param severity what the source says
 * @param service the service it is about; null when unknown
 * @param actor who or what did it: a handle, a login, a bot; null when unknown
 * @param source the system that recorded it, such as {@code slack}, or the name of a log format
 * @param summary one line for a reader
 * @param count how many records of the evidence say it, at least 1
 * @param citations where it stands, the record it was made from first; not empty
 * @param attributes further facts by name; names are lower case with hyphens
 * @param position decides the order among events of the same instant
 */
public record Event(
    String id,
    EventTime time,
    @Nullable Instant until,
    EventType type,
    Severity severity,
    @Nullable String service,
    @Nullable String actor,
    String source,
    String summary,
    long count,
    List<Citation> citations,
    SortedMap<String, String> attributes,
    Position position) {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{12}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-z0-9-]*");

  public Event {
    if (!ID.matcher(id).matches() || source.isEmpty() || count < 1 || citations.isEmpty()) {
      throw new IllegalArgumentException("not an event: " + id + " " + source + " " + summary);
    }
    for (String name : attributes.keySet()) {
      if (!ATTRIBUTE.matcher(name).matches()) {
        throw new IllegalArgumentException("not an attribute name: " + name);
      }
    }
    summary = summary.replaceAll("\\s+", " ").strip();
    citations = List.copyOf(citations);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * Starts an event with what every event needs; severity is unknown and the count 1 until said.
   */
  public static Builder of(String id, EventTime time, EventType type, String source) {
    return new Builder(id, time, type, source);
  }

  /** The kind of its type. */
  public Kind kind() {
    return type.kind();
  }

  /** A builder holding all of this event's values, to change some. */
  public Builder change() {
    Builder b = new Builder(id, time, type, source);
    b.until = until;
    b.severity = severity;
    b.service = service;
    b.actor = actor;
    b.summary = summary;
    b.count = count;
    b.citations.addAll(citations);
    b.attributes.putAll(attributes);
    b.position = position;
    return b;
  }

  /** Collects an event's values. */
  public static final class Builder {
    private static final int FEW_CITATIONS = 16;

    private final String id;
    private EventTime time;
    private EventType type;
    private final String source;
    private @Nullable Instant until;
    private Severity severity = Severity.UNKNOWN;
    private @Nullable String service;
    private @Nullable String actor;
    private String summary = "";
    private long count = 1;
    private final List<Citation> citations = new ArrayList<>();

    /** The same once there are many of them; null before. */
    private @Nullable Set<Citation> cited;

    private final SortedMap<String, String> attributes = new TreeMap<>();
    private @Nullable Position position;

    private Builder(String id, EventTime time, EventType type, String source) {
      this.id = id;
      this.time = time;
      this.type = type;
      this.source = source;
    }

    public Builder time(EventTime value) {
      time = value;
      return this;
    }

    public Builder type(EventType value) {
      type = value;
      return this;
    }

    public Builder until(@Nullable Instant value) {
      until = value;
      return this;
    }

    public Builder severity(Severity value) {
      severity = value;
      return this;
    }

    public Builder service(@Nullable String value) {
      service = value;
      return this;
    }

    public Builder actor(@Nullable String value) {
      actor = value;
      return this;
    }

    public Builder summary(String value) {
      summary = value;
      return this;
    }

    public Builder count(long value) {
      count = value;
      return this;
    }

    /** Adds a citation; one that is already there is not repeated. */
    public Builder cite(Citation citation) {
      if (isNew(citation)) {
        citations.add(citation);
      }
      return this;
    }

    /** Most events have a few citations; one that repeats a hundred thousand times has as many. */
    private boolean isNew(Citation citation) {
      if (citations.size() < FEW_CITATIONS) {
        return !citations.contains(citation);
      }
      Set<Citation> known = cited;
      if (known == null) {
        known = new HashSet<>(citations);
        cited = known;
      }
      return known.add(citation);
    }

    /** Sets an attribute; null or an empty value leaves it out. */
    public Builder attribute(String name, @Nullable String value) {
      if (value == null || value.isEmpty()) {
        attributes.remove(name);
      } else {
        attributes.put(name, value);
      }
      return this;
    }

    public Builder position(Position value) {
      position = value;
      return this;
    }

    /** The event; without a position it takes the file of its first citation, offset 0. */
    public Event build() {
      if (citations.isEmpty()) {
        throw new IllegalStateException("an event without a citation: " + summary);
      }
      Position place = position != null ? position : new Position(citations.get(0).evidence(), 0);
      return new Event(
          id,
          time,
          until,
          type,
          severity,
          service,
          actor,
          source,
          summary,
          count,
          citations,
          attributes,
          place);
    }
  }
}
