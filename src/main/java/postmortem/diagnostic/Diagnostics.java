package postmortem.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects diagnostics from all stages and threads; read in a fixed order. Thread-safe. */
public final class Diagnostics {

  private static final int MOST_ALIKE = 3;
  private static final int MOST_NAMED = 6;

  private final Set<Diagnostic> collected = new LinkedHashSet<>();
  private final List<Diagnostic> conclusions = new ArrayList<>();

  /** Adds one; an equal one that is already there is not repeated. */
  public synchronized void add(Diagnostic diagnostic) {
    collected.add(diagnostic);
  }

  /** Adds what follows from the others and ends the run: told behind all of them. */
  public synchronized void conclude(Diagnostic diagnostic) {
    conclusions.add(diagnostic);
  }

  /** All so far, in {@link Diagnostic#ORDER}, but for conclusions. */
  public synchronized List<Diagnostic> sorted() {
    return collected.stream().sorted(Diagnostic.ORDER).toList();
  }

  /**
   * All so far, in {@link Diagnostic#ORDER}; what is said of many pieces of evidence in the same
   * words is said once, at the first, and names the others. Conclusions come last.
   */
  public List<Diagnostic> told() {
    Map<String, List<Diagnostic>> alike = new LinkedHashMap<>();
    List<Diagnostic> sorted = sorted();
    for (Diagnostic one : sorted) {
      alike.computeIfAbsent(words(one), words -> new ArrayList<>()).add(one);
    }
    List<Diagnostic> told = new ArrayList<>();
    for (Diagnostic one : sorted) {
      List<Diagnostic> group = alike.getOrDefault(words(one), List.of());
      if (group.size() <= MOST_ALIKE) {
        told.add(one);
      } else if (group.get(0).equals(one)) {
        told.add(folded(group));
      }
    }
    synchronized (this) {
      told.addAll(conclusions);
    }
    return told;
  }

  /** What a diagnostic says, wherever it says it; its own words when it shows a place. */
  private static String words(Diagnostic one) {
    Location place = one.location();
    String what = one.code() + one.level() + one.message();
    return place == null || one.snippet() != null
        ? one.toString()
        : what + general(one, one.help() == null ? List.of() : List.of(one.help()));
  }

  /** Words without the name of the evidence. */
  private static List<String> general(Diagnostic one, List<String> texts) {
    Location place = one.location();
    return place == null
        ? texts
        : texts.stream().map(text -> text.replace(place.file(), "<file>")).toList();
  }

  private static Diagnostic folded(List<Diagnostic> alike) {
    Diagnostic first = alike.get(0);
    String names =
        alike.stream()
            .skip(1)
            .limit(MOST_NAMED)
            .map(one -> String.valueOf(one.location()))
            .collect(Collectors.joining(", "));
    int left = alike.size() - 1 - MOST_NAMED;
    List<String> notes = new ArrayList<>(general(first, first.notes()));
    alike.forEach(one -> notes.retainAll(general(one, one.notes())));
    notes.add(
        "the same of "
            + (alike.size() - 1)
            + " more: "
            + names
            + (left > 0 ? ", and " + left + " others" : ""));
    String help = first.help() == null ? null : general(first, List.of(first.help())).get(0);
    return new Diagnostic(
        first.code(), first.level(), first.location(), first.message(), null, notes, help);
  }

  /** Whether there is an error among them. */
  public synchronized boolean hasErrors() {
    return collected.stream().anyMatch(d -> d.level() == Level.ERROR);
  }
}
