package postmortem.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import postmortem.analysis.RankedChange.Term;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.timeline.Scene;

/** What is said of a change by what its score is made of. */
class RankedChangeTest {

  private static final Event DEPLOYED =
      new Scene("2026-10-15")
          .change(EventType.DEPLOY, "07:35:00", "shop", "shop 4.2 went live")
          .events()
          .get(0);

  private static RankedChange with(String term, double points) {
    TreeMap<String, Term> terms = new TreeMap<>();
    terms.put("kind", Term.of(1.2, "deploy"));
    terms.put("proximity", Term.of(2, "6 min before impact start"));
    terms.put(term, Term.of(points, ""));
    return RankedChange.of(DEPLOYED, terms);
  }

  @Test
  void a_change_is_only_near_where_nothing_but_time_and_service_speaks_for_it() {
    assertThat(with("service", 1.5).isOnlyNear()).isTrue();
    assertThat(with("reverted", -2).isOnlyNear()).isTrue();
    assertThat(with("words", 0.6).isOnlyNear()).isFalse();
    assertThat(with("reverted", 0.4).isOnlyNear()).isFalse();
  }
}
