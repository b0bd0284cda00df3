package postmortem.event;

import java.util.Locale;

/**
 * What happened, finer than {@link Kind}. Sources assign it; milestones and change ranking read it,
 * so neither side knows the other. In machine interfaces it is the attribute {@code type}.
 */
public enum EventType {
  /** An alert rule began to fire. */
  ALERT_FIRED(Kind.ALERT),
  /** An alert rule stopped firing. */
  ALERT_RESOLVED(Kind.ALERT),
  /** An on-call incident was opened or a person was notified. */
  PAGED(Kind.ALERT),
  /** A responder took it. */
  ACKNOWLEDGED(Kind.ALERT),
  /** It went on to a further responder. */
  ESCALATED(Kind.ALERT),
  /** The on-call incident was closed. */
  INCIDENT_RESOLVED(Kind.ALERT),
  /** Anything else that an alerting or on-call system recorded. */
  ALERT_NOTE(Kind.ALERT),
  /** A chat message. */
  MESSAGE(Kind.CHAT),
  /** A commit reached a repository. */
  COMMIT(Kind.CHANGE),
  /** A version went live. */
  DEPLOY(Kind.CHANGE),
  /** A deployment that did not go live. */
  DEPLOY_FAILED(Kind.CHANGE),
  /** An earlier version went live again. */
  ROLLBACK(Kind.CHANGE),
  /** A feature flag changed. */
  FLAG(Kind.CHANGE),
  /** Configuration changed. */
  CONFIGURATION(Kind.CHANGE),
  /** Infrastructure changed. */
  INFRASTRUCTURE(Kind.CHANGE),
  /** A certificate became valid, expired or was replaced. */
  CERTIFICATE(Kind.CHANGE),
  /** A library or image version was raised. */
  DEPENDENCY(Kind.CHANGE),
  /** One log record that matters by itself. */
  RECORD(Kind.LOG),
  /** An error signature was seen for the first time. */
  FIRST_SEEN(Kind.LOG),
  /** A rate of log records rose. */
  RATE_ONSET(Kind.LOG),
  /** A rate of log records went back. */
  RATE_END(Kind.LOG),
  /** No records where there was traffic. */
  SILENCE(Kind.LOG),
  /** A process started again. */
  RESTART(Kind.LOG),
  /** A metric moved away from its baseline. */
  METRIC_SHIFT(Kind.METRIC),
  /** A metric went back to its baseline. */
  METRIC_RECOVERY(Kind.METRIC),
  /** A trace failed or was slow. */
  TRACE_FAILURE(Kind.TRACE),
  /** A provider says it is degraded. */
  UPSTREAM_DEGRADED(Kind.STATUS),
  /** A provider says it is well again. */
  UPSTREAM_RECOVERED(Kind.STATUS),
  /** Any other words on a status page. */
  STATUS_UPDATE(Kind.STATUS),
  /** A row that a person added. */
  NOTE(Kind.NOTE),
  /** A row of an export that says when and what, but not what kind of thing it is. */
  ENTRY(Kind.NOTE);

  private final Kind kind;

  EventType(Kind kind) {
    this.kind = kind;
  }

  /** The kind it belongs to. */
  public Kind kind() {
    return kind;
  }

  /** The name in machine interfaces: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
