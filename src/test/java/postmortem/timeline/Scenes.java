package postmortem.timeline;

import static postmortem.event.EventType.ACKNOWLEDGED;
import static postmortem.event.EventType.ALERT_FIRED;
import static postmortem.event.EventType.ALERT_RESOLVED;
import static postmortem.event.EventType.COMMIT;
import static postmortem.event.EventType.DEPENDENCY;
import static postmortem.event.EventType.DEPLOY;
import static postmortem.event.EventType.DEPLOY_FAILED;
import static postmortem.event.EventType.FLAG;
import static postmortem.event.EventType.INCIDENT_RESOLVED;
import static postmortem.event.EventType.PAGED;

import postmortem.event.Attribute;
import postmortem.event.Severity;

/** Incidents of different shapes. */
public final class Scenes {

  private Scenes() {}

  /** A release whose query uses up the connection pool; warnings first, errors later. */
  public static Scene slowQuery() {
    return new Scene("2025-05-20")
        .change(DEPLOY, "07:12:00", "web-shop", "web-shop v9.1 deployed", Attribute.VERSION, "v9.1")
        .change(
            COMMIT,
            "08:40:10",
            "billing-api",
            "Find invoices by their comment",
            Attribute.COMMIT,
            "a1".repeat(20),
            Attribute.FILES,
            "src/main/java/shop/billing/InvoiceFinder.java\nsrc/main/resources/sql/invoice_by_comment.sql")
        .change(
            DEPLOY_FAILED,
            "08:51:00",
            "letters",
            "letters v2 did not become ready",
            Attribute.VERSION,
            "v2")
        .change(
            DEPLOY,
            "08:58:00",
            "billing-api",
            "billing-api v4.7.0 deployed",
            Attribute.VERSION,
            "v4.7.0",
            Attribute.COMMIT,
            "a1".repeat(20),
            Attribute.ENVIRONMENT,
            "production")
        .warning("app/billing.jsonl", "08:59:30.500", "billing-api", 400, "Slow query <*> ms")
        .firstSeen("app/billing.jsonl", "06:04:13.700", "billing-api", 7, "Relay <*> refused")
        .firstSeen("nginx/access.log", "09:05:23", null, 7000, "GET /invoices/find 504")
        .firstSeen(
            "app/billing.jsonl",
            "09:05:23.112",
            "billing-api",
            900,
            "Request failed: InvoiceFinder.byComment statement timeout")
        .firstSeen("app/billing.jsonl", "09:15:30.214", "billing-api", 410, "Pool exhausted")
        .shift("prometheus/errors.json", "09:05:45", "billing-api", "http_error_ratio", "0", "0.08")
        .shift("prometheus/p95.json", "09:05:30", "billing-api", "request_p95", "0.18", "4.7")
        .recovery("prometheus/p95.json", "09:35:00", "billing-api", "request_p95", "2.1", "0.17")
        .recovery(
            "prometheus/errors.json", "09:35:00", "billing-api", "http_error_ratio", "0.03", "0")
        .alert(ALERT_FIRED, "2025-01-01T00:00:00Z", "Watchdog", null, Severity.INFO)
        .alert(ALERT_FIRED, "08:49:12", "ProbeSlow", "sandbox", Severity.WARNING)
        .alert(ALERT_FIRED, "09:05:42", "ProbeSlow", "sandbox", Severity.WARNING)
        .alert(ALERT_FIRED, "09:24:12", "ProbeSlow", "sandbox", Severity.WARNING)
        .alert(ALERT_FIRED, "09:06:45", "HighErrorRate", "billing-api", Severity.CRITICAL)
        .page(PAGED, "08:12:31", "I1", "storage", "Disk is 80 % full")
        .page(INCIDENT_RESOLVED, "08:41:07", "I1", "storage", "Closed by the integration")
        .page(PAGED, "09:08:12", "I2", "billing-api", "HighErrorRate: billing-api")
        .page(ACKNOWLEDGED, "09:12:00", "I2", "billing-api", "Acknowledged")
        .page(INCIDENT_RESOLVED, "09:40:00", "I2", "billing-api", "Resolved")
        .change(
            DEPLOY,
            "09:22:10",
            "billing-api",
            "billing-api v4.7.1 deployed: cache layer",
            Attribute.VERSION,
            "v4.7.1")
        .say("platform", "09:10:00", "u1", "Lunch at 12 today? The new place has soup")
        .say("inc-0520", "09:07:30", "alertmanager", "HighErrorRate firing")
        .say(
            "inc-0520",
            "09:18:45",
            "u2",
            "I see slow queries on db-1: the invoice search takes > 9 s per call, seq scan over invoices")
        .say("inc-0520", "09:34:00", "u3", "Error rate is going down, 12 % now")
        .say("inc-0520", "09:41:00", "u3", "thanks everybody!");
  }

  /** A flag switches on what a release brought; it is switched off again. */
  public static Scene flag() {
    return new Scene("2026-06-02")
        .change(
            DEPENDENCY,
            "11:25:00",
            "basket-service",
            "Update dependency typescript to v6",
            Attribute.FILES,
            "package.json\npackage-lock.json",
            Attribute.COMMIT,
            "d0".repeat(20))
        .change(
            COMMIT,
            "11:30:00",
            "basket-service",
            "Add caching layer to basket service",
            Attribute.FILES,
            "src/services/basket.ts\nsrc/cache/redis.ts",
            Attribute.COMMIT,
            "c0".repeat(20))
        .change(
            DEPLOY,
            "11:31:00",
            "basket-service",
            "basket-service v3.2.0 deployed to production",
            Attribute.VERSION,
            "v3.2.0",
            Attribute.COMMIT,
            "c0".repeat(20),
            Attribute.ENVIRONMENT,
            "production")
        .change(
            FLAG,
            "11:32:00",
            null,
            "useBasketCache turned on in production: false \u2192 true",
            Attribute.FLAG,
            "useBasketCache",
            Attribute.BEFORE,
            "false",
            Attribute.AFTER,
            "true",
            Attribute.ENVIRONMENT,
            "production")
        .change(
            FLAG,
            "09:12:00",
            null,
            "newFooter turned on in test",
            Attribute.FLAG,
            "newFooter",
            Attribute.ENVIRONMENT,
            "test")
        .firstSeen("syslog/host", "11:44:59", null, 1, "Can't save in background: fork")
        .fact(
            "app/basket.jsonl",
            "11:45:12.031",
            postmortem.event.EventType.FIRST_SEEN,
            "basket-service",
            "First seen: Connection refused: Redis at <*>",
            e ->
                e.severity(Severity.ERROR)
                    .count(1000)
                    .attribute(Attribute.SIGNATURE, "Connection refused: Redis at <*>")
                    .attribute(Attribute.CODE, "src/services/basket.ts:45"))
        .shift("prometheus/err.json", "11:45:15", "basket-service", "error_rate", "0.1", "8")
        .recovery("prometheus/err.json", "11:47:30", "basket-service", "error_rate", "8", "0.1")
        .alert(ALERT_FIRED, "11:45:42", "HighErrorRate", "basket-service", Severity.CRITICAL)
        .alert(ALERT_FIRED, "11:46:27", "HighCpu", "basket-service", Severity.WARNING)
        .page(PAGED, "11:45:50", "P7", "basket-service", "HighErrorRate: basket-service")
        .page(ACKNOWLEDGED, "11:46:20", "P7", "basket-service", "Acknowledged")
        .page(INCIDENT_RESOLVED, "11:52:00", "P7", "basket-service", "Resolved")
        .change(
            FLAG,
            "11:46:55",
            null,
            "useBasketCache turned off in production: true \u2192 false",
            Attribute.FLAG,
            "useBasketCache",
            Attribute.BEFORE,
            "true",
            Attribute.AFTER,
            "false",
            Attribute.ENVIRONMENT,
            "production")
        .say("inc-0602", "11:46:40", "u2", "Turning `useBasketCache` off.")
        .alert(ALERT_RESOLVED, "11:48:00", "HighErrorRate", "basket-service", Severity.CRITICAL);
  }
}
