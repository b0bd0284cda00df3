package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import postmortem.event.Attribute;
import postmortem.event.Basis;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.event.Kind;

/**
 * A zone in which the messages of a chat export without one stand beside what they speak of. It is
 * for a person to state; nothing is read in it.
 *
 * @param offset in which they do
 * @param names that they mention: alerts, flags, versions and services of changes; in order of the
 *     messages
 * @param beside for each name, the event of other evidence that has it
 */
public record ZoneProposal(ZoneOffset offset, List<String> names, List<Event> beside) {

  /** One name may be talked about at any time. */
  private static final int FEWEST = 2;

  private static final int LEAST_NAME = 6;
  private static final int LEAST_VERSION = 4;

  /** People announce what they do, and tell of it a while later. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private static final Duration LATE = Duration.ofMinutes(10);

  /** The offsets of the world that are no whole hours, in minutes. */
  private static final int[] BROKEN = {
    -570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825
  };

  private static final Pattern DIGIT = Pattern.compile(".*\\d.*");

  public ZoneProposal {
    names = List.copyOf(names);
    beside = List.copyOf(beside);
  }

  /**
   * What the messages of one piece of evidence suggest; nothing where they say too little, or as
   * much for UTC.
   *
   * @param events of the whole timeline, in its order
   */
  public static Optional<ZoneProposal> of(String evidence, List<Event> events) {
    List<Event> messages =
        events.stream()
            .filter(event -> event.kind() == Kind.CHAT && isAssumed(event))
            .filter(event -> event.citations().get(0).evidence().equals(evidence))
            .toList();
    Map<String, List<Event>> named = new TreeMap<>();
    for (Event event : events) {
      boolean fact = event.kind() == Kind.ALERT || event.kind() == Kind.CHANGE;
      if (fact && !isAssumed(event)) {
        names(event)
            .forEach(name -> named.computeIfAbsent(name, key -> new ArrayList<>()).add(event));
      }
    }
    List<Mention> mentions = mentions(messages, named);
    int asRead = meetings(mentions, ZoneOffset.UTC).size();
    ZoneProposal best = null;
    boolean tied = false;
    for (ZoneOffset offset : offsets()) {
      Map<String, Event> met = meetings(mentions, offset);
      int most = best == null ? Math.max(asRead, FEWEST - 1) : best.names().size();
      if (met.size() > most) {
        best = new ZoneProposal(offset, List.copyOf(met.keySet()), List.copyOf(met.values()));
        tied = false;
      } else if (best != null && met.size() == most) {
        tied = true;
      }
    }
    return tied ? Optional.empty() : Optional.ofNullable(best);
  }

  private static boolean isAssumed(Event event) {
    return event.time().basis().contains(Basis.ZONE_ASSUMED);
  }

  private static List<ZoneOffset> offsets() {
    return IntStream.concat(
            IntStream.rangeClosed(-12, 14).filter(hours -> hours != 0).map(hours -> 60 * hours),
            IntStream.of(BROKEN))
        .sorted()
        .mapToObj(minutes -> ZoneOffset.ofTotalSeconds(60 * minutes))
        .toList();
  }

  /** By what people call it. */
  private static Stream<String> names(Event event) {
    Map<String, String> attributes = event.attributes();
    String version = attributes.getOrDefault(Attribute.VERSION, "");
    boolean telling = version.length() >= LEAST_VERSION && DIGIT.matcher(version).matches();
    String service = event.kind() == Kind.CHANGE ? event.service() : null;
    return Stream.concat(
            Stream.of(
                    attributes.getOrDefault(Attribute.ALERT, ""),
                    attributes.getOrDefault(Attribute.FLAG, ""),
                    service == null ? "" : service)
                .filter(name -> name.length() >= LEAST_NAME),
            telling ? Stream.of(version) : Stream.empty())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct();
  }

  /** A message that has a name in it, and the events which have that name. */
  private record Mention(Event message, String name, List<Event> events) {}

  /** Found once: what a message names does not depend on the zone. */
  private static List<Mention> mentions(List<Event> messages, Map<String, List<Event>> named) {
    List<Mention> mentions = new ArrayList<>();
    for (Event message : messages) {
      String text = message.summary().toLowerCase(Locale.ROOT);
      named.forEach(
          (name, events) -> {
            if (text.contains(name)) {
              mentions.add(new Mention(message, name, events));
            }
          });
    }
    return mentions;
  }

  /** The names that messages mention at the time of an event that has them. */
  private static Map<String, Event> meetings(List<Mention> mentions, ZoneOffset offset) {
    Map<String, Event> met = new LinkedHashMap<>();
    for (Mention mention : mentions) {
      EventTime time = mention.message().time();
      Instant at = time.at().minusSeconds(offset.getTotalSeconds());
      Instant latest = at.plus(time.precision().width());
      mention.events().stream()
          .filter(event -> !event.time().at().isAfter(latest.plus(EARLY)))
          .filter(event -> !event.time().at().isBefore(at.minus(LATE)))
          .findFirst()
          .ifPresent(event -> met.putIfAbsent(mention.name(), event));
    }
    return met;
  }
}
