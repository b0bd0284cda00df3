package postmortem.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName;
import postmortem.timeline.Signal;
import postmortem.timeline.Words;

/** The words that changes have in common with the errors of an episode. */
final class SharedWords {

  private final Episode episode;
  private final SortedSet<String> errorWords;
  private final Map<String, Integer> holders = new HashMap<>();

  /** Of an episode; the name of what fails says nothing about a change of it. */
  SharedWords(Episode episode, List<Event> changes) {
    this.episode = episode;
    this.errorWords = new TreeSet<>(episode.words());
    for (String service : episode.services()) {
      errorWords.removeAll(ServiceName.key(service));
    }
    for (Signal signal : episode.signals()) {
      // Where a log does not say whose it is, the folder that somebody put it in does.
      if (signal.event().kind() == Kind.LOG && signal.event().service() == null) {
        errorWords.removeAll(Words.stems(folder(signal.event().citations().get(0).evidence())));
      }
    }
    for (Event change : changes) {
      for (String word : Words.ofChange(change)) {
        holders.merge(word, 1, Integer::sum);
      }
    }
  }

  private static String folder(String evidence) {
    int file = evidence.lastIndexOf('/');
    return file < 0 ? "" : evidence.substring(evidence.lastIndexOf('/', file - 1) + 1, file);
  }

  /** Those of a change and of what it contains. */
  SortedSet<String> shared(Event change, List<Event> contained) {
    SortedSet<String> own = new TreeSet<>(Words.ofChange(change));
    contained.forEach(part -> own.addAll(Words.ofChange(part)));
    return Words.shared(own, errorWords);
  }

  /** How many words, each the less the more of the changes have it. */
  double rarity(SortedSet<String> shared) {
    double sum = 0;
    for (String word : shared) {
      sum += 1.0 / Math.max(1, holders.getOrDefault(word, 1));
    }
    return sum;
  }

  /** What is contained in a change and has one of those words, and the first error that has. */
  List<Event> holding(List<Event> contained, SortedSet<String> shared) {
    List<Event> holding = new ArrayList<>();
    for (Event part : contained) {
      if (!Words.shared(Words.ofChange(part), shared).isEmpty()) {
        holding.add(part);
        break;
      }
    }
    for (Signal signal : episode.signals()) {
      Event event = signal.event();
      SortedSet<String> words = Words.stems(Episode.texts(event).toArray(String[]::new));
      if (!Words.shared(words, shared).isEmpty()) {
        holding.add(event);
        break;
      }
    }
    return holding;
  }

  /** The shared words as they are written, not their stems. */
  static List<String> written(Event change, List<Event> contained, SortedSet<String> shared) {
    SortedMap<String, String> written = new TreeMap<>();
    List<Event> all = new ArrayList<>(contained);
    all.add(0, change);
    for (Event event : all) {
      List<String> texts =
          List.of(
              event.attributes().getOrDefault(Attribute.FLAG, ""),
              event.summary(),
              event.attributes().getOrDefault(Attribute.FILES, ""));
      for (String text : texts) {
        for (String word : Words.plain(text)) {
          for (String stem : Words.stems(word)) {
            if (shared.contains(stem)) {
              written.putIfAbsent(stem, word);
            }
          }
        }
      }
    }
    return List.copyOf(written.values());
  }
}
