package postmortem.source.scan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.event.Position;
import postmortem.event.clock.Anchors;
import postmortem.evidence.ContentHash;
import postmortem.evidence.Evidence;
import postmortem.evidence.FileAccount;
import postmortem.incident.ReadingRules;
import postmortem.log.signature.ByteHash;

/**
 * Keeps the books of one piece of evidence: what became of each row, and what was handed on. Every
 * row is entered once.
 */
public final class RowBook {

  private static final int SHORTEST_IDENTIFIER = 8;

  private final Anchors anchors = new Anchors();

  private final Evidence evidence;
  private final String reader;
  private final ReadingRules rules;
  private final long most;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Trouble> troubles = new LinkedHashMap<>();
  private final Set<Basis> basis = EnumSet.noneOf(Basis.class);
  private long handed;
  private long aggregated;
  private long filtered;
  private long unreadable;
  private long ascending;
  private long descending;
  private @Nullable Instant first;
  private @Nullable Instant last;
  private @Nullable Instant previous;
  private @Nullable Place previousPlace;

  /** Rows with the same fault. */
  private static final class Trouble {
    private final Place place;
    private final String code;
    private final String help;
    private long count;

    Trouble(Place place, String code, String help) {
      this.place = place;
      this.code = code;
      this.help = help;
    }
  }

  /**
   * Opens the books.
   *
   * @param reader name of the source
   * @param most rows that may become events one by one
   */
  RowBook(Evidence evidence, String reader, ReadingRules rules, long most) {
    this.evidence = evidence;
    this.reader = reader;
    this.rules = rules;
    this.most = most;
  }

  /** A row that is told by these events; those outside of the asked time are left out. */
  public void handed(List<Event> told) {
    for (Event event : told) {
      saw(event.time());
    }
    List<Event> covered = told.stream().filter(e -> rules.covers(e.time().at())).toList();
    if (covered.isEmpty()) {
      filtered++;
      return;
    }
    Place place = covered.get(0).citations().get(0).place();
    if (place.equals(previousPlace)) {
      // A line of JSON lines, or a text, holds several things: it is one row all the same.
      events.addAll(covered);
      return;
    }
    if (handed >= most) {
      unreadable(
          place,
          "PM-S005",
          "over the limit of " + most + " that become events",
          "raise --max-records, or narrow with --from and --until");
      return;
    }
    handed++;
    previousPlace = place;
    events.addAll(covered);
  }

  /** Notes an identifier that other sources may write as well, and when. */
  public void identified(String identifier, EventTime time) {
    if (identifier.length() >= SHORTEST_IDENTIFIER) {
      byte[] bytes = identifier.getBytes(StandardCharsets.UTF_8);
      anchors.add(ByteHash.of(bytes, 0, bytes.length), time.at());
    }
  }

  /** Name of the evidence whose rows are booked. */
  String name() {
    return evidence.name();
  }

  /** Name of the source that reads it. */
  String reader() {
    return reader;
  }

  /** By which its clock can be compared with others. */
  Anchors anchors() {
    return anchors;
  }

  /** A row that went into a series, or was outside of the asked time. */
  public boolean aggregated(EventTime time) {
    saw(time);
    if (!rules.covers(time.at())) {
      filtered++;
      return false;
    }
    aggregated++;
    return true;
  }

  /** A row that was aggregated, and that a finding is shown by after all. */
  public void promoted(Event event) {
    aggregated--;
    handed++;
    events.add(event);
  }

  /** A row that is declared to be no event. */
  public void filtered() {
    filtered++;
  }

  /** Rows that are declared to be no events. */
  public void filtered(long rows) {
    filtered += rows;
  }

  /** Rows that nobody could read, already reported. */
  public void lost(long rows) {
    unreadable += rows;
  }

  /** A row that could not be read; rows with the same fault are reported together. */
  public void unreadable(Place place, String code, String fault, String help) {
    unreadable++;
    troubles.computeIfAbsent(fault, key -> new Trouble(place, code, help)).count++;
  }

  private void saw(EventTime time) {
    Instant at = time.at();
    basis.addAll(time.basis());
    if (first == null || at.isBefore(first)) {
      first = at;
    }
    if (last == null || at.isAfter(last)) {
      last = at;
    }
    if (previous != null && !at.equals(previous)) {
      if (at.isBefore(previous)) {
        descending++;
      } else {
        ascending++;
      }
    }
    previous = at;
  }

  /**
   * The events, each with its position in the order of time.
   *
   * @param zone that stamps without one were read in
   */
  List<Event> events(ZoneId zone) {
    boolean newestFirst = descending > ascending;
    List<EventTime> times = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      times.add(events.get(newestFirst ? events.size() - 1 - i : i).time());
    }
    if (basis.contains(Basis.AMBIGUOUS)) {
      times = RepeatedHour.resolved(times, zone, rules.clockOffset(evidence.name()));
    }
    List<Event> placed = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      int position = newestFirst ? events.size() - 1 - i : i;
      placed.add(
          events
              .get(i)
              .change()
              .time(times.get(position))
              .position(new Position(evidence.name(), position))
              .build());
    }
    return placed;
  }

  /**
   * Closes the books and reports the faults.
   *
   * @param zone that stamps without one were read in
   */
  FileAccount close(ZoneId zone, Diagnostics diagnostics) {
    for (Map.Entry<String, Trouble> entry : troubles.entrySet()) {
      Trouble trouble = entry.getValue();
      Diagnostic diagnostic =
          Diagnostic.warning(
                  trouble.code,
                  entry.getKey()
                      + ": "
                      + trouble.count
                      + (trouble.count == 1 ? " row of " : " rows of ")
                      + reader)
              .at(
                  trouble.place instanceof Place.Line line
                      ? Location.of(evidence.name(), Math.toIntExact(line.number()))
                      : Location.of(evidence.name()))
              .helping(trouble.help);
      diagnostics.add(
          trouble.place instanceof Place.Line
              ? diagnostic
              : diagnostic.noting("first at " + evidence.name() + trouble.place));
    }
    if (basis.contains(Basis.ZONE_ASSUMED)
        && rules.zone(evidence.name()).basis() == Basis.ZONE_ASSUMED) {
      diagnostics.add(
          Diagnostic.warning("PM-L010", "the stamps carry no zone: UTC is assumed")
              .at(Location.of(evidence.name()))
              .helping(
                  "state the zone with --zone '"
                      + evidence.name()
                      + "=<zone>', or in incident.yaml"));
    }
    boolean zoned = basis.contains(Basis.ZONE_ASSUMED) || basis.contains(Basis.ZONE_CONFIGURED);
    Duration offset = rules.clockOffset(evidence.name());
    return new FileAccount(
        evidence.name(),
        ContentHash.of(evidence),
        evidence.bytes(),
        reader,
        false,
        handed + aggregated + filtered + unreadable,
        handed,
        aggregated,
        filtered,
        unreadable,
        first,
        last,
        zoned ? zone.getId() : null,
        List.copyOf(basis),
        offset);
  }
}
