package postmortem.timeline;

import postmortem.event.Event;

/**
 * An event in the timeline.
 *
 * @param event what happened; the citations of merged events are among its own
 * @param significance 0 to 1: how much a reader of the post-mortem needs this row
 */
public record PlacedEvent(Event event, double significance) {

  /** Rows from here on stand in the document; the others only in {@code timeline.jsonl}. */
  public static final double SHOWN = 0.5;

  public PlacedEvent {
    if (!(significance >= 0 && significance <= 1)) {
      throw new IllegalArgumentException("significance is 0 to 1: " + significance);
    }
  }

  /** Whether the row stands in the document. */
  public boolean isShown() {
    return significance >= SHOWN;
  }
}
