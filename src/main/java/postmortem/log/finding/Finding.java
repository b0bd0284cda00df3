package postmortem.log.finding;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.log.summary.Sight;

/**
 * Something in a summary that a reader should know; becomes an event once its record is read.
 *
 * @param type what it is
 * @param at the record that it cites and whose time it has
 * @param until the record with which it ended; null when it has no end
 * @param severity how bad
 * @param count how many records say it
 * @param earlier how many said it before, apart from these
 * @param templates how many signatures it covers
 * @param before the rate before, per minute, of durations their quantile in ms; NaN when nothing
 *     changed
 * @param after the same after
 * @param order its place among the findings of its kind: what matters most is smallest
 * @param grounds what else is known of it
 */
public record Finding(
    EventType type,
    Sight at,
    @Nullable Sight until,
    Severity severity,
    long count,
    long earlier,
    int templates,
    double before,
    double after,
    double order,
    Grounds grounds) {

  /**
   * What a finding rests on besides the records with which it begins and ends.
   *
   * @param also further records that it cites
   * @param test which found that something changed; null when nothing was tested
   * @param requests that the log records in that time; null where it does not tell
   * @param asLogBegins whether it is there so soon that it may have gone on before
   * @param status the HTTP status that was counted; null where errors were, or nothing
   */
  public record Grounds(
      List<Sight> also,
      @Nullable String test,
      @Nullable Requests requests,
      boolean asLogBegins,
      @Nullable String status) {

    static final Grounds NONE = new Grounds(List.of(), null, null, false, null);

    public Grounds {
      also = List.copyOf(also);
    }

    static Grounds citing(List<Sight> also) {
      return new Grounds(also, null, null, false, null);
    }

    static Grounds tested(String test, @Nullable Requests requests) {
      return new Grounds(List.of(), test, requests, false, null);
    }

    /** Of requests that were refused with a status. */
    static Grounds refused(String test, @Nullable Requests requests, String status) {
      return new Grounds(List.of(), test, requests, false, status);
    }

    /** The same of what has no end: it cites the last record of it that the log holds. */
    Grounds upTo(Sight latest) {
      return new Grounds(List.of(latest), test, requests, asLogBegins, status);
    }

    static Grounds asLogBegins(boolean may) {
      return new Grounds(List.of(), null, null, may, null);
    }
  }

  /** A finding of which nothing else is known. */
  Finding(
      EventType type,
      Sight at,
      @Nullable Sight until,
      Severity severity,
      long count,
      long earlier,
      int templates,
      double before,
      double after,
      double order) {
    this(type, at, until, severity, count, earlier, templates, before, after, order, Grounds.NONE);
  }

  /** A record that says something of note, which is no error; what is said seldom comes first. */
  static Finding said(EventType type, Sight at, long count) {
    return new Finding(type, at, null, Severity.INFO, 1, 0, 1, Double.NaN, Double.NaN, count);
  }

  /** The same with more to rest on. */
  Finding on(Grounds more) {
    return new Finding(
        type, at, until, severity, count, earlier, templates, before, after, order, more);
  }

  /** The most important ones, in order. */
  static List<Finding> best(List<Finding> findings, int most) {
    return findings.stream()
        .sorted(
            Comparator.comparingDouble(Finding::order)
                .thenComparing(
                    (a, b) -> a.at().isBefore(b.at()) ? -1 : b.at().isBefore(a.at()) ? 1 : 0))
        .limit(most)
        .toList();
  }
}
