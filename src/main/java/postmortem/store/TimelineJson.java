package postmortem.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.Position;
import postmortem.event.Precision;
import postmortem.event.Severity;
import postmortem.timeline.PlacedEvent;

/** {@code timeline.jsonl}: one placed event per line, the stable machine interface. */
public final class TimelineJson {

  private static final String TYPE = "type";

  private TimelineJson() {}

  /** All rows, each on its line. */
  public static String write(List<PlacedEvent> events) {
    StringBuilder out = new StringBuilder();
    for (PlacedEvent placed : events) {
      out.append(JsonText.object(json -> members(json, placed))).append('\n');
    }
    return out.toString();
  }

  private static void members(JsonGenerator json, PlacedEvent placed) throws IOException {
    Event event = placed.event();
    EventTime time = event.time();
    json.writeStringField("id", event.id());
    json.writeStringField("at", time.text());
    Instant until = event.until();
    JsonText.text(json, "until", until == null ? null : EventTime.format(until));
    json.writeStringField("precision", time.precision().label());
    JsonText.texts(json, "basis", time.basis().stream().map(Basis::label).toList());
    json.writeStringField("bound", time.bound().toString());
    json.writeStringField("raw", time.raw());
    json.writeStringField("kind", event.kind().label());
    json.writeStringField("severity", event.severity().label());
    JsonText.text(json, "service", event.service());
    JsonText.text(json, "actor", event.actor());
    json.writeStringField("source", event.source());
    json.writeStringField("summary", event.summary());
    json.writeNumberField("count", event.count());
    JsonText.number(json, "significance", placed.significance());
    JsonText.citations(json, event.citations());
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      // The name belongs to the type, which follows.
      if (!attribute.getKey().equals(TYPE)) {
        json.writeStringField(attribute.getKey(), attribute.getValue());
      }
    }
    json.writeStringField(TYPE, event.type().label());
    json.writeEndObject();
  }

  /**
   * Reads rows back.
   *
   * @param file its name, for messages
   * @throws DiagnosticException when a line is not a row
   */
  public static List<PlacedEvent> read(String file, String text) {
    ObjectMapper mapper = new ObjectMapper();
    List<PlacedEvent> events = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        events.add(row(mapper.readTree(line), file, number));
      } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-W010", "not a row of a timeline")
                .at(Location.of(file, number))
                .helping("the file is generated: draft again to write it anew"));
      }
    }
    return List.copyOf(events);
  }

  private static PlacedEvent row(JsonNode row, String file, int number) {
    List<Basis> basis = new ArrayList<>();
    for (JsonNode item : row.path("basis")) {
      basis.add(constant(Basis.class, item.asText()));
    }
    EventTime time =
        new EventTime(
            Instant.parse(row.path("at").asText()),
            constant(Precision.class, row.path("precision").asText()),
            basis,
            Duration.parse(row.path("bound").asText()),
            row.path("raw").asText());
    String type = row.path("attributes").path(TYPE).asText();
    String until = nullable(row.path("until"));
    Event.Builder event =
        Event.of(
                row.path("id").asText(),
                time,
                constant(EventType.class, type),
                row.path("source").asText())
            .until(until == null ? null : Instant.parse(until))
            .severity(constant(Severity.class, row.path("severity").asText()))
            .service(nullable(row.path("service")))
            .actor(nullable(row.path("actor")))
            .summary(row.path("summary").asText())
            .count(row.path("count").asLong())
            .position(new Position(file, number));
    for (JsonNode citation : row.path("citations")) {
      event.cite(citation(citation));
    }
    row.path("attributes")
        .properties()
        .forEach(
            attribute -> {
              if (!attribute.getKey().equals(TYPE)) {
                event.attribute(attribute.getKey(), attribute.getValue().asText());
              }
            });
    return new PlacedEvent(event.build(), row.path("significance").asDouble());
  }

  private static Citation citation(JsonNode node) {
    Place place =
        node.has("line")
            ? new Place.Line(node.path("line").asLong())
            : new Place.Pointer(node.path("pointer").asText());
    return new Citation(
        node.path("evidence").asText(),
        place,
        node.path("excerpt").asText(),
        node.path("sha256").asText());
  }

  private static @Nullable String nullable(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? null : node.asText();
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String label) {
    return Enum.valueOf(type, label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
