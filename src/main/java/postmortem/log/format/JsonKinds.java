package postmortem.log.format;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes once through an object of JSON for all formats that read one. Reused; not thread-safe. */
public final class JsonKinds {

  private final JsonBody all;

  /** Where each format's keys are among the names of all; nothing where it reads no JSON. */
  private final int[][] places;

  private final LogRecord object = new LogRecord();
  private boolean looked;
  private boolean isObject;

  /** Of those of the formats that read JSON. */
  public JsonKinds(List<LogFormat> formats) {
    Set<String> names = new LinkedHashSet<>();
    for (LogFormat format : formats) {
      if (format.body() instanceof JsonBody json) {
        names.addAll(json.names());
      }
    }
    List<String> order = new ArrayList<>(names);
    places = new int[formats.size()][];
    for (int f = 0; f < places.length; f++) {
      places[f] =
          formats.get(f).body() instanceof JsonBody json
              ? json.names().stream().mapToInt(order::indexOf).toArray()
              : new int[0];
    }
    all =
        new JsonBody(
            order,
            new int[0],
            new postmortem.event.stamp.StampLayout[0],
            /* required= */ new int[0]);
  }

  /** Forgets the last record. */
  public void begin() {
    looked = false;
  }

  /** Whether a format reads JSON. */
  public boolean reads(int format) {
    return places[format].length > 0;
  }

  /** What stands in the record; null when it is no object. The same record until {@link #begin}. */
  @Nullable LogRecord object(byte[] buf, int from, int to) {
    if (!looked) {
      looked = true;
      object.begin(buf);
      isObject = all.isObject(buf, from, to, object);
    }
    return isObject ? object : null;
  }

  /** Where a format's keys are in the object. */
  int[] places(int format) {
    return places[format];
  }
}
