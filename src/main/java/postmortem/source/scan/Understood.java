package postmortem.source.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.event.Place;
import postmortem.source.rule.SourceRecord;

/** What became of the records of a page. */
final class Understood {

  private final List<SourceRecord> records = new ArrayList<>();
  private long understood;
  private long leftOut;
  private @Nullable Repeated repeated;
  private @Nullable Bad bad;
  private long badOnes;

  /** A key that stands twice in one object. */
  record Repeated(Place place, String key) {}

  /** A record that is no JSON. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Bad(JsonProcessingException fault, byte[] bytes, long line) {}

  /** A record that may be left out. */
  void keep(SourceRecord record, LeftOut how) {
    if (how.holds(record)) {
      leftOut++;
      return;
    }
    if (!how.rules().isEmpty()) {
      // To redact a record costs the most of it; here, several threads do.
      record.citation();
    }
    records.add(record);
  }

  /** One that is. */
  void leaveOut() {
    leftOut++;
  }

  /** Another one is done with. */
  void next() {
    understood++;
  }

  /** Notes keys that stand twice in one object of a record; the first one is kept. */
  void repeated(Place place, List<String> keys) {
    if (repeated == null && !keys.isEmpty()) {
      repeated = new Repeated(place, keys.get(0));
    }
  }

  /** One that is no JSON; the first one is kept. */
  void bad(Bad one) {
    badOnes++;
    bad = bad == null ? one : bad;
  }

  /** Those that are not left out, in order. */
  List<SourceRecord> records() {
    return records;
  }

  /** How many are left out. */
  long leftOut() {
    return leftOut;
  }

  /** How many records it was done with before the first that is no JSON where that ends it. */
  long count() {
    return understood;
  }

  /** The first key that stands twice; null when none does. */
  @Nullable Repeated repeated() {
    return repeated;
  }

  /** The first record that is no JSON; null when all are. */
  @Nullable Bad bad() {
    return bad;
  }

  /** How many are no JSON. */
  long badOnes() {
    return badOnes;
  }
}
