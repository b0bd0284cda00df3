package github;

import java.util.Map;

/**
 * What can go wrong with an answer. A fault that loses the answer loses it after the request was
 * carried out; one that refuses carries nothing out.
 */
public enum Fault {
  /** 502 Bad Gateway, after the request was carried out. */
  BAD_GATEWAY(true),
  /** The connection is reset, after the request was carried out. */
  RESET(true),
  /** The connection is closed without an answer, after the request was carried out. */
  CLOSE(true),
  /** No answer until the caller gives up, after the request was carried out. */
  DELAY(true),
  /** Half of the JSON, after the request was carried out. */
  TRUNCATED(true),
  /** An empty list where there is something: a replica that is behind. */
  EMPTY_LIST(true),
  /** 403, secondary rate limit, told only in the body. */
  SECONDARY_LIMIT(false),
  /** 403, secondary rate limit, with {@code Retry-After}. */
  SECONDARY_LIMIT_WITH_TIME(false),
  /** 429 Too Many Requests. */
  TOO_MANY(false),
  /** 429 with {@code Retry-After}. */
  TOO_MANY_WITH_TIME(false),
  /** 403, the hourly limit is used up; reset in a time that the headers tell. */
  PRIMARY_LIMIT(false),
  /** 401 Bad credentials. */
  BAD_TOKEN(false),
  /** 403 of a caller who may not. */
  FORBIDDEN(false),
  /** 404 Not Found. */
  NOT_FOUND(false),
  /** 410 Gone. */
  GONE(false),
  /** 422, the assignee does not exist. */
  INVALID_ASSIGNEE(false),
  /** 422, the body is too long. */
  TOO_LONG(false);

  private final boolean carriesOut;

  Fault(boolean carriesOut) {
    this.carriesOut = carriesOut;
  }

  /** The status of an answer that is one. */
  public int status() {
    return Answer.of(this, 0).status();
  }

  /** The headers of an answer that is one. */
  public Map<String, String> headers() {
    return Answer.of(this, 0).headers();
  }

  /** Whether the request was carried out all the same. */
  public boolean carriesOut() {
    return carriesOut;
  }
}
