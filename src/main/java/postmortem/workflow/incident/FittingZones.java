package postmortem.workflow.incident;

import java.util.List;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;
import postmortem.timeline.ZoneProposal;

/** Says in which zone messages without one would fit the other evidence. */
final class FittingZones {

  private FittingZones() {}

  static void tell(Timeline timeline, Diagnostics diagnostics) {
    List<Event> events = timeline.events().stream().map(PlacedEvent::event).toList();
    for (ManifestEntry entry : timeline.manifest()) {
      String evidence = entry.account().evidence();
      if (entry.account().basis().contains(Basis.ZONE_ASSUMED)) {
        ZoneProposal.of(evidence, events)
            .ifPresent(proposal -> diagnostics.add(diagnostic(evidence, proposal)));
      }
    }
  }

  private static Diagnostic diagnostic(String evidence, ZoneProposal proposal) {
    String offset = proposal.offset().getId();
    return Diagnostic.warning("PM-W048", "these messages fit UTC" + offset + " better than UTC")
        .at(Location.of(evidence))
        .noting(
            "read so, they name "
                + String.join(", ", proposal.names())
                + " when other evidence does")
        .helping("--zone '" + evidence + "=" + offset + "', or in incident.yaml");
  }
}
