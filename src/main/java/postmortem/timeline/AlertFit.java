package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.Severity;
import postmortem.incident.Incident;
import postmortem.incident.Milestone;
import postmortem.timeline.ServiceName.Relation;

/** How well each alert explains the signs of failure: near in time, of the same service, grave. */
final class AlertFit {

  private final Incident incident;
  private final List<Signal> signals;
  private final List<AlertGroup> groups;
  private final Focus focus;
  private final IncidentTalk talk;
  private final @Nullable Instant statedStart;

  AlertFit(
      Incident incident,
      List<Signal> signals,
      List<AlertGroup> groups,
      Focus focus,
      IncidentTalk talk) {
    this.talk = talk;
    this.incident = incident;
    this.signals = signals;
    this.groups = groups;
    this.focus = focus;
    this.statedStart = incident.milestones().get(Milestone.IMPACT_START);
  }

  /** The alert that fits the most error signal; null when no alert fits. */
  @Nullable AlertGroup best() {
    AlertGroup best = null;
    double most = 0;
    for (AlertGroup group : groups) {
      double score = fit(group);
      if (score > most + 1e-9
          || (best != null && Math.abs(score - most) <= 1e-9 && isLikelier(group, best))) {
        best = group;
        most = score;
      }
    }
    return best;
  }

  /**
   * Of alerts that fit alike, the one that went on for longer, and of those the earlier: this does
   * not depend on the order of the evidence.
   */
  private static boolean isLikelier(AlertGroup group, AlertGroup than) {
    int longer = open(group).compareTo(open(than));
    return longer > 0 || (longer == 0 && group.firesAt().isBefore(than.firesAt()));
  }

  /** How long it went on; what goes on for days is a state and no incident. */
  private static Duration open(AlertGroup group) {
    Duration open = Duration.between(group.firesAt(), group.lastAt());
    return open.compareTo(Episode.LONGEST_UNNOTICED) > 0 ? Duration.ZERO : open;
  }

  private double fit(AlertGroup group) {
    Instant start = group.firesAt();
    if (statedStart == null && talk.isElsewhere(group, signals)) {
      return 0;
    }
    double fit = 0;
    for (Signal signal : signals) {
      Duration lead = Duration.between(signal.at(), start);
      if (lead.compareTo(Episode.LONGEST_UNNOTICED) > 0
          || lead.compareTo(Episode.EARLY_ALERT.negated()) < 0
          || !signal.lasts(start.minus(Episode.CHAIN))) {
        continue;
      }
      fit += signal.strength() * nearness(lead) * relatedness(signal.event(), group);
    }
    Severity worst = Severity.DEBUG;
    for (Event event : group.starts()) {
      if (event.severity() != Severity.UNKNOWN && event.severity().compareTo(worst) > 0) {
        worst = event.severity();
      }
    }
    fit += worst == Severity.CRITICAL ? 3 : worst == Severity.ERROR ? 2 : 1;
    fit += group.has(EventType.PAGED) || isTicketOfErrors(group) ? 2 : 0;
    fit += group.has(EventType.ACKNOWLEDGED) ? 2 : 0;
    fit *= focus.share(start) * talk.share(group);
    if (statedStart != null) {
      fit *= nearness(Duration.between(statedStart, start));
    }
    if (isOfStatedService(group)) {
      fit *= 2;
    }
    AlertGroup.Noise noise = group.noise();
    return noise == null ? fit : noise == AlertGroup.Noise.ALWAYS_FIRING ? 0 : fit * 0.1;
  }

  /** Whether it is a ticket that people took up, and which names what the errors name. */
  private boolean isTicketOfErrors(AlertGroup group) {
    return NamedTickets.isTicket(group)
        && signals.stream()
            .anyMatch(
                signal ->
                    !Words.shared(
                            Words.stems(group.starts().get(0).summary()),
                            Words.stems(Episode.texts(signal.event()).toArray(String[]::new)))
                        .isEmpty());
  }

  /** Whether it is of a service that people say the incident is about, or names it. */
  private boolean isOfStatedService(AlertGroup group) {
    if (!group.services().isEmpty()) {
      return ServiceName.closest(group.services().first(), incident.services()) == Relation.SAME;
    }
    String said = String.join(" ", Episode.texts(group.starts().get(0)));
    return incident.services().stream().anyMatch(service -> ServiceName.named(service, said));
  }

  /** 1 for the same moment, a half at 30 minutes. */
  static double nearness(Duration apart) {
    return 1 / (1 + Math.abs(apart.toSeconds()) / 1800.0);
  }

  /** 1 for the same service, less the less a signal has to do with an alert. */
  static double relatedness(Event event, AlertGroup group) {
    Relation relation = ServiceName.closest(event.service(), group.services());
    double related =
        switch (relation) {
          case SAME -> 1;
          case PART -> 0.8;
          case UNKNOWN -> 0.5;
          case OTHER -> 0.15;
        };
    if (related < 1) {
      for (String service : group.services()) {
        if (ServiceName.named(service, event.summary())) {
          return 1;
        }
      }
    }
    return related;
  }
}
