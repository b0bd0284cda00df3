package postmortem.analysis;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.timeline.ServiceName;

/**
 * A change before the impact and why it ranks where it does. It says "changed before, and shares
 * …", never "caused".
 *
 * @param rank from 1
 * @param score sum of the terms
 * @param change the event
 * @param terms by name; terms of zero points are left out
 */
public record RankedChange(int rank, double score, Event change, SortedMap<String, Term> terms) {

  /** The term of what was under way when the impact began. */
  static final String UNDER_WAY = "under-way";

  /** The terms that tie a change to the incident by more than its time and a service's name. */
  static final List<String> TIES =
      List.of("files", "words", "mentioned", "upstream", "reverted", "growth");

  /**
   * A part of the score.
   *
   * @param points may be negative
   * @param reason a few words
   * @param restsOn what of the evidence it rests on besides the change itself
   */
  public record Term(double points, String reason, List<Event> restsOn) {
    public Term {
      restsOn = List.copyOf(restsOn);
    }

    /** A term that rests on the change alone. */
    public static Term of(double points, String reason) {
      return new Term(points, reason, List.of());
    }

    private Term plus(Term other) {
      return new Term(points + other.points, reason, restsOn);
    }
  }

  public RankedChange {
    if (rank < 1) {
      throw new IllegalArgumentException("a rank of " + rank);
    }
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  /**
   * When it counts from: the time of its record; of what was under way when the impact began, and
   * of what a provider says only later, its beginning.
   */
  public Instant at() {
    return beganEarlier() ? ChangeStart.of(change) : change.time().at();
  }

  /** Whether it counts from before the time of its record. */
  public boolean beganEarlier() {
    return isUnderWay()
        || (change.kind() == Kind.STATUS && ChangeStart.of(change).isBefore(change.time().at()));
  }

  /**
   * What is said of the change, after the name of its service where it deploys one and its summary
   * does not name it.
   */
  public String told(String words) {
    String service = change.service();
    return service == null
            || change.type() != EventType.DEPLOY
            || ServiceName.named(service, change.summary())
        ? words
        : service + ": " + words;
  }

  /** Whether it had begun before the impact, and ended only afterwards. */
  public boolean isUnderWay() {
    return terms.containsKey(UNDER_WAY);
  }

  /** Whether nothing but its time, its kind or the name of a service speaks for it. */
  public boolean isOnlyNear() {
    return terms.entrySet().stream()
        .noneMatch(term -> TIES.contains(term.getKey()) && term.getValue().points() > 0);
  }

  /** A change whose place is not known yet: the first. */
  static RankedChange of(Event change, SortedMap<String, Term> terms) {
    double sum = 0;
    for (Term term : terms.values()) {
      sum += term.points();
    }
    return new RankedChange(1, Math.round(sum * 100) / 100.0, change, terms);
  }

  RankedChange ranked(int place) {
    return new RankedChange(place, score, change, terms);
  }

  /** Adds to a map of terms: the first reason for a name stays. */
  static void add(SortedMap<String, Term> terms, String name, Term term) {
    terms.merge(name, term, Term::plus);
  }
}
