package postmortem.document.read;

import java.util.List;

/**
 * A contributing factor: an item of a list under a heading about factors or causes.
 *
 * @param text its own words and quotes, without the items below it
 * @param eventIds the ids of events that its links point to
 * @param below the items below it
 */
public record FactorItem(Passage text, List<String> eventIds, List<FactorItem> below) {
  public FactorItem {
    eventIds = List.copyOf(eventIds);
    below = List.copyOf(below);
  }
}
