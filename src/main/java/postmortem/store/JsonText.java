package postmortem.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.Place;

/** Writes one JSON value as text; what all our JSON has in common. */
final class JsonText {

  /** NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR. */
  private static final char[] LINE_ENDS = {0x85, 0x2028, 0x2029};

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
    return portable(text.toString());
  }

  /**
   * JSON that every reader takes as we mean it. Half a surrogate pair has no UTF-8 form and becomes
   * U+FFFD; the line ends of Unicode are escaped, since some tools cut JSON Lines at them.
   */
  private static String portable(String json) {
    String whole = wellFormed(json);
    for (char end : LINE_ENDS) {
      if (whole.indexOf(end) >= 0) {
        whole =
            whole.replace(String.valueOf(end), String.format(Locale.ROOT, "\\u%04x", (int) end));
      }
    }
    return whole;
  }

  /** The same text, with U+FFFD in the place of every half of a surrogate pair. */
  static String wellFormed(String text) {
    StringBuilder fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (fixed == null) {
          fixed = new StringBuilder(text);
        }
        fixed.setCharAt(i, '\uFFFD');
      }
    }
    return fixed == null ? text : fixed.toString();
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
    citations(json, "citations", citations);
  }

  static void citations(JsonGenerator json, String name, List<Citation> citations)
      throws IOException {
    json.writeArrayFieldStart(name);
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
