package postmortem.source.tree;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Zones that an export says beside its stamps: in the title of a column ({@code Time (UTC)}, {@code
 * TimeGenerated [UTC]}, {@code created_utc}), or in a field of the record ({@code timezone}).
 */
public final class SaidZone {

  private static final Pattern IN_BRACKETS =
      Pattern.compile("(?<title>.*\\S)\\s*[(\\[](?<zone>[^()\\[\\]]+)[)\\]]");
  private static final Pattern AT_THE_END =
      Pattern.compile("(?i)(?<title>.*[^\\s_])[\\s_]+(?<zone>UTC|GMT)");
  private static final Pattern REGION =
      Pattern.compile("[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z0-9_+-]+){1,2}");
  private static final Pattern OFFSET =
      Pattern.compile("(?i)(?:UTC|GMT)?\\s*([+-])(\\d{1,2})(?::?([0-5]\\d))?");

  /** Abbreviations that mean the clock on the wall of one region, in summer and in winter. */
  private static final Map<String, String> WALLS =
      Map.ofEntries(
          Map.entry("CET", "Europe/Paris"),
          Map.entry("CEST", "Europe/Paris"),
          Map.entry("EET", "Europe/Athens"),
          Map.entry("EEST", "Europe/Athens"),
          Map.entry("ET", "America/New_York"),
          Map.entry("EST", "America/New_York"),
          Map.entry("EDT", "America/New_York"),
          Map.entry("PT", "America/Los_Angeles"),
          Map.entry("PST", "America/Los_Angeles"),
          Map.entry("PDT", "America/Los_Angeles"),
          Map.entry("JST", "Asia/Tokyo"));

  private SaidZone() {}

  /** The zone that a text is the name of; empty when it is none. */
  public static Optional<ZoneId> of(String text) {
    String name = text.strip();
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.equals("UTC") || upper.equals("GMT") || name.equals("Z")) {
      return Optional.of(ZoneId.of("UTC"));
    }
    Matcher offset = OFFSET.matcher(name);
    try {
      if (offset.matches()) {
        String minutes = offset.group(3);
        String hours = offset.group(2);
        return Optional.of(
            ZoneId.of(
                offset.group(1)
                    + (hours.length() == 1 ? "0" : "")
                    + hours
                    + ":"
                    + (minutes == null ? "00" : minutes)));
      }
      String wall = WALLS.get(upper);
      return wall != null
          ? Optional.of(ZoneId.of(wall))
          : REGION.matcher(name).matches() ? Optional.of(ZoneId.of(name)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** The zone that the title of a column says. */
  static Optional<ZoneId> ofTitle(String title) {
    for (Pattern pattern : new Pattern[] {IN_BRACKETS, AT_THE_END}) {
      Matcher parts = pattern.matcher(title.strip());
      if (parts.matches()) {
        Optional<ZoneId> zone = of(parts.group("zone"));
        if (zone.isPresent()) {
          return zone;
        }
      }
    }
    return Optional.empty();
  }

  /** A title without the zone that it says in brackets. */
  static String withoutZone(String title) {
    Matcher parts = IN_BRACKETS.matcher(title.strip());
    return parts.matches() && of(parts.group("zone")).isPresent() ? parts.group("title") : title;
  }
}
