package github;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which call of which kind goes wrong, and how. Calls are counted from when the rule was added. */
public final class Script {

  private static final class Rule {
    private final Endpoint endpoint;
    private final int from;
    private final int until;
    private final Fault fault;
    private int seen;

    Rule(Endpoint endpoint, int from, int until, Fault fault) {
      this.endpoint = endpoint;
      this.from = from;
      this.until = until;
      this.fault = fault;
    }
  }

  private final List<Rule> rules = new ArrayList<>();
  private final Map<Endpoint, Integer> struck = new EnumMap<>(Endpoint.class);

  /** The n-th call of that kind goes wrong, counted from 1. */
  public synchronized void fail(Endpoint endpoint, int nth, Fault fault) {
    rules.add(new Rule(endpoint, nth, nth, fault));
  }

  /** The calls of that kind from the n-th on go wrong, so many of them. */
  public synchronized void fail(Endpoint endpoint, int nth, int times, Fault fault) {
    rules.add(new Rule(endpoint, nth, nth + times - 1, fault));
  }

  /** Every call of that kind goes wrong, until {@link #heal}. */
  public synchronized void failAlways(Endpoint endpoint, Fault fault) {
    rules.add(new Rule(endpoint, 1, Integer.MAX_VALUE, fault));
  }

  /** Nothing goes wrong any more. */
  public synchronized void heal() {
    rules.clear();
  }

  /** How often a fault struck. */
  public synchronized int struck() {
    return struck.values().stream().mapToInt(Integer::intValue).sum();
  }

  synchronized @Nullable Fault next(Endpoint endpoint) {
    Fault fault = null;
    for (Rule rule : rules) {
      if (rule.endpoint == endpoint) {
        rule.seen++;
        if (rule.seen >= rule.from && rule.seen <= rule.until) {
          fault = rule.fault;
        }
      }
    }
    if (fault != null) {
      struck.merge(endpoint, 1, Integer::sum);
    }
    return fault;
  }
}
