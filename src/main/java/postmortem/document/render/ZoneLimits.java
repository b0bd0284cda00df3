package postmortem.document.render;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.Kind;
import postmortem.evidence.FileAccount;
import postmortem.timeline.ManifestEntry;
import postmortem.timeline.PlacedEvent;
import postmortem.timeline.Timeline;
import postmortem.timeline.ZoneProposal;

/** Which times rest on a zone or a year that the evidence does not state, and what suggests one. */
final class ZoneLimits {

  private static final Pattern OFFSET = Pattern.compile("[+-]\\d\\d:?\\d\\d\\]?$");

  private ZoneLimits() {}

  /** A line for each doubt about a file, in the order of the files. */
  static List<Markup> lines(Timeline timeline, Citations citations) {
    List<Event> events = timeline.events().stream().map(PlacedEvent::event).toList();
    SortedSet<String> offsets = offsets(events);
    List<Markup> lines = new ArrayList<>();
    for (ManifestEntry entry : timeline.manifest()) {
      FileAccount account = entry.account();
      String file = MarkdownText.code(account.evidence());
      if (account.basis().contains(Basis.ZONE_ASSUMED)) {
        lines.add(
            new Markup(
                file
                    + " states no zone: UTC is **assumed** for it"
                    + ZoneProposal.of(account.evidence(), events)
                        .map(proposal -> proposed(account.evidence(), proposal, citations))
                        .orElseGet(() -> elsewhere(account, offsets))));
      } else if (account.zone() != null) {
        lines.add(
            new Markup(
                file
                    + " states no zone: it is read as "
                    + MarkdownText.prose(account.zone())
                    + ", as stated."));
      }
      if (account.basis().contains(Basis.YEAR_INFERRED)) {
        lines.add(new Markup(file + " writes no year: it is **inferred**."));
      }
      if (account.basis().contains(Basis.AMBIGUOUS)) {
        lines.add(
            new Markup(
                file
                    + " has local times in an hour that occurs twice, or not at all, when clocks"
                    + " change: they may be off by one hour."));
      }
    }
    return lines;
  }

  private static String proposed(String evidence, ZoneProposal proposal, Citations citations) {
    String offset = proposal.offset().getId();
    String names =
        proposal.names().stream().map(MarkdownText::code).collect(Collectors.joining(", "));
    String beside =
        Markup.join(proposal.beside().stream().distinct().map(citations::link).toList(), ", ")
            .text();
    return ", but its messages fit UTC"
        + offset
        + " better: read so, they name "
        + names
        + " when other evidence does ("
        + beside
        + "). State it with "
        + MarkdownText.code("--zone '" + evidence + "=" + offset + "'")
        + ", or in `sources` of `incident.yaml`.";
  }

  /** What the clocks of other logs are set to, which may be that of this one. */
  private static String elsewhere(FileAccount account, SortedSet<String> offsets) {
    String option = ". The option `--zone`, or `sources` in `incident.yaml`, states another";
    return account.log() && !offsets.isEmpty()
        ? option + "; other logs here write " + String.join(", ", offsets) + "."
        : option + ".";
  }

  /** The offsets from UTC that logs write, apart from none. */
  private static SortedSet<String> offsets(List<Event> events) {
    SortedSet<String> offsets = new TreeSet<>();
    for (Event event : events) {
      if (event.kind() == Kind.LOG && event.time().basis().contains(Basis.OFFSET)) {
        Matcher offset = OFFSET.matcher(event.time().raw());
        if (offset.find()) {
          offsets.add(offset.group().replace("]", ""));
        }
      }
    }
    offsets.removeIf(offset -> offset.replaceAll("[^1-9]", "").isEmpty());
    return offsets;
  }
}
