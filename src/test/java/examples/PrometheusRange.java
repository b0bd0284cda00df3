package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The answer of Prometheus' {@code /api/v1/query_range}: one line, times in seconds, values as
 * text.
 */
final class PrometheusRange {
  private final Instant start;
  private final Instant end;
  private final Duration step;
  private final List<JsonNode> result = new ArrayList<>();

  PrometheusRange(Instant start, Instant end, Duration step) {
    this.start = start;
    this.end = end;
    this.step = step;
  }

  /**
   * Adds a series. Values are rounded to six significant digits so that every machine prints the
   * same.
   */
  PrometheusRange series(ObjectNode metric, ToDoubleFunction<Instant> valueAt) {
    ArrayNode values = Json.array();
    for (Instant at = start; !at.isAfter(end); at = at.plus(step)) {
      BigDecimal value = new BigDecimal(valueAt.applyAsDouble(at)).round(new MathContext(6));
      values.add(Json.array(at.getEpochSecond(), plain(value)));
    }
    result.add(Json.object("metric", metric, "values", values));
    return this;
  }

  /** JSON Pointer of a series' sample. */
  String pointer(int series, Instant at) {
    return "/data/result/" + series + "/values/" + Duration.between(start, at).dividedBy(step);
  }

  String render() {
    return Json.compact(
        Json.object(
            "status",
            "success",
            "data",
            Json.object("resultType", "matrix", "result", Json.array(result))));
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
