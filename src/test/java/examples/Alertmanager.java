package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of {@code amtool alert query -o json}: what was firing at that moment. Resolved alerts
 * are not listed, and {@code endsAt} of a firing one is the moment at which it would be taken for
 * resolved if Prometheus fell silent.
 */
final class Alertmanager {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Instant taken;
  private final List<JsonNode> alerts = new ArrayList<>();

  Alertmanager(Instant taken) {
    this.taken = taken;
  }

  /**
   * Adds a firing alert.
   *
   * @param labels alternating names and values
   * @return its JSON Pointer
   */
  String firing(
      Instant startsAt, String receiver, String summary, String description, String... labels) {
    SortedMap<String, String> sorted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      sorted.put(labels[i], labels[i + 1]);
    }
    ObjectNode labelsNode = Json.object();
    sorted.forEach(labelsNode::put);
    // Prometheus sends again every minute at most, four evaluation or resend periods ahead.
    Instant updated = Instant.ofEpochSecond(taken.getEpochSecond() / 30 * 30 + 1).plusMillis(418);
    alerts.add(
        Json.object(
            "annotations",
            Json.object("description", description, "summary", summary),
            "endsAt",
            TIME.format(updated.plusSeconds(240).minusMillis(418)),
            "fingerprint",
            fingerprint(sorted),
            "receivers",
            Json.array(Json.object("name", receiver)),
            "startsAt",
            TIME.format(startsAt),
            "status",
            Json.object("inhibitedBy", Json.array(), "silencedBy", Json.array(), "state", "active"),
            "updatedAt",
            TIME.format(updated),
            "generatorURL",
            "http://prometheus.monitoring.svc:9090/graph?g0.expr="
                + sorted.get("alertname")
                + "&g0.tab=1",
            "labels",
            labelsNode));
    return "/" + (alerts.size() - 1);
  }

  String render() {
    return Json.compactLikeGo(Json.array(alerts));
  }

  /**
   * FNV-1a over the sorted labels, each name and value ended by the byte 0xff, as Prometheus' label
   * sets do it.
   */
  private static String fingerprint(SortedMap<String, String> labels) {
    long hash = 0xcbf29ce484222325L;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      for (String part : List.of(label.getKey(), label.getValue())) {
        for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
          hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ 0xff) * 0x100000001b3L;
      }
    }
    return String.format(Locale.ROOT, "%016x", hash);
  }
}
