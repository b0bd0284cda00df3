package examples;

import java.time.Instant;

/** The Slack export of the second example: the incident's channel, and the releases channel. */
final class RedisFlagChat {
  private static final String INCIDENT = "inc-20260312-users";
  private static final String RELEASES = "releases";
  private static final String MARA = "U04MARAK1";
  private static final String DENIZ = "U07DENIZA";
  private static final String TOM = "U08TOMW03";

  private RedisFlagChat() {}

  static void putInto(EvidenceFolder folder) {
    SlackExport slack = new SlackExport("slack");
    slack.user(MARA, "mara.k", "Mara K", "Site reliability");
    slack.user(DENIZ, "deniz.a", "Deniz A", "Accounts team");
    slack.user(TOM, "tom.w", "Tom W", "Accounts team");
    slack.channel("C09INC0312", INCIDENT, at("14:46:22"), MARA, "HighErrorRate on user-service");
    slack.channel(
        "C03RELEASE", RELEASES, Instant.parse("2024-02-01T09:00:00Z"), TOM, "What goes out");
    releases(slack);
    incident(slack);
    slack.putInto(folder);
    SlackExport.Place place = slack.place("flag-off");
    folder.fact(
        Fact.atPointer(
                "flag-off-announced",
                at("14:46:48"),
                "A responder says that the flag goes off",
                place.evidence(),
                place.pointer(),
                "enableUserCache")
            .optional());
  }

  private static void releases(SlackExport slack) {
    slack.say("", RELEASES, at("13:52:30"), TOM, "login-page v7.4.1 is out");
    slack.say(
        "release",
        RELEASES,
        at("14:31:40"),
        DENIZ,
        "user-service v1.2.3 is out on all hosts. The user cache is behind `enableUserCache`, still off.");
    slack.say(
        "",
        RELEASES,
        at("14:32:20"),
        DENIZ,
        "`enableUserCache` is on in production now, hit rate is climbing");
    slack.reaction("release", "rocket", TOM, MARA);
    slack.say("", RELEASES, at("15:05:12"), TOM, "Does anybody need the meeting room at 16:30?");
  }

  private static void incident(SlackExport slack) {
    slack.join(INCIDENT, at("14:46:23"), MARA);
    slack.bot(
        "alert",
        INCIDENT,
        at("14:46:24"),
        "danger",
        "[FIRING:1] HighErrorRate user-service",
        "More than 5 % of the requests to user-service fail. Since 14:45:42 UTC.");
    slack.join(INCIDENT, at("14:46:28"), DENIZ);
    slack.say(
        "start",
        INCIDENT,
        at("14:46:35"),
        MARA,
        "user-service: about 8 % errors, all of them `Connection refused: Redis at 127.0.0.1:6379` on users-1. <@"
            + DENIZ
            + "> what uses Redis there?");
    slack.say(
        "flag-off",
        INCIDENT,
        at("14:46:48"),
        DENIZ,
        "Only the new user cache. Turning `enableUserCache` off.");
    slack.reaction("flag-off", "+1", MARA);
    slack.say(
        "stopped",
        INCIDENT,
        at("14:47:40"),
        MARA,
        "No refused connection since 14:47, error rate 0.1 %, p95 &lt; 160 ms again.");
    slack.say(
        "redis",
        INCIDENT,
        at("14:50:02"),
        TOM,
        "Redis on users-1 is not running: the kernel took it down for memory at 14:45:12. Its unit has no restart rule.");
    slack.reply(
        "",
        INCIDENT,
        "redis",
        at("14:50:58"),
        TOM,
        "Started again, it answers. There is no `maxmemory` in its configuration, so the cache could grow until the host was full.");
    slack.say(
        "",
        INCIDENT,
        at("14:52:20"),
        MARA,
        "Resolved; the flag stays off until a missing cache is no longer an error for callers. Questions to accounts-team@acme.example");
    slack.edited("stopped", at("14:48:02"));
  }

  private static Instant at(String time) {
    return Instant.parse("2026-03-12T" + time + "Z");
  }
}
