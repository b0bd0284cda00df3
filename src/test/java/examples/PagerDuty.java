package examples;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * PagerDuty's {@code GET /log_entries?include[]=channels}: newest first, {@code Z}, whole seconds.
 */
final class PagerDuty {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private final SplittableRandom random;
  private final List<ObjectNode> oldestFirst = new ArrayList<>();
  private final Map<String, Integer> marks = new HashMap<>();

  /** Who is paged or acts. */
  record User(String id, String name) {
    ObjectNode reference() {
      return PagerDuty.reference(id, "user_reference", name, "users");
    }
  }

  /** The incident that entries belong to, with the service that it was opened on. */
  record Incident(String id, int number, String title, String serviceId, String serviceName) {
    ObjectNode reference() {
      return PagerDuty.reference(
          id, "incident_reference", "[#" + number + "] " + title, "incidents");
    }

    ObjectNode service() {
      return PagerDuty.reference(serviceId, "service_reference", serviceName, "services");
    }
  }

  PagerDuty(long seed) {
    random = new SplittableRandom(seed);
  }

  void trigger(String mark, Incident incident, Instant at, String source, String severity) {
    ObjectNode entry = entry(mark, incident, "trigger_log_entry", "Triggered through the API", at);
    entry.set(
        "agent",
        Json.object(
            "id",
            "PPROMET",
            "type",
            "events_api_v2_inbound_integration_reference",
            "summary",
            "Prometheus",
            "self",
            "https://api.pagerduty.com/services/" + incident.serviceId() + "/integrations/PPROMET",
            "html_url",
            "https://acme-shop.pagerduty.com/services/"
                + incident.serviceId()
                + "/integrations/PPROMET"));
    entry.set(
        "channel",
        Json.object(
            "type",
            "api",
            "service_key",
            "[hidden]",
            "description",
            incident.title(),
            "incident_key",
            id(28).toLowerCase(Locale.ROOT),
            "details",
            Json.object("firing", incident.title(), "num_firing", "1", "num_resolved", "0"),
            "cef_details",
            Json.object(
                "client",
                "Alertmanager",
                "severity",
                severity,
                "source_origin",
                source,
                "summary",
                incident.title())));
    entry.set("event_details", Json.object("description", incident.title()));
  }

  void assign(Incident incident, Instant at, User user) {
    ObjectNode entry = entry("", incident, "assign_log_entry", "Assigned to " + user.name(), at);
    entry.set("agent", incident.service());
    entry.set("channel", Json.object("type", "auto"));
    entry.set("assignees", Json.array(user.reference()));
  }

  /**
   * A notification went out by a way such as {@code push}, {@code sms}, {@code phone} or {@code
   * email}.
   */
  void notify(String mark, Incident incident, Instant at, User user, String way, String address) {
    ObjectNode entry =
        entry(mark, incident, "notify_log_entry", "Notified " + user.name() + " by " + way, at);
    entry.set("agent", incident.service());
    entry.set(
        "channel",
        Json.object(
            "type",
            "auto",
            "notification",
            Json.object("type", way, "address", address, "status", "success")));
    entry.set("user", user.reference());
  }

  void acknowledge(String mark, Incident incident, Instant at, User user, String channel) {
    ObjectNode entry =
        entry(mark, incident, "acknowledge_log_entry", "Acknowledged by " + user.name(), at);
    entry.set("agent", user.reference());
    entry.set("channel", Json.object("type", channel));
    entry.put("acknowledgement_timeout", 1800);
  }

  void annotate(Incident incident, Instant at, User user, String note) {
    ObjectNode entry =
        entry("", incident, "annotate_log_entry", "Note added by " + user.name(), at);
    entry.set("agent", user.reference());
    entry.set("channel", Json.object("type", "note", "summary", note));
  }

  void resolve(String mark, Incident incident, Instant at, User user, String channel) {
    ObjectNode entry = entry(mark, incident, "resolve_log_entry", "Resolved by " + user.name(), at);
    entry.set("agent", user.reference());
    entry.set("channel", Json.object("type", channel));
  }

  void resolveByIntegration(Incident incident, Instant at) {
    ObjectNode entry =
        entry("", incident, "resolve_log_entry", "Resolved through the integration API", at);
    entry.set("agent", incident.service());
    entry.set("channel", Json.object("type", "api"));
  }

  String render() {
    List<ObjectNode> newestFirst = new ArrayList<>(oldestFirst);
    Collections.reverse(newestFirst);
    return Json.pretty(
        Json.object(
            "log_entries",
            Json.array(newestFirst),
            "limit",
            100,
            "offset",
            0,
            "more",
            false,
            "total",
            Json.NULL),
        2);
  }

  /** JSON Pointer of a marked entry. Call it when all entries are there. */
  String pointer(String mark) {
    Integer index = marks.get(mark);
    if (index == null) {
      throw new IllegalArgumentException("no entry is marked " + mark);
    }
    return "/log_entries/" + (oldestFirst.size() - 1 - index);
  }

  private ObjectNode entry(
      String mark, Incident incident, String type, String summary, Instant at) {
    String id = "R" + id(25);
    ObjectNode entry =
        Json.object(
            "id",
            id,
            "type",
            type,
            "summary",
            summary,
            "self",
            "https://api.pagerduty.com/log_entries/" + id,
            "html_url",
            "https://acme-shop.pagerduty.com/incidents/" + incident.id() + "/log_entries/" + id,
            "created_at",
            at.toString(),
            "service",
            incident.service(),
            "incident",
            incident.reference(),
            "teams",
            Json.array(),
            "contexts",
            Json.array());
    if (!mark.isEmpty()) {
      marks.put(mark, oldestFirst.size());
    }
    oldestFirst.add(entry);
    return entry;
  }

  private String id(int length) {
    StringBuilder id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  private static ObjectNode reference(String id, String type, String summary, String path) {
    return Json.object(
        "id",
        id,
        "type",
        type,
        "summary",
        summary,
        "self",
        "https://api.pagerduty.com/" + path + "/" + id,
        "html_url",
        "https://acme-shop.pagerduty.com/" + path + "/" + id);
  }
}
