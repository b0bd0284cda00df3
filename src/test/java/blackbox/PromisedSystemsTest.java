package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks for a system by its name finds it in the list. */
class PromisedSystemsTest {

  private static final String LOGS =
      """
      nginx, Apache httpd, HAProxy, Traefik, IIS, AWS load balancers, CloudFront, Logback, Logstash, ECS, Log4j, pino, bunyan, winston, zap, zerolog, slog,
      structlog, Serilog, logfmt, java.util.logging, Python's logging, Rails, Go programs, klog, RFC 3164, RFC 5424, journald, systemd journal, kubectl logs, Docker json-file, CRI,
      PostgreSQL server log, PostgreSQL log as CSV, jsonlog, MySQL, Redis, MongoDB, Elasticsearch, Kafka, ZooKeeper, RabbitMQ, etcd, Vault, GitHub Actions, dmesg,
      Kubernetes audit, CloudTrail, CloudWatch Logs, Logs Insights, query_range, logcli, Kibana, Splunk search results, Datadog logs, Google Cloud Logging, Azure Monitor,
      New Relic logs, Honeycomb events, OTLP""";

  private static final String EXPORTS =
      """
      Alertmanager alerts, amtool, Alertmanager and Grafana alerting webhooks, Grafana annotations, PagerDuty incidents, PagerDuty incident log entries, PagerDuty alerts, change events,
      Opsgenie, Datadog events, Datadog monitors, CloudWatch alarm history, Sentry issues, Sentry events, New Relic issues, Nagios, Icinga, Zabbix, Splunk On-Call,
      Slack messages, Microsoft Teams, Discord, Mattermost, Zulip, Google Chat, Telegram, Matrix, irssi, WeeChat, messages copied, Git repository, git log, GitHub deployments,
      GitHub deployment statuses, GitHub Actions workflow runs, GitHub releases, pull requests, merged, GitLab deployments, GitLab pipelines, Argo CD, Helm, Kubernetes events, Terraform Cloud,
      CodeDeploy, CodePipeline, Vercel, Netlify, LaunchDarkly, Unleash, Flyway, Liquibase, Certificates, Table of changes, Prometheus queries, Grafana data frames, Datadog timeseries,
      CloudWatch metric data, Table of metrics, Jaeger, Zipkin, OpenTelemetry traces, Statuspage incidents, Statuspage history as Atom, AWS Health, Google Cloud status, GitHub's, Slack status,
      xMatters, incident.io, FireHydrant, Rootly, Instatus, ServiceNow, Jira""";

  @TempDir Path folder;

  @Test
  void the_list_names_every_system_with_its_level_and_samples() throws Exception {
    String list = Cli.in(folder).run("formats", "list").out();
    List<String> missing = new ArrayList<>();
    for (String name : (LOGS + "," + EXPORTS).split(",\\s*", -1)) {
      if (list.lines().noneMatch(line -> says(line, name))) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
    assertThat(list.lines())
        .allMatch(
            line ->
                line.matches(
                    "\\S+ +(log|export) +(product|family|time-only) +[1-9]\\d* samples? .+"));
  }

  private static boolean says(String line, String name) {
    return line.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }
}
