package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.analysis.RankedChange.Term;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.Severity;
import postmortem.timeline.ChangeFiles;
import postmortem.timeline.Episode;
import postmortem.timeline.ServiceName;
import postmortem.timeline.ServiceName.Relation;
import postmortem.timeline.Signal;
import postmortem.timeline.Weights;

/**
 * Ranks the changes before impact start by declared, named terms ({@code weights/ranking.yaml}). A
 * deployment also has the words and files of the commits in it, a flag those of the code behind it.
 */
final class ChangeRanking {

  private static final Duration OLDEST = Duration.ofDays(7);
  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration UPSTREAM_LATE = Duration.ofMinutes(2);

  /** Errors that go on for longer after a change was taken back did not end because of that. */
  private static final Duration TAKES_EFFECT = Duration.ofMinutes(20);

  private static final Pattern CODE =
      Pattern.compile(
          "[\\w./$-]*\\w\\.(?:java|kt|kts|scala|groovy|ts|tsx|js|jsx|mjs|py|go|rb|rs|cs|php|c|cc|cpp|h"
              + "|swift|ex|exs|erl|clj|sql|lua|pl|sh|vue|yaml|yml|json|tf|toml|conf|properties)\\b");

  private final Episode episode;
  private final Instant impact;
  private final Instant recovery;
  private final boolean recovered;
  private final List<Event> candidates = new ArrayList<>();
  private final ChangeLinks links;
  private final ChangeMentions mentions;
  private final StatusPages pages;
  private final List<Event> events;
  private final Weights weights = Weights.builtIn("ranking");
  private final SortedMap<String, Event> errorFiles = new TreeMap<>();
  private final SharedWords words;
  private final Growths growths;

  private ChangeRanking(
      Episode episode,
      Instant impact,
      @Nullable Instant recovery,
      List<Event> events,
      StatusPages pages) {
    this.episode = episode;
    this.pages = pages;
    this.events = events;
    this.impact = impact;
    Instant end = episode.to();
    this.recovery = recovery != null ? recovery : end != null ? end : impact;
    this.recovered = recovery != null;
    this.mentions = new ChangeMentions(impact, end, events);
    List<Event> changes = events.stream().filter(e -> e.kind() == Kind.CHANGE).toList();
    this.links = new ChangeLinks(changes);
    this.growths = new Growths(events, impact);
    for (Signal signal : episode.signals()) {
      if (signal.event().kind() == Kind.LOG || signal.event().kind() == Kind.TRACE) {
        files(signal.event());
      }
    }
    events.stream().filter(this::isCandidate).forEach(candidates::add);
    this.words = new SharedWords(episode, candidates);
  }

  /**
   * The changes before the impact, best first.
   *
   * @param recovery when users were well again; null takes the end of the episode
   * @param events of the whole timeline, in its order
   * @param pages that are in it
   */
  static List<RankedChange> rank(
      Episode episode,
      Instant impact,
      @Nullable Instant recovery,
      List<Event> events,
      StatusPages pages) {
    ChangeRanking ranking = new ChangeRanking(episode, impact, recovery, events, pages);
    List<RankedChange> scored = new ArrayList<>();
    for (Event change : ranking.candidates) {
      scored.add(ranking.score(change));
    }
    scored.sort(
        Comparator.comparingDouble(RankedChange::score)
            .reversed()
            .thenComparing(RankedChange::at, Comparator.<Instant>reverseOrder())
            .thenComparing(ranked -> ranked.change().id()));
    List<RankedChange> result = new ArrayList<>();
    for (RankedChange one : scored) {
      result.add(one.ranked(result.size() + 1));
    }
    return List.copyOf(result);
  }

  private boolean isCandidate(Event event) {
    Instant at = event.time().at();
    if (pages.isTrouble(event)) {
      return (!at.isAfter(impact.plus(UPSTREAM_LATE)) || isSaidLater(event))
          && !at.isBefore(impact.minus(DAY))
          && !pages.isOverBefore(event, impact);
    }
    // What a platform does all day by itself, such as starting the containers of a job, is none.
    boolean routine =
        event.type() == EventType.INFRASTRUCTURE && event.severity() == Severity.DEBUG;
    return event.kind() == Kind.CHANGE
        && !routine
        && ChangeStart.of(event).isBefore(impact)
        && !at.isBefore(impact.minus(OLDEST));
  }

  /** What a provider says only later to have begun by then counts where our errors name it. */
  private boolean isSaidLater(Event event) {
    Instant end = episode.to();
    return !ChangeStart.of(event).isAfter(impact.plus(UPSTREAM_LATE))
        && pages.isFirstWord(event)
        && Upstreams.isNamed(
            StatusPages.page(event),
            Upstreams.Naming.BY_ITSELF,
            impact,
            end == null ? impact : end,
            events);
  }

  private void files(Event event) {
    List<String> texts = new ArrayList<>();
    texts.add(event.attributes().getOrDefault(Attribute.CODE, ""));
    texts.add(event.attributes().getOrDefault(Attribute.SIGNATURE, ""));
    texts.add(event.summary());
    event.citations().forEach(citation -> texts.add(citation.excerpt()));
    for (String text : texts) {
      Matcher matcher = CODE.matcher(text);
      while (matcher.find()) {
        errorFiles.putIfAbsent(matcher.group(), event);
      }
    }
  }

  /** The terms of one change, each with its reason and what that rests on. */
  private final class Terms {
    final SortedMap<String, Term> all = new TreeMap<>();

    void add(String term, double value, String reason, List<Event> restsOn) {
      double rounded = Math.round(value * 100) / 100.0;
      if (rounded != 0) {
        RankedChange.add(all, term, new Term(rounded, reason, restsOn));
      }
    }

    void weigh(String term, String weight, String reason, List<Event> restsOn) {
      add(term, weights.of(weight), reason, restsOn);
    }

    void weigh(String term, String weight, String reason) {
      weigh(term, weight, reason, List.of());
    }
  }

  private RankedChange score(Event change) {
    Terms terms = new Terms();
    List<Event> contained = links.contained(change);
    proximity(change, terms);
    service(change, contained, terms);
    files(change, contained, terms);
    words(change, contained, terms);
    kind(change, terms);
    reach(change, terms);
    Event reversal = links.reversal(change, impact, recovery);
    if (reversal != null) {
      Instant at = reversal.time().at();
      Duration after = Duration.between(at, recovery);
      boolean late = recovered && after.compareTo(TAKES_EFFECT) > 0;
      // What piled up takes as long to be worked off as it took to pile up.
      boolean inVain = late && after.compareTo(Duration.between(impact, at)) > 0;
      terms.weigh(
          "reverted",
          inVain ? "reverted-in-vain" : late ? "reverted-late" : "reverted",
          "taken back at "
              + Wording.time(at)
              + (inVain
                  ? ", but it went on for " + Wording.duration(at, recovery)
                  : late
                      ? ", " + Wording.duration(at, recovery) + " before the recovery"
                      : ", before the recovery"),
          List.of(reversal));
    }
    Event mention = mentions.first(change);
    if (mention != null) {
      terms.weigh("mentioned", "mentioned", "named in chat during the incident", List.of(mention));
    }
    return RankedChange.of(change, terms.all);
  }

  private void proximity(Event change, Terms terms) {
    Instant at = change.time().at();
    if (change.kind() == Kind.STATUS) {
      Instant began = ChangeStart.of(change);
      at = began.isAfter(impact) ? impact : began;
    } else if (!at.isBefore(impact)) {
      String end = "ended " + Wording.duration(impact, at) + " after impact start";
      terms.weigh(RankedChange.UNDER_WAY, RankedChange.UNDER_WAY, end);
      at = ChangeStart.of(change);
    }
    Duration lead = Duration.between(at, impact);
    String reason = Wording.duration(at, impact) + " before impact start";
    Event ramp = growths.after(change, at);
    if (ramp != null) {
      terms.weigh(
          "growth",
          "growth",
          ramp.attributes().getOrDefault(Attribute.METRIC, "a resource")
              + (Growths.began(ramp).isAfter(at)
                  ? " began to grow " + Wording.duration(at, Growths.began(ramp)) + " after it"
                  : " began to grow about then"),
          List.of(ramp));
    }
    if (lead.compareTo(DAY) > 0) {
      if (ramp == null) {
        terms.weigh("proximity", "old", reason);
      }
      return;
    }
    double minutes = Math.max(0, lead.toSeconds() / 60.0);
    double share = 1 - Math.log1p(minutes) / Math.log1p(weights.of("proximity-horizon-minutes"));
    terms.add("proximity", weights.of("proximity") * Math.max(0, share), reason, List.of());
  }

  private void service(Event change, List<Event> contained, Terms terms) {
    Relation relation = episode.relation(change);
    String through = "";
    if (relation == Relation.UNKNOWN || relation == Relation.OTHER) {
      for (Event part : contained) {
        Relation of = episode.relation(part);
        if (of.compareTo(relation) < 0 && change.type() != EventType.DEPLOY) {
          relation = of;
          through = " through the code behind it";
        }
      }
    }
    List<Event> failing = failing();
    if (relation == Relation.SAME) {
      terms.weigh("service", "service-same", "touches the failing service" + through, failing);
    } else if (relation == Relation.PART) {
      String reason = "touches a part of the failing service" + through;
      terms.weigh("service", "service-part", reason, failing);
    } else if (relation == Relation.UNKNOWN && named(change)) {
      terms.weigh("service", "service-named", "names the failing service", failing);
    }
  }

  /** What tells which service fails. */
  private List<Event> failing() {
    for (Signal signal : episode.signals()) {
      if (signal.event().service() != null && episode.relation(signal.event()) == Relation.SAME) {
        return List.of(signal.event());
      }
    }
    Event onset = episode.onset();
    return onset == null ? List.of() : List.of(onset);
  }

  private boolean named(Event change) {
    String text = change.summary() + ' ' + change.attributes().getOrDefault(Attribute.FLAG, "");
    return episode.services().stream().anyMatch(service -> ServiceName.named(service, text));
  }

  private void files(Event change, List<Event> contained, Terms terms) {
    if (ChangeFiles.isInert(change)) {
      terms.weigh("files", "inert-files", "touches only documentation or tests");
      return;
    }
    SortedMap<String, Event> touched = new TreeMap<>();
    ChangeFiles.of(change).forEach(path -> touched.put(path, change));
    for (Event part : contained) {
      ChangeFiles.of(part).forEach(path -> touched.putIfAbsent(path, part));
    }
    for (String path : touched.keySet()) {
      for (Map.Entry<String, Event> error : errorFiles.entrySet()) {
        String file = error.getKey();
        if (path.equals(file) || path.endsWith("/" + file) || file.endsWith("/" + path)) {
          String reason = "touches " + base(path) + ", which the error names";
          terms.weigh(
              "files",
              "files",
              reason,
              List.of(touched.getOrDefault(path, change), error.getValue()));
          return;
        }
      }
    }
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void words(Event change, List<Event> contained, Terms terms) {
    SortedSet<String> shared = words.shared(change, contained);
    terms.add(
        "words",
        Math.min(weights.of("word") * words.rarity(shared), weights.of("words-most")),
        "shares with the errors: "
            + String.join(", ", SharedWords.written(change, contained, shared)),
        words.holding(contained, shared));
  }

  private void kind(Event change, Terms terms) {
    if (change.kind() == Kind.STATUS) {
      terms.weigh("kind", "kind-upstream", "a provider's own word");
      String state = StatusPages.isMaintenance(change) ? "under maintenance" : "degraded";
      terms.weigh("upstream", "upstream", state + " when the impact began");
      return;
    }
    // What failed in the end did not do so before it was tried.
    boolean tried =
        change.type() == EventType.DEPLOY_FAILED && !change.time().at().isBefore(impact);
    String label = (tried ? EventType.DEPLOY : change.type()).label();
    terms.weigh("kind", "kind-" + label, label.replace('-', ' '));
    if (change.type() == EventType.CERTIFICATE && change.severity() == Severity.INFO) {
      terms.weigh("issued", "issued", "when it was put in place is not known");
    }
    boolean commit = change.type() == EventType.COMMIT || change.type() == EventType.DEPENDENCY;
    if (commit && !links.isLive(change, impact)) {
      terms.weigh("not-live", "not-live", "not deployed before the impact");
    }
  }

  private void reach(Event change, Terms terms) {
    if (ChangeReach.isTrial(change)) {
      terms.weigh("blast-radius", "trial-environment", "not in production");
    } else if (ChangeReach.isProduction(change)) {
      terms.weigh("blast-radius", "production", "in production");
    }
    int files = ChangeFiles.of(change).size();
    if (files > 1) {
      double share = Math.min(1, files / weights.of("file-count-most"));
      terms.add("blast-radius", weights.of("file-count") * share, files + " files", List.of());
    }
  }
}
