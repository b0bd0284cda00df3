package postmortem.document.render;

import java.util.List;
import java.util.stream.Collectors;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;

/**
 * Text that is Markdown already and is not escaped again. Only made here, from parts that are
 * escaped for their place.
 *
 * @param text the Markdown
 */
public record Markup(String text) {

  private static final int LONGEST_FILE = 28;

  /** Nothing. */
  static final Markup NONE = new Markup("");

  /** What {@link MarkdownText#prose} makes. */
  static Markup prose(String text) {
    return new Markup(MarkdownText.prose(text));
  }

  /** What {@link MarkdownText#code} makes. */
  static Markup code(String text) {
    return new Markup(MarkdownText.code(text));
  }

  /** What {@link MarkdownText#html} makes. */
  static Markup html(String text) {
    return new Markup(MarkdownText.html(text));
  }

  /** What {@link MarkdownText#yaml} makes. */
  static Markup yaml(String text) {
    return new Markup(MarkdownText.yaml(text));
  }

  /**
   * A link to the excerpts of an event, showing which system recorded it; of what was read in a log
   * or in a table that nobody knows, which file it is: how that was read says nothing to a reader.
   */
  static Markup event(Event event) {
    boolean file =
        event.kind() == Kind.LOG
            || event.type() == EventType.ENTRY
            || event.attributes().containsKey(Attribute.LOGS);
    String shown = file ? file(event.citations().get(0).evidence()) : event.source();
    return new Markup("[" + MarkdownText.prose(shown) + "](#e-" + event.id() + ")");
  }

  /** The name of a file without its folders; of a long one its end, which tells it from others. */
  private static String file(String evidence) {
    String name = evidence.substring(evidence.lastIndexOf('/') + 1);
    int length = name.codePointCount(0, name.length());
    return length <= LONGEST_FILE
        ? name
        : "\u2026" + name.substring(name.offsetByCodePoints(0, length - LONGEST_FILE + 1));
  }

  /** The parts one after the other. */
  static Markup join(List<Markup> parts, String separator) {
    return new Markup(parts.stream().map(Markup::text).collect(Collectors.joining(separator)));
  }
}
