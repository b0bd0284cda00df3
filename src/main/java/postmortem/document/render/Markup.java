package postmortem.document.render;

import java.util.List;
import java.util.stream.Collectors;
import postmortem.event.Event;

/**
 * Text that is Markdown already and is not escaped again. Only made here, from parts that are
 * escaped for their place.
 *
 * @param text the Markdown
 */
public record Markup(String text) {

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

  /** A link to the excerpts of an event, showing which system recorded it. */
  static Markup event(Event event) {
    return new Markup("[" + MarkdownText.prose(event.source()) + "](#e-" + event.id() + ")");
  }

  /** The parts one after the other. */
  static Markup join(List<Markup> parts, String separator) {
    return new Markup(parts.stream().map(Markup::text).collect(Collectors.joining(separator)));
  }
}
