package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * One repository's {@code /deployments} and each deployment's {@code /deployments/<id>/statuses};
 * newest first.
 */
final class GitHubDeployments {
  private final String repository;
  private final List<ObjectNode> oldestFirst = new ArrayList<>();
  private final List<Statuses> statuses = new ArrayList<>();
  private long nextStatusId;

  private record Statuses(long deployment, List<JsonNode> oldestFirst) {}

  /** A state that a deployment reached. */
  record State(String state, Instant at, String description) {}

  GitHubDeployments(String repository, long firstStatusId) {
    this.repository = repository;
    this.nextStatusId = firstStatusId;
  }

  /** Adds a deployment; the states come oldest first. */
  void deployment(
      long id,
      String ref,
      String sha,
      String environment,
      String description,
      Instant created,
      State... states) {
    String api = "https://api.github.com/repos/" + repository;
    String url = api + "/deployments/" + id;
    List<JsonNode> entries = new ArrayList<>();
    Instant updated = created;
    for (State state : states) {
      long statusId = nextStatusId;
      nextStatusId += 137;
      updated = state.at();
      entries.add(
          Json.object(
              "url",
              url + "/statuses/" + statusId,
              "id",
              statusId,
              "node_id",
              nodeId("DeploymentStatus", statusId),
              "state",
              state.state(),
              "creator",
              creator(),
              "description",
              state.description(),
              "environment",
              environment,
              "target_url",
              "https://github.com/" + repository + "/actions/runs/" + (id + 11_000_000_000L),
              "created_at",
              state.at().toString(),
              "updated_at",
              state.at().toString(),
              "deployment_url",
              url,
              "repository_url",
              api,
              "environment_url",
              "",
              "log_url",
              "https://github.com/" + repository + "/actions/runs/" + (id + 11_000_000_000L),
              "performed_via_github_app",
              Json.NULL));
    }
    statuses.add(new Statuses(id, entries));
    oldestFirst.add(
        Json.object(
            "url",
            url,
            "id",
            id,
            "node_id",
            nodeId("Deployment", id),
            "task",
            "deploy",
            "original_environment",
            environment,
            "environment",
            environment,
            "description",
            description,
            "created_at",
            created.toString(),
            "updated_at",
            updated.toString(),
            "statuses_url",
            url + "/statuses",
            "repository_url",
            api,
            "creator",
            creator(),
            "sha",
            sha,
            "ref",
            ref,
            "payload",
            Json.object(),
            "transient_environment",
            false,
            "production_environment",
            environment.equals("production"),
            "performed_via_github_app",
            Json.NULL));
  }

  /** Puts {@code <folder>/deployments.json} and {@code <folder>/deployments/<id>/statuses.json}. */
  void putInto(EvidenceFolder example, String folder) {
    example.put(folder + "/deployments.json", pretty(new ArrayList<>(oldestFirst)));
    for (Statuses of : statuses) {
      example.put(statusesPath(folder, of.deployment()), pretty(new ArrayList<>(of.oldestFirst())));
    }
  }

  static String statusesPath(String folder, long deployment) {
    return folder + "/deployments/" + deployment + "/statuses.json";
  }

  private static EvidenceFolder.Text pretty(List<JsonNode> nodes) {
    Collections.reverse(nodes);
    return new EvidenceFolder.Text(Json.pretty(Json.array(nodes), 2));
  }

  private static ObjectNode creator() {
    return Json.object(
        "login",
        "github-actions[bot]",
        "id",
        41898282,
        "node_id",
        "MDM6Qm90NDE4OTgyODI=",
        "avatar_url",
        "https://avatars.githubusercontent.com/in/15368?v=4",
        "gravatar_id",
        "",
        "url",
        "https://api.github.com/users/github-actions%5Bbot%5D",
        "html_url",
        "https://github.com/apps/github-actions",
        "type",
        "Bot",
        "site_admin",
        false);
  }

  private static String nodeId(String type, long id) {
    return Base64.getEncoder()
        .encodeToString(("0" + type.length() + ":" + type + id).getBytes(StandardCharsets.UTF_8));
  }
}
