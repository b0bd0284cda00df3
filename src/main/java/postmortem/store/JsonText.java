package postmortem.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.Place;

/** Writes one JSON value as text; what all our JSON has in common. */
final class JsonText {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  /** Writes the members of an object. */
  @FunctionalInterface
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private JsonText() {}

  /** An object on one line, without a line end. */
  static String object(Members members) {
    StringWriter text = new StringWriter(512);
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** A member that is null when there is no value. */
  static void text(JsonGenerator json, String name, @Nullable String value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeStringField(name, value);
    }
  }

  /** An instant as short as possible, or null. */
  static void instant(JsonGenerator json, String name, @Nullable Instant value) throws IOException {
    text(json, name, value == null ? null : value.toString());
  }

  /** A number with at most three decimals, whole where it is whole. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    double rounded = Math.rint(value * 1000) / 1000;
    if (rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15) {
      json.writeNumber((long) rounded);
    } else {
      json.writeNumber(rounded);
    }
  }

  static void texts(JsonGenerator json, String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }

  static void citations(JsonGenerator json, List<Citation> citations) throws IOException {
    json.writeArrayFieldStart("citations");
    for (Citation citation : citations) {
      json.writeStartObject();
      json.writeStringField("evidence", citation.evidence());
      if (citation.place() instanceof Place.Line line) {
        json.writeNumberField("line", line.number());
      } else if (citation.place() instanceof Place.Pointer pointer) {
        json.writeStringField("pointer", pointer.pointer());
      }
      json.writeStringField("excerpt", citation.excerpt());
      json.writeStringField("sha256", citation.sha256());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
