package postmortem.source.scan;

import java.util.ArrayList;
import java.util.List;
import postmortem.source.rule.Condition;
import postmortem.source.rule.EventRule;
import postmortem.source.rule.SkipRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Pointer;

/**
 * Which records of a source come to nothing, as far as conditions tell that: those that are
 * declared to be no events, and those about which no rule speaks where these are declared to be
 * none. Asked of trees here, and by a {@link Sieve} of bytes.
 *
 * @param skips a record of which one of these holds is left out
 * @param rules conditions of rules; a record of which none of these holds is left out when one of
 *     {@code untold} does
 * @param untold see {@code rules}
 */
public record LeftOut(List<Condition> skips, List<Condition> rules, List<Condition> untold) {

  /** Nothing is. */
  public static final LeftOut NOTHING = new LeftOut(List.of(), List.of(), List.of());

  public LeftOut {
    skips = List.copyOf(skips);
    rules = List.copyOf(rules);
    untold = List.copyOf(untold);
  }

  /**
   * What a declaration leaves out. Where records are not the only rows, each row is asked by
   * itself, and where the records of two sources belong together or make traces, all are read.
   *
   * @param onlyEvents whether nobody asks what became of records that are no events
   */
  public static LeftOut of(SourceDeclaration source, boolean onlyEvents) {
    boolean whole =
        source.skips().stream().allMatch(skip -> skip.each().equals(Pointer.ROOT))
            && source.events().stream().allMatch(rule -> rule.each().equals(Pointer.ROOT));
    if (!whole || source.join() != null || source.spans() != null) {
      return NOTHING;
    }
    List<Condition> skips = new ArrayList<>();
    List<Condition> untold = new ArrayList<>();
    for (SkipRule skip : source.skips()) {
      (skip.untold() ? untold : skips).add(skip.when());
    }
    if (onlyEvents) {
      untold.add(Condition.ALWAYS);
    }
    boolean events = source.series().isEmpty() && !source.events().isEmpty();
    return new LeftOut(
        skips, source.events().stream().map(EventRule::when).toList(), events ? untold : List.of());
  }

  /** Whether a record is left out. */
  boolean holds(SourceRecord record) {
    return skips.stream().anyMatch(skip -> skip.holds(record))
        || (untold.stream().anyMatch(when -> when.holds(record))
            && rules.stream().noneMatch(when -> when.holds(record)));
  }
}
