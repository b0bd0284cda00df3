package postmortem.analysis;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.event.Event;

/**
 * A change before the impact and why it ranks where it does. It says "changed before, and shares
 * …", never "caused".
 *
 * @param rank from 1
 * @param score sum of the terms
 * @param change the event
 * @param terms points by name of the term; terms of zero points are left out
 * @param reasons a few words for each term, by its name
 */
public record RankedChange(
    int rank,
    double score,
    Event change,
    SortedMap<String, Double> terms,
    SortedMap<String, String> reasons) {
  public RankedChange {
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
    reasons = Collections.unmodifiableSortedMap(new TreeMap<>(reasons));
  }
}
