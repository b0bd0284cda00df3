package postmortem.source;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.Precision;
import postmortem.incident.ReadingRules;
import postmortem.redact.Redactor;

/** The way from a written stamp of a record to its instant. */
final class StampReader {

  private final ReadingRules rules;
  private final Redactor redactor;

  StampReader(ReadingRules rules, Redactor redactor) {
    this.rules = rules;
    this.redactor = redactor;
  }

  /** The time of a record; empty when it has none that can be read. */
  Optional<EventTime> read(SourceRecord record, TimeRule rule) {
    return rule.stamp(record).flatMap(raw -> read(record.evidence(), raw, rule));
  }

  /** The instant of a count of seconds since 1970. */
  EventTime seconds(String evidence, long seconds) {
    TimeRule rule = new TimeRule(List.of(), List.of(), "s", true, List.of(), List.of());
    return read(evidence, Long.toString(seconds), rule).orElseThrow();
  }

  private Optional<EventTime> read(String evidence, String raw, TimeRule rule) {
    List<Basis> basis = new ArrayList<>();
    Instant at;
    Precision precision;
    try {
      if (raw.matches("-?[0-9]+(\\.[0-9]+)?([eE][0-9]+)?")) {
        BigDecimal number = new BigDecimal(raw);
        double size = number.abs().doubleValue();
        String unit = rule.unit();
        if (unit == null) {
          unit = size < 1e11 ? "s" : size < 1e14 ? "ms" : size < 1e17 ? "us" : "ns";
          if (!unit.equals("s")) {
            basis.add(Basis.UNIT_INFERRED);
          }
        }
        int shift = unit.equals("s") ? 9 : unit.equals("ms") ? 6 : unit.equals("us") ? 3 : 0;
        BigDecimal nanos = number.movePointRight(shift);
        basis.add(Basis.EPOCH);
        java.math.BigInteger[] parts =
            nanos.toBigInteger().divideAndRemainder(java.math.BigInteger.valueOf(1_000_000_000L));
        at = Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
        precision =
            switch (unit) {
              case "s" -> Precision.ofFractionDigits(Math.max(0, number.scale()));
              case "ms" -> Precision.MILLI;
              case "us" -> Precision.MICRO;
              default -> Precision.NANO;
            };
      } else {
        String text = raw.strip().replace(' ', 'T');
        int dot = text.indexOf('.');
        int digits = 0;
        while (dot >= 0
            && dot + 1 + digits < text.length()
            && Character.isDigit(text.charAt(dot + 1 + digits))) {
          digits++;
        }
        precision = Precision.ofFractionDigits(digits);
        if (text.endsWith("Z") || text.matches(".*T.*[+-][0-9]{2}:?[0-9]{2}")) {
          at =
              OffsetDateTime.parse(text.replaceAll("([+-][0-9]{2})([0-9]{2})$", "$1:$2"))
                  .toInstant();
          basis.add(Basis.OFFSET);
        } else {
          ReadingRules.ZoneRule zone = rules.zone(evidence);
          at = LocalDateTime.parse(text).atZone(zone.zone()).toInstant();
          basis.add(zone.basis());
        }
      }
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
    return Optional.of(
        new EventTime(
            at, precision, basis, Duration.ZERO.plus(precision.width()), redactor.text(raw)));
  }
}
