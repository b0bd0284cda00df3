package bench.generator;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time of the records: it never goes back. Stamps are made once for each second. */
final class Clock {
  private static final LocalDateTime START = LocalDateTime.of(2025, 2, 9, 9, 0);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ACCESS =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter SYSLOG =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT);

  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("MMM d, yyyy '@' HH:mm:ss", Locale.ROOT);

  private static final byte[] ZONE = Bytes.of(" +0100");

  private final int perSecond;
  private long micros = START.toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  private long stamped = -1;
  private byte[] local = new byte[0];
  private byte[] access = local;
  private byte[] syslog = local;
  private byte[] shown = local;

  Clock(int perSecond) {
    this.perSecond = perSecond;
  }

  /** To the next record: busy and quiet hours differ by a factor of three. */
  void advance(Dice dice) {
    long hour = micros / 3_600_000_000L % 24;
    int busy = hour >= 8 && hour < 20 ? 2 : 6;
    micros += dice.below(busy * 1_000_000 / perSecond);
    long second = micros / 1_000_000;
    if (second != stamped) {
      stamped = second;
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
      local = Bytes.of(LOCAL.format(time));
      access = Bytes.of(ACCESS.format(time));
      syslog = Bytes.of(SYSLOG.format(time));
      shown = Bytes.of(SHOWN.format(time));
    }
  }

  /** {@code 2025-02-09 09:00:00,123}, with the bytes before the hour and the milliseconds. */
  void local(Bytes out, char between, char point) {
    int at = out.length();
    out.text(local).put(point).padded((int) (micros / 1_000 % 1_000), 3);
    out.set(at + 10, between);
  }

  /** {@code 09/Feb/2025:09:00:00 +0100}. */
  void access(Bytes out) {
    out.text(access).text(ZONE);
  }

  /** {@code Feb 9 09:00:00}. */
  void syslog(Bytes out) {
    out.text(syslog);
  }

  /** {@code 2025-02-09T09:00:00.123Z}. */
  void utc(Bytes out) {
    local(out, 'T', '.');
    out.put('Z');
  }

  /** {@code 2025-02-09T09:00:00Z}. */
  void second(Bytes out) {
    int at = out.length();
    out.text(local).put('Z').set(at + 10, 'T');
  }

  /** {@code Feb 9, 2025 @ 09:00:00.123}. */
  void shown(Bytes out) {
    out.text(shown).put('.').padded((int) (micros / 1_000 % 1_000), 3);
  }

  /** Microseconds since the epoch, which this clock has in UTC. */
  long micros() {
    return micros;
  }
}
