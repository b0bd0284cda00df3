package postmortem.log.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its keys which of several formats an object of JSON may be of, so that it is gone
 * through once for all of them. Reused; not thread-safe.
 */
public final class JsonKinds {

  /** Which keys a format asks for, as places in the names of all. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Kind(int[] required, int[] times) {}

  private final JsonBody all;
  private final @Nullable Kind[] kinds;
  private final LogRecord record = new LogRecord();
  private boolean looked;
  private boolean object;

  /** Of those of the formats that read JSON. */
  public JsonKinds(List<LogFormat> formats) {
    Set<String> names = new LinkedHashSet<>();
    for (LogFormat format : formats) {
      if (format.body() instanceof JsonBody json) {
        names.addAll(json.names());
      }
    }
    List<String> order = new ArrayList<>(names);
    kinds = new Kind[formats.size()];
    for (int f = 0; f < kinds.length; f++) {
      if (formats.get(f).body() instanceof JsonBody json) {
        kinds[f] =
            new Kind(places(json, json.required(), order), places(json, json.times(), order));
      }
    }
    all =
        new JsonBody(
            order,
            new int[0],
            new postmortem.event.stamp.StampLayout[0],
            /* required= */ new int[0]);
  }

  private static int[] places(JsonBody body, int[] fields, List<String> order) {
    int[] places = new int[fields.length];
    for (int i = 0; i < fields.length; i++) {
      places[i] = order.indexOf(body.names().get(fields[i]));
    }
    return places;
  }

  /** Forgets the last record. */
  public void begin() {
    looked = false;
  }

  /**
   * Whether the record is worth trying a format on; never wrongly false, and true for formats that
   * do not read JSON. Asked with the same record until {@link #begin}.
   *
   * @param timed whether the format asks for a time
   */
  public boolean mayTake(int format, boolean timed, byte[] buf, int from, int to) {
    Kind kind = kinds[format];
    if (kind == null) {
      return true;
    }
    if (!looked) {
      looked = true;
      record.begin(buf);
      object = all.isObject(buf, from, to, record);
    }
    if (!object) {
      return false;
    }
    for (int place : kind.required()) {
      if (record.fieldFrom[place] < 0) {
        return false;
      }
    }
    if (!timed) {
      return true;
    }
    for (int place : kind.times()) {
      if (record.fieldFrom[place] >= 0) {
        return true;
      }
    }
    return false;
  }
}
