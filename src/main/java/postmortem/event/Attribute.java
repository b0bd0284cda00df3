package postmortem.event;

/**
 * Names of event attributes that more than one stage reads. Sources may add others; those are kept
 * and shown, but nothing depends on them.
 */
public final class Attribute {
  /** Name of the alert rule. */
  public static final String ALERT = "alert";

  /** What an alerting system identifies a firing alert by. */
  public static final String FINGERPRINT = "fingerprint";

  /** Id of the on-call incident that alert events belong to. */
  public static final String INCIDENT = "incident";

  /** What an on-call system calls an incident, where the summary says more than that. */
  public static final String TITLE = "title";

  /** Which revision of a release a change made. */
  public static final String REVISION = "revision";

  /** Which revision of a release was put back. */
  public static final String RESTORED = "restored";

  /** What state an alert was in when it was exported, as its system writes it. */
  public static final String STATE = "state";

  /** {@code high} or {@code low} where an on-call system says so. */
  public static final String URGENCY = "urgency";

  /** Set where a person wrote what stands for a page: a tracker knows tickets, not alerts. */
  public static final String TICKET = "ticket";

  /**
   * Set where alerts are kept quiet from an event's instant until its end, because somebody
   * silenced them or plans work.
   */
  public static final String QUIET = "quiet";

  /** Name of the chat channel. */
  public static final String CHANNEL = "channel";

  /** Id of the first message of a thread, on its replies. */
  public static final String THREAD = "thread";

  /** Commit, 40 hex digits or as far as known. */
  public static final String COMMIT = "commit";

  /** Paths touched by a change, one per line. */
  public static final String FILES = "files";

  /** Version that went live. */
  public static final String VERSION = "version";

  /** Environment that was changed. */
  public static final String ENVIRONMENT = "environment";

  /** Key of a feature flag or of a configuration value. */
  public static final String FLAG = "flag";

  /** What was set where it is no flag: a record, a rule, a parameter, with what it belongs to. */
  public static final String SETTING = "setting";

  /** Value before: of a metric, a rate, a flag, a setting. */
  public static final String BEFORE = "before";

  /** Value after: of a metric, a rate, a flag, a setting. */
  public static final String AFTER = "after";

  /** Unit of the values before and after. */
  public static final String UNIT = "unit";

  /** Name of the metric or of the counted records. */
  public static final String METRIC = "metric";

  /** What tells a series from others of its name: {@code pod=a, zone=eu}. */
  public static final String LABELS = "labels";

  /** Template of a log signature, {@code <*>} for what varies. */
  public static final String SIGNATURE = "signature";

  /** Source file and line that an error names, such as {@code src/a.ts:45}. */
  public static final String CODE = "code";

  /** Web address where more can be seen. */
  public static final String LINK = "link";

  /** Trace id. */
  public static final String TRACE = "trace";

  /** When something that takes its time, such as a deployment, began: with an offset. */
  public static final String STARTED = "started";

  /** When the last error was written that a log holds, of a rate that has no end in it: in UTC. */
  public static final String LATEST = "latest";

  /** What an audit log calls what was done to a setting: {@code create}. */
  public static final String ACTION = "action";

  /** How many requests a log records from the event's instant to its end. */
  public static final String REQUESTS = "requests";

  /** How many of those the server failed: a status of 500 or more. */
  public static final String REQUESTS_FAILED = "requests-failed";

  /** How many of those were refused with the status whose rate it is: one of 400 to 499. */
  public static final String REQUESTS_REFUSED = "requests-refused";

  /**
   * The log that a rate or a duration was counted in; where it was counted in several together,
   * what their names share, with {@code *} for what differs.
   */
  public static final String LOGS = "logs";

  /** In how many logs a rate or a duration was counted. */
  public static final String LOG_COUNT = "log-count";

  private Attribute() {}
}
