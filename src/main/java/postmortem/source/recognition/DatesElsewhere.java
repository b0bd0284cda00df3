package postmortem.source.recognition;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.DayInName;
import postmortem.source.head.Head;

/**
 * A moment that evidence is about, for stamps without a date: the median of the first full date of
 * each file, looked for at its beginning and in its name. Exact to the day or so, which is what it
 * is for.
 */
public final class DatesElsewhere {

  private static final int FAR_ENOUGH = 16 << 10;
  private static final Pattern FULL =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])[T ]([0-2][0-9]:[0-5][0-9])");
  private static final Pattern EPOCH =
      Pattern.compile("(?<![0-9.])(1[0-9]{9})(?:[0-9]{3})?(?![0-9])");

  private DatesElsewhere() {}

  /** The moment; null when no file says one. */
  public static @Nullable Instant of(List<Head> heads) {
    List<Instant> found = new ArrayList<>();
    for (Head head : heads) {
      Instant one = of(head);
      if (one != null) {
        found.add(one);
      }
    }
    found.sort(null);
    return found.isEmpty() ? null : found.get((found.size() - 1) / 2);
  }

  private static @Nullable Instant of(Head head) {
    byte[] bytes = head.bytes();
    String text =
        new String(bytes, 0, Math.min(bytes.length, FAR_ENOUGH), StandardCharsets.ISO_8859_1);
    Matcher full = FULL.matcher(text);
    if (full.find()) {
      try {
        return LocalDate.parse(full.group(1))
            .atTime(LocalTime.parse(full.group(2)))
            .toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // Not a date after all.
      }
    }
    LocalDate named = DayInName.of(head.file().name());
    if (named != null) {
      return named.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }
    boolean json = head.shape() == Head.Shape.JSON || head.shape() == Head.Shape.JSON_LINES;
    Matcher epoch = EPOCH.matcher(text);
    return json && epoch.find() ? Instant.ofEpochSecond(Long.parseLong(epoch.group(1))) : null;
  }
}
