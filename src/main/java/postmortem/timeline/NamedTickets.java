package postmortem.timeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventType;

/**
 * Requests to support that people take up in chat: of an incident without any alert they are how it
 * was noticed.
 */
final class NamedTickets {

  private NamedTickets() {}

  /**
   * The tickets that a message names soon after they were opened, by key.
   *
   * @param groups events of the kind of alerts, by what they belong to
   * @param events all, in any order
   */
  static List<AlertGroup> among(SortedMap<String, List<Event>> groups, List<Event> events) {
    List<Event> messages = messages(events);
    List<AlertGroup> named = new ArrayList<>();
    if (messages.isEmpty()) {
      return named;
    }
    groups.forEach(
        (key, members) -> {
          List<Event> ticket =
              members.stream()
                  .sorted(Comparator.comparing((Event e) -> e.time().at()).thenComparing(Event::id))
                  .toList();
          if (isNamed(ticket.get(0), messages)) {
            named.add(new AlertGroup(key, ticket, null));
          }
        });
    return List.copyOf(named);
  }

  /** Whether it is a ticket, of which nothing but what people wrote tells anything. */
  static boolean isTicket(AlertGroup group) {
    return group.starts().get(0).type() == EventType.ALERT_NOTE;
  }

  /** All messages of the channels in which a ticket is named. */
  static List<Event> talk(AlertGroup ticket, List<Event> events) {
    Event opened = ticket.starts().get(0);
    Set<String> channels = new HashSet<>();
    List<Event> messages = messages(events);
    for (Event message : messages) {
      if (isSoon(opened, message) && names(message, opened)) {
        channels.add(channel(message));
      }
    }
    return messages.stream().filter(message -> channels.contains(channel(message))).toList();
  }

  private static List<Event> messages(List<Event> events) {
    return events.stream()
        .filter(event -> event.type() == EventType.MESSAGE && !ChatSignificance.isBot(event))
        .toList();
  }

  private static String channel(Event message) {
    return message.attributes().getOrDefault(Attribute.CHANNEL, "");
  }

  private static boolean isNamed(Event opened, List<Event> messages) {
    return opened.type() == EventType.ALERT_NOTE
        && messages.stream().anyMatch(m -> isSoon(opened, m) && names(m, opened));
  }

  private static boolean isSoon(Event opened, Event message) {
    Duration after = Duration.between(opened.time().at(), message.time().at());
    return !after.isNegative() && after.compareTo(Episode.LONGEST_UNNOTICED) <= 0;
  }

  /** Whether a message holds the key of a ticket; a bare number is named by others as well. */
  private static boolean names(Event message, Event opened) {
    String key = opened.attributes().getOrDefault(Attribute.TICKET, "").toLowerCase(Locale.ROOT);
    String text = message.summary().toLowerCase(Locale.ROOT);
    int at = key.chars().anyMatch(Character::isLetter) ? text.indexOf(key) : -1;
    for (; at >= 0; at = text.indexOf(key, at + 1)) {
      int behind = at + key.length();
      if ((at == 0 || !isOfKey(text.charAt(at - 1)))
          && (behind == text.length() || !isOfKey(text.charAt(behind)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfKey(char c) {
    return Character.isLetterOrDigit(c) || c == '-';
  }
}
