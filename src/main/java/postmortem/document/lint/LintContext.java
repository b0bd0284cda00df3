package postmortem.document.lint;

import java.util.List;
import postmortem.timeline.PlacedEvent;

/**
 * What is known beside the document.
 *
 * @param timeline the placed events of its folder; empty when the folder has none
 */
public record LintContext(List<PlacedEvent> timeline) {

  /** The document stands alone. */
  public static final LintContext NONE = new LintContext(List.of());

  public LintContext {
    timeline = List.copyOf(timeline);
  }
}
