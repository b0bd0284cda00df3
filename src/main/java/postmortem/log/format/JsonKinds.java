package postmortem.log.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.stamp.StampLayouts;

/** Goes once through an object of JSON for all formats that read one. Reused; not thread-safe. */
public final class JsonKinds {

  /** The keys that any of some formats looks for. Immutable. */
  public static final class Keys {
    private final JsonBody all;

    /** Where each format's keys are among all; nothing where it reads no JSON. */
    private final int[][] places;

    /** Those of some formats. */
    public Keys(List<LogFormat> formats) {
      Map<String, Integer> names = new HashMap<>();
      List<String> order = new ArrayList<>();
      places = new int[formats.size()][];
      for (int f = 0; f < places.length; f++) {
        List<String> own = formats.get(f).body() instanceof JsonBody json ? json.names : List.of();
        for (String name : own) {
          if (names.putIfAbsent(name, order.size()) == null) {
            order.add(name);
          }
        }
        places[f] = own.stream().mapToInt(names::get).toArray();
      }
      BodyTime none = new BodyTime(new int[0], new int[0], new int[0], StampLayouts.NONE);
      all = new JsonBody(order, none, KeyDemand.NONE);
    }
  }

  private final Keys keys;
  private final LogRecord object = new LogRecord();
  private boolean looked;
  private boolean isObject;

  /** Of the formats that have those keys. */
  public JsonKinds(Keys keys) {
    this.keys = keys;
  }

  /** Forgets the last record. */
  public void begin() {
    looked = false;
  }

  /** Whether a format reads JSON. */
  public boolean reads(int format) {
    return keys.places[format].length > 0;
  }

  /** What stands in the record; null when it is no object. The same record until {@link #begin}. */
  @Nullable LogRecord object(byte[] buf, int from, int to) {
    if (!looked) {
      looked = true;
      object.begin(buf);
      isObject = keys.all.isObject(buf, from, to, object);
    }
    return isObject ? object : null;
  }

  /** Where a format's keys are in the object. */
  int[] places(int format) {
    return keys.places[format];
  }
}
