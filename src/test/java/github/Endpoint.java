package github;

import java.util.regex.Pattern;

/** Kinds of requests, as a script of faults names them. */
public enum Endpoint {
  USER("GET", "/user"),
  REPOSITORY("GET", "/repos/[^/]+/[^/]+"),
  LIST_ISSUES("GET", "/repos/[^/]+/[^/]+/issues"),
  GET_ISSUE("GET", "/repos/[^/]+/[^/]+/issues/\\d+"),
  CREATE_ISSUE("POST", "/repos/[^/]+/[^/]+/issues"),
  CHANGE_ISSUE("PATCH", "/repos/[^/]+/[^/]+/issues/\\d+"),
  LIST_COMMENTS("GET", "/repos/[^/]+/[^/]+/issues/\\d+/comments"),
  COMMENT("POST", "/repos/[^/]+/[^/]+/issues/\\d+/comments"),
  DELETE_COMMENT("DELETE", "/repos/[^/]+/[^/]+/issues/comments/\\d+"),
  EVENTS("GET", "/repos/[^/]+/[^/]+/issues/\\d+/events"),
  PULLS_OF_COMMIT("GET", "/repos/[^/]+/[^/]+/commits/[0-9a-f]+/pulls"),
  GET_COMMIT("GET", "/repos/[^/]+/[^/]+/commits/[0-9a-f]+"),
  LIST_MILESTONES("GET", "/repos/[^/]+/[^/]+/milestones"),
  TIMELINE("GET", "/repos/[^/]+/[^/]+/issues/\\d+/timeline"),
  ASSIGNEE("GET", "/repos/[^/]+/[^/]+/assignees/[^/]+"),
  LIST_LABELS("GET", "/repos/[^/]+/[^/]+/labels"),
  CREATE_LABEL("POST", "/repos/[^/]+/[^/]+/labels"),
  ADD_LABELS("POST", "/repos/[^/]+/[^/]+/issues/\\d+/labels"),
  ASSIGN("POST", "/repos/[^/]+/[^/]+/issues/\\d+/assignees"),
  UNASSIGN("DELETE", "/repos/[^/]+/[^/]+/issues/\\d+/assignees"),
  LIST_PULLS("GET", "/repos/[^/]+/[^/]+/pulls"),
  GET_PULL("GET", "/repos/[^/]+/[^/]+/pulls/\\d+"),
  CREATE_PULL("POST", "/repos/[^/]+/[^/]+/pulls"),
  CHANGE_PULL("PATCH", "/repos/[^/]+/[^/]+/pulls/\\d+"),
  LIST_REVIEWS("GET", "/repos/[^/]+/[^/]+/pulls/\\d+/reviews"),
  ASK_REVIEWERS("POST", "/repos/[^/]+/[^/]+/pulls/\\d+/requested_reviewers"),
  GET_USER("GET", "/users/[^/]+"),
  OTHER(".*", ".*");

  private final Pattern method;
  private final Pattern path;

  Endpoint(String method, String path) {
    this.method = Pattern.compile(method);
    this.path = Pattern.compile(path);
  }

  static Endpoint of(String method, String whole) {
    // Links between pages name the repository by its id.
    String path = whole.replaceFirst("^/repositories/\\d+", "/repos/by/id");
    for (Endpoint endpoint : values()) {
      if (endpoint.method.matcher(method).matches() && endpoint.path.matcher(path).matches()) {
        return endpoint;
      }
    }
    return OTHER;
  }
}
