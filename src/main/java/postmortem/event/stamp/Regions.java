package postmortem.event.stamp;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.Arrays;
import java.util.List;

/** Names of regions behind a stamp, {@code Europe/Berlin}, as the offset that they had then. */
final class Regions {

  private Regions() {}

  /** All that are known, made when the first is met: few logs have any. */
  private static final class Table {
    private static final List<String> IDS =
        ZoneRulesProvider.getAvailableZoneIds().stream()
            .filter(name -> name.indexOf('/') > 0)
            .sorted()
            .toList();
    private static final byte[][] NAMES =
        IDS.stream().map(id -> id.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    private static final ZoneRules[] RULES =
        IDS.stream().map(id -> ZoneId.of(id).getRules()).toArray(ZoneRules[]::new);
  }

  /**
   * Reads the name behind a whole date and time. Of an hour that exists twice the first is meant,
   * of one that does not exist the offset before it: the stamp says no more.
   *
   * @return where the name ends, or -1
   */
  static int parse(byte[] buf, int from, int to, Stamp out) {
    int end = from;
    while (end < to && isPart(buf[end])) {
      end++;
    }
    if (end == from || out.year == Stamp.ABSENT || out.hour == Stamp.ABSENT) {
      return -1;
    }
    int found = find(buf, from, end);
    if (found < 0) {
      return -1;
    }
    int hour = out.halfDay == Stamp.ABSENT ? out.hour : out.hour % 12 + out.halfDay;
    try {
      LocalDateTime local =
          LocalDateTime.of(out.year, out.month, out.day, hour, Math.max(0, out.minute));
      out.offset = Table.RULES[found].getOffset(local).getTotalSeconds();
    } catch (DateTimeException e) {
      // No such day: the stamp is none.
      return -1;
    }
    return end;
  }

  private static boolean isPart(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '/'
        || b == '_'
        || b == '-'
        || b == '+';
  }

  private static int find(byte[] buf, int from, int to) {
    int low = 0;
    int high = Table.NAMES.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      byte[] name = Table.NAMES[middle];
      int order = Arrays.compare(name, 0, name.length, buf, from, to);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }
}
