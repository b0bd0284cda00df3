package examples;

import java.time.Instant;

/** The Slack export of the first example: the incident's channel, and one with other talk. */
final class ConnectionPoolChat {
  private static final String INCIDENT = "inc-20250209-orders";
  private static final String PLATFORM = "platform";
  private static final String MARA = "U04MARAK1";
  private static final String JONAS = "U04JONASB";
  private static final String PRIYA = "U05PRIYAS";
  private static final String ELIF = "U06ELIFT2";

  private ConnectionPoolChat() {}

  static void putInto(EvidenceFolder folder) {
    SlackExport slack = new SlackExport("slack");
    slack.user(MARA, "mara.k", "Mara K", "Site reliability");
    slack.user(JONAS, "jonas.b", "Jonas B", "Orders team");
    slack.user(PRIYA, "priya.s", "Priya S", "Orders team");
    slack.user(ELIF, "elif.t", "Elif T", "Support desk");
    slack.channel("C08INC0209", INCIDENT, at("10:12:40.000"), MARA, "HighErrorRate on orders-api");
    slack.channel(
        "C02PLATFRM", PLATFORM, Instant.parse("2023-04-03T08:10:00Z"), JONAS, "Platform talk");
    incident(slack);
    platform(slack);
    slack.putInto(folder);
    SlackExport.Place place = slack.place("slow-queries");
    folder.fact(
        Fact.atPointer(
            "slow-queries-seen",
            at("10:18:45.000"),
            "A responder sees slow queries",
            place.evidence(),
            place.pointer(),
            "slow queries"));
  }

  private static void incident(SlackExport slack) {
    slack.join(INCIDENT, at("10:12:41.000"), MARA);
    slack.join(INCIDENT, at("10:12:55.000"), JONAS);
    slack.join(INCIDENT, at("10:13:20.000"), PRIYA);
    slack.bot(
        "alert",
        INCIDENT,
        at("10:12:44.000"),
        "danger",
        "[FIRING:1] HighErrorRate orders-api",
        "More than 5 % of the requests to orders-api failed during the last minute. Since 10:06:45 UTC.");
    slack.say(
        "start",
        INCIDENT,
        at("10:13:30.000"),
        MARA,
        "I am incident commander. orders-api answers 504 for order search since about 10:05. <@"
            + JONAS
            + "> <@"
            + PRIYA
            + "> can you join?");
    slack.reaction("start", "eyes", JONAS, PRIYA);
    slack.say(
        "",
        INCIDENT,
        at("10:14:02.000"),
        JONAS,
        "Here. v2.3.0 went out at 09:58, nothing else from us today.");
    slack.say(
        "pool",
        INCIDENT,
        at("10:16:12.000"),
        PRIYA,
        "Both pods now log `Connection pool exhausted`, 20 of 20 in use. p95 &gt; 4 s.");
    slack.reply("", INCIDENT, "pool", at("10:16:40.000"), MARA, "Does raising the pool help?");
    slack.reply(
        "",
        INCIDENT,
        "pool",
        at("10:17:15.000"),
        PRIYA,
        "db-1 is near its connection limit already, so more connections would only wait there.");
    slack.say(
        "slow-queries",
        INCIDENT,
        at("10:18:45.000"),
        JONAS,
        "I see slow queries on db-1: the search on `lower(customer_note)` takes &gt; 9 s per call, sequential scan over orders. That query is new in v2.3.0.");
    slack.edited("slow-queries", at("10:19:10.000"));
    slack.reaction("slow-queries", "mag", MARA);
    slack.reply(
        "",
        INCIDENT,
        "slow-queries",
        at("10:19:25.000"),
        MARA,
        "Options: roll back, or take load off the query?");
    slack.broadcast(
        "decision",
        INCIDENT,
        "slow-queries",
        at("10:20:05.000"),
        PRIYA,
        "Cache layer in front of the search is ready as v2.3.1, deploying it now. Rollback stays our second step.");
    slack.say(
        "",
        INCIDENT,
        at("10:22:31.000"),
        PRIYA,
        "v2.3.1 with the cache layer is live on both pods.");
    // A made-up token: people paste requests, and redaction must take it out.
    slack.say(
        "",
        INCIDENT,
        at("10:24:18.000"),
        ELIF,
        "Repeating a failing call from the support desk: `curl -H 'Authorization: Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJleGFtcGxlIn0.bm90LWEtc2lnbmF0dXJl' https://shop.example/api/v1/orders/search?q=gift` &amp; it works again about every second time");
    slack.say(
        "",
        INCIDENT,
        at("10:26:50.000"),
        MARA,
        "Error rate is going down, 12 % now. The import job of one partner retried all through 10:09 to 10:20, it has stopped.");
    slack.say(
        "normal",
        INCIDENT,
        at("10:35:40.000"),
        MARA,
        "Error rate is back to normal since 10:35. Watching for five minutes.");
    slack.reaction("normal", "tada", PRIYA, ELIF);
    slack.bot(
        "resolved",
        INCIDENT,
        at("10:36:45.000"),
        "good",
        "[RESOLVED] HighErrorRate orders-api",
        "Fewer than 5 % of the requests to orders-api failed during the last minute.");
    slack.say(
        "",
        INCIDENT,
        at("10:40:12.000"),
        MARA,
        "Resolved. Follow-up: an index on the customer note, and a look at how we test new queries against production-sized data. Post-mortem goes to orders-team@acme.example.");
  }

  private static void platform(SlackExport slack) {
    slack.say(
        "", PLATFORM, at("08:36:11.000"), PRIYA, "storefront v81.0.3 is out, new checkout button");
    slack.say(
        "",
        PLATFORM,
        at("09:03:40.000"),
        JONAS,
        "Does anybody know which runner image has JDK 21?");
    slack.say("runner", PLATFORM, at("09:05:02.000"), MARA, "`ci-large` since last week");
    slack.reaction("runner", "pray", JONAS);
    slack.say(
        "",
        PLATFORM,
        at("09:36:33.000"),
        ELIF,
        "mailer deployment failed its readiness probe, the old version is still running, no effect for customers");
    slack.say(
        "lunch", PLATFORM, at("10:11:20.000"), ELIF, "Lunch at 12 today? The new place has soup");
    slack.reply("", PLATFORM, "lunch", at("10:28:54.000"), ELIF, "Moving it to 12:30");
    slack.say(
        "",
        PLATFORM,
        at("10:58:21.000"),
        JONAS,
        "Index migration is on main, it goes out after review");
  }

  private static Instant at(String time) {
    return Instant.parse("2025-02-09T" + time + "Z");
  }
}
