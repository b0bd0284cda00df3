package examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A Slack workspace export: {@code channels.json}, {@code users.json}, one file per channel and
 * day.
 */
final class SlackExport {
  private static final String TEAM = "T04ACMEQ1";

  private final String folder;
  private final Map<String, ObjectNode> users = new LinkedHashMap<>();
  private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
  private final Map<String, List<ObjectNode>> messages = new LinkedHashMap<>();
  private final Map<String, ObjectNode> byMark = new HashMap<>();
  private int uniquifier = 100;

  SlackExport(String folder) {
    this.folder = folder;
  }

  /** A person: Slack id, handle, shown name, title. */
  void user(String id, String handle, String shown, String title) {
    users.put(
        id,
        Json.object(
            "id",
            id,
            "team_id",
            TEAM,
            "name",
            handle,
            "deleted",
            false,
            "color",
            "9f69e7",
            "real_name",
            shown,
            "tz",
            "Europe/Berlin",
            "tz_label",
            "Central European Time",
            "tz_offset",
            3600,
            "profile",
            Json.object(
                "title",
                title,
                "phone",
                "",
                "real_name",
                shown,
                "real_name_normalized",
                shown,
                "display_name",
                handle,
                "display_name_normalized",
                handle,
                "email",
                handle + "@acme.example",
                "team",
                TEAM),
            "is_admin",
            false,
            "is_bot",
            false,
            "is_app_user",
            false,
            "updated",
            1735722000));
  }

  void channel(String id, String name, Instant created, String creator, String topic) {
    channels.put(
        name,
        Json.object(
            "id",
            id,
            "name",
            name,
            "created",
            created.getEpochSecond(),
            "creator",
            creator,
            "is_archived",
            false,
            "is_general",
            false,
            "members",
            Json.array(users.keySet().toArray()),
            "topic",
            Json.object("value", topic, "creator", creator, "last_set", created.getEpochSecond()),
            "purpose",
            Json.object("value", "", "creator", "", "last_set", 0)));
  }

  void join(String channel, Instant at, String user) {
    ObjectNode message =
        Json.object(
            "subtype",
            "channel_join",
            "user",
            user,
            "text",
            "<@" + user + "> has joined the channel",
            "type",
            "message",
            "ts",
            ts(at));
    add(channel, message);
  }

  /** A message of a person. The mark names it for replies and truth; it may be empty. */
  ObjectNode say(String mark, String channel, Instant at, String user, String text) {
    ObjectNode message =
        Json.object(
            "user",
            user,
            "type",
            "message",
            "ts",
            ts(at),
            "client_msg_id",
            String.format(Locale.ROOT, "%08x-4c1e-4f0b-9d55-%012x", at.hashCode(), uniquifier),
            "text",
            text,
            "team",
            TEAM,
            "user_team",
            TEAM,
            "source_team",
            TEAM,
            "user_profile",
            userProfile(user),
            "blocks",
            Json.array(
                Json.object(
                    "type",
                    "rich_text",
                    "block_id",
                    Integer.toString(uniquifier, 36) + "Qx",
                    "elements",
                    Json.array(
                        Json.object(
                            "type",
                            "rich_text_section",
                            "elements",
                            Json.array(Json.object("type", "text", "text", plain(text))))))));
    add(channel, message);
    if (!mark.isEmpty()) {
      byMark.put(mark, message);
    }
    return message;
  }

  /** A reply in the thread of a marked message. */
  ObjectNode reply(
      String mark, String channel, String parent, Instant at, String user, String text) {
    ObjectNode root = marked(parent);
    ObjectNode message = say(mark, channel, at, user, text);
    String ts = message.path("ts").asText();
    message.set("thread_ts", root.path("ts"));
    message.set("parent_user_id", root.path("user"));
    root.set("thread_ts", root.path("ts"));
    ArrayNode replies = root.withArray("/replies");
    replies.add(Json.object("user", user, "ts", ts));
    root.put("reply_count", replies.size());
    root.put("latest_reply", ts);
    root.put("is_locked", false);
    root.put("subscribed", false);
    return message;
  }

  /** A reply that was also sent to the channel. */
  void broadcast(String mark, String channel, String parent, Instant at, String user, String text) {
    ObjectNode message = reply(mark, channel, parent, at, user, text);
    message.put("subtype", "thread_broadcast");
    ObjectNode root = marked(parent);
    message.set(
        "root",
        Json.object(
            "user",
            root.path("user"),
            "type",
            "message",
            "ts",
            root.path("ts"),
            "text",
            root.path("text"),
            "thread_ts",
            root.path("ts")));
  }

  /** Says that a message was edited later; an export keeps only the last text. */
  void edited(String mark, Instant at) {
    ObjectNode message = marked(mark);
    message.set(
        "edited", Json.object("user", message.path("user"), "ts", at.getEpochSecond() + ".000000"));
  }

  void reaction(String mark, String name, String... who) {
    marked(mark)
        .withArray("/reactions")
        .add(Json.object("name", name, "users", Json.array((Object[]) who), "count", who.length));
  }

  /** A post of an integration: its words stand in an attachment, the text is empty. */
  void bot(String mark, String channel, Instant at, String color, String title, String text) {
    ObjectNode message =
        Json.object(
            "subtype",
            "bot_message",
            "text",
            "",
            "username",
            "Alertmanager",
            "attachments",
            Json.array(
                Json.object(
                    "id",
                    1,
                    "color",
                    color,
                    "fallback",
                    title,
                    "title",
                    title,
                    "title_link",
                    "http://alertmanager.monitoring.svc:9093/#/alerts?receiver=slack",
                    "text",
                    text,
                    "mrkdwn_in",
                    Json.array("fallback", "pretext", "text"))),
            "type",
            "message",
            "ts",
            ts(at),
            "bot_id",
            "B05ALERTMG");
    add(channel, message);
    byMark.put(mark, message);
  }

  void putInto(EvidenceFolder example) {
    example.put(folder + "/channels.json", pretty(channels.values()));
    example.put(folder + "/users.json", pretty(users.values()));
    for (String channel : messages.keySet()) {
      days(channel).forEach((path, ofDay) -> example.put(path, pretty(ofDay)));
    }
  }

  /** Path of the file and JSON Pointer of a marked message. Call it when all messages are there. */
  Place place(String mark) {
    ObjectNode message = marked(mark);
    for (String channel : messages.keySet()) {
      for (Map.Entry<String, List<ObjectNode>> day : days(channel).entrySet()) {
        int index = day.getValue().indexOf(message);
        if (index >= 0) {
          return new Place(day.getKey(), "/" + index);
        }
      }
    }
    throw new IllegalArgumentException("no message is marked " + mark);
  }

  /** Where a message stands. */
  record Place(String evidence, String pointer) {}

  private Map<String, List<ObjectNode>> days(String channel) {
    List<ObjectNode> ordered = new ArrayList<>(messages.getOrDefault(channel, List.of()));
    ordered.sort(Comparator.comparing(message -> message.path("ts").asText()));
    Map<String, List<ObjectNode>> days = new LinkedHashMap<>();
    for (ObjectNode message : ordered) {
      String seconds = message.path("ts").asText().substring(0, 10);
      LocalDate day =
          Instant.ofEpochSecond(Long.parseLong(seconds)).atOffset(ZoneOffset.UTC).toLocalDate();
      days.computeIfAbsent(folder + "/" + channel + "/" + day + ".json", path -> new ArrayList<>())
          .add(message);
    }
    return days;
  }

  private void add(String channel, ObjectNode message) {
    messages.computeIfAbsent(channel, name -> new ArrayList<>()).add(message);
  }

  private ObjectNode marked(String mark) {
    ObjectNode message = byMark.get(mark);
    if (message == null) {
      throw new IllegalArgumentException("no message is marked " + mark);
    }
    return message;
  }

  private JsonNode userProfile(String user) {
    ObjectNode known = users.get(user);
    if (known == null) {
      throw new IllegalArgumentException("no such user: " + user);
    }
    return Json.object(
        "real_name",
        known.path("real_name"),
        "display_name",
        known.path("name"),
        "name",
        known.path("name"),
        "team",
        TEAM,
        "is_restricted",
        false,
        "is_ultra_restricted",
        false);
  }

  /** Seconds, and a fraction that is a uniquifier as well as a time. */
  private String ts(Instant at) {
    uniquifier += 110;
    return String.format(
        Locale.ROOT,
        "%d.%06d",
        at.getEpochSecond(),
        at.getNano() / 1_000_000 * 1000 + uniquifier % 1000);
  }

  private static String plain(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static EvidenceFolder.Text pretty(Collection<ObjectNode> nodes) {
    // The exporter escapes slashes and indents by four.
    String text = Json.pretty(Json.array(List.copyOf(nodes)), 4).replace("/", "\\/");
    return new EvidenceFolder.Text(text.substring(0, text.length() - 1));
  }
}
