package github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer before it is sent.
 *
 * @param status of HTTP
 * @param headers further ones
 * @param body JSON as text; empty for none
 */
record Answer(int status, Map<String, String> headers, String body) {

  static Answer of(int status, JsonNode body) {
    return new Answer(status, Map.of(), Json.write(body));
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), "");
  }

  static Answer message(int status, String message) {
    return of(status, said(message));
  }

  /** 422 with what is wrong. */
  static Answer invalid(String resource, String field, String code) {
    ObjectNode body = said("Validation Failed");
    body.putArray("errors")
        .addObject()
        .put("resource", resource)
        .put("field", field)
        .put("code", code);
    return of(422, body);
  }

  private static ObjectNode said(String message) {
    return Json.object()
        .put("message", message)
        .put("documentation_url", "https://docs.github.com/rest");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** What is answered instead when something goes wrong. */
  static Answer of(Fault fault, long now) {
    return switch (fault) {
      case BAD_GATEWAY -> new Answer(502, Map.of(), "<html><h1>502 Bad Gateway</h1></html>");
      case SECONDARY_LIMIT -> secondary(403);
      case SECONDARY_LIMIT_WITH_TIME -> secondary(403).with("Retry-After", "30");
      case TOO_MANY -> secondary(429);
      case TOO_MANY_WITH_TIME -> secondary(429).with("Retry-After", "45");
      case PRIMARY_LIMIT ->
          message(403, "API rate limit exceeded for user ID 1.")
              .with("X-RateLimit-Limit", "5000")
              .with("X-RateLimit-Remaining", "0")
              .with("X-RateLimit-Reset", Long.toString(now + 120));
      case BAD_TOKEN -> message(401, "Bad credentials");
      case FORBIDDEN ->
          message(403, "Resource not accessible by personal access token")
              .with("X-Accepted-GitHub-Permissions", "issues=write");
      case NOT_FOUND -> message(404, "Not Found");
      case GONE -> message(410, "Issues are disabled for this repo");
      case INVALID_ASSIGNEE -> invalid("Issue", "assignees", "invalid");
      case TOO_LONG ->
          of(
              422,
              said("Validation Failed")
                  .set(
                      "errors",
                      Json.array()
                          .add(
                              Json.object()
                                  .put("resource", "Issue")
                                  .put("field", "body")
                                  .put("code", "custom")
                                  .put(
                                      "message",
                                      "body is too long (maximum is 65536 characters)"))));
      case EMPTY_LIST -> of(200, Json.array());
      case RESET, CLOSE, DELAY, TRUNCATED -> throw new IllegalArgumentException(fault.toString());
    };
  }

  private static Answer secondary(int status) {
    return message(
        status,
        "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.");
  }
}
