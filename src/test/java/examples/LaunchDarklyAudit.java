package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** LaunchDarkly's {@code /api/v2/auditlog}: newest first, times in milliseconds. */
final class LaunchDarklyAudit {
  private final String project;
  private final List<JsonNode> oldestFirst = new ArrayList<>();
  private final Map<String, Integer> marks = new HashMap<>();

  LaunchDarklyAudit(String project) {
    this.project = project;
  }

  /** A change of a flag in one environment. */
  void flag(
      String mark,
      Instant at,
      String member,
      String action,
      String verb,
      String flag,
      String environment,
      String description,
      String comment) {
    String id =
        String.format(Locale.ROOT, "%08x%016x", at.getEpochSecond(), at.toEpochMilli() * 31);
    String resource = "proj/" + project + ":env/" + environment + ":flag/" + flag;
    String site = "/" + project + "/" + environment + "/features/" + flag;
    String first = member.substring(0, member.indexOf('.'));
    String email = member + "@acme.example";
    marks.put(mark, oldestFirst.size());
    oldestFirst.add(
        Json.object(
            "_links",
            Json.object(
                "canonical",
                link("/api/v2/flags/" + project + "/" + flag),
                "self",
                link("/api/v2/auditlog/" + id),
                "site",
                Json.object("href", site, "type", "text/html")),
            "_id",
            id,
            "_accountId",
            "65a1f0c2b7d94e10c8a3b001",
            "date",
            at.toEpochMilli(),
            "accesses",
            Json.array(Json.object("action", action, "resource", resource)),
            "kind",
            "flag",
            "name",
            flag,
            "description",
            description,
            "shortDescription",
            "",
            "comment",
            comment,
            "member",
            member(member, first, email),
            "titleVerb",
            verb,
            "title",
            String.format(
                Locale.ROOT,
                "[%s](mailto:%s) %s [%s](https://app.launchdarkly.com%s) in `%s`",
                member,
                email,
                verb,
                flag,
                site,
                environment),
            "target",
            Json.object("_links", Json.NULL, "name", flag, "resources", Json.array(resource))));
  }

  String render() {
    List<JsonNode> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return Json.pretty(
        Json.object(
            "items",
            Json.array(newestFirst),
            "_links",
            Json.object("self", link("/api/v2/auditlog?limit=20"))),
        2);
  }

  /** JSON Pointer of a marked entry. Call it when all entries are there. */
  String pointer(String mark) {
    Integer index = marks.get(mark);
    if (index == null) {
      throw new IllegalArgumentException("no entry is marked " + mark);
    }
    return "/items/" + (oldestFirst.size() - 1 - index);
  }

  private static ObjectNode member(String id, String first, String email) {
    return Json.object(
        "_links",
        Json.object("self", link("/api/v2/members/" + Integer.toHexString(id.hashCode()))),
        "_id",
        String.format(Locale.ROOT, "65a1f0c2b7d94e10%08x", id.hashCode()),
        "email",
        email,
        "firstName",
        first,
        "lastName",
        id.substring(id.indexOf('.') + 1));
  }

  private static ObjectNode link(String href) {
    return Json.object("href", href, "type", "application/json");
  }
}
