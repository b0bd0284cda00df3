package postmortem.analysis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventTime;

/** How events, times and durations are put into a sentence. */
final class Wording {

  private Wording() {}

  /** The summary of an event without its full stop, and without the name of whoever did it. */
  static String what(Event event) {
    return what(event, event.summary());
  }

  /** The same of a part of what an event says. */
  static String what(Event event, String said) {
    String text = said;
    String actor = event.actor();
    if (actor != null && !actor.isBlank()) {
      // A short name stands inside of other words as well.
      String whole = "(?<![\\p{L}\\p{N}])" + Pattern.quote(actor) + "(?![\\p{L}\\p{N}])";
      text = text.replaceAll(" by " + whole, "").replaceAll(whole, "somebody");
    }
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  /** A time in whole seconds, as documents write it: {@code 2025-02-09 10:05:23 UTC}. */
  static String time(Instant at) {
    return EventTime.inProse(at);
  }

  /** Where an event lies from impact start, after a comma; nothing where no impact is known. */
  static String apart(Event event, @Nullable Instant impact) {
    return apart(event.time().at(), impact);
  }

  /** The same for a moment. */
  static String apart(Instant at, @Nullable Instant impact) {
    if (impact == null) {
      return "";
    }
    Duration lead = between(at, impact);
    if (lead.isZero()) {
      return ", when the impact began";
    }
    return lead.isNegative()
        ? ", " + duration(lead.negated()) + " after impact start"
        : ", " + duration(lead) + " before impact start";
  }

  /** What a reader gets who subtracts the times as they are shown, in whole seconds. */
  static Duration between(Instant from, Instant to) {
    return Duration.between(
        from.truncatedTo(ChronoUnit.SECONDS), to.truncatedTo(ChronoUnit.SECONDS));
  }

  /** A duration in words, two units at most. */
  static String duration(Duration duration) {
    Duration whole = duration.isNegative() ? Duration.ZERO : duration;
    if (whole.toDays() > 0) {
      return whole.toDays() + " d" + rest(whole.toHoursPart(), "h");
    }
    if (whole.toHours() > 0) {
      return whole.toHours() + " h" + rest(whole.toMinutesPart(), "min");
    }
    return whole.toMinutes() > 0
        ? whole.toMinutes() + " min" + rest(whole.toSecondsPart(), "s")
        : whole.toSecondsPart() + " s";
  }

  /** The same for the time between two moments. */
  static String duration(Instant from, Instant to) {
    return duration(between(from, to));
  }

  private static String rest(int value, String unit) {
    return value == 0 ? "" : " " + value + " " + unit;
  }
}
