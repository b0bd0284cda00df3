package github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it arrived.
 *
 * @param method in capitals
 * @param path without the base of the API and without the query
 * @param query decoded parameters
 * @param headers by lower-case name
 * @param body as text; empty for none
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {

  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  /** The parameters of the part behind the question mark. */
  static Map<String, String> parameters(String text) {
    Map<String, String> all = new TreeMap<>();
    for (String pair : List.of(text.split("&", -1))) {
      int at = pair.indexOf('=');
      if (at > 0) {
        all.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Whether it asks to change something. */
  public boolean changes() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** The body as JSON. */
  public JsonNode json() {
    return Json.read(body);
  }

  /** What kind of request it is. */
  public Endpoint endpoint() {
    return Endpoint.of(method, path);
  }

  @Override
  public String toString() {
    return method + " " + path + (query.isEmpty() ? "" : "?" + new TreeMap<>(query));
  }
}
