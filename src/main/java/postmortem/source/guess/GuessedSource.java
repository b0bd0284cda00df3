package postmortem.source.guess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventType;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.tree.Pointer;

/**
 * Writes what is guessed of a table as the declaration that a person could have written, so that
 * all that holds for sources holds for it: zones, orders of dates, limits, citations, redaction.
 */
final class GuessedSource {

  /** The name of the source, and of the system of its events. */
  static final String NAME = "guessed";

  private static final String FAILED =
      "[failed, failure, error, aborted, cancelled, canceled, fehlgeschlagen, abgebrochen]";
  private static final String RESOLVED =
      "[ok, resolved, normal, recovered, recovery, cleared, closed, up, green, behoben, beendet]";

  private final StringBuilder out = new StringBuilder();
  private final ShapeRoles roles;

  private GuessedSource(ShapeRoles roles) {
    this.roles = roles;
  }

  /**
   * The declaration.
   *
   * @param records where the rows stand; the root for those of a table and of JSON lines
   */
  static SourceDeclaration of(ShapeRoles roles, Pointer records) {
    return SourceDeclaration.guessed(new GuessedSource(roles).text(records));
  }

  private String text(Pointer records) {
    line("schema: 1");
    line("name: " + NAME);
    line("title: A table whose columns were guessed");
    line("system: " + NAME);
    line("url: https://www.rfc-editor.org/rfc/rfc4180");
    line("export: any table or list with one time in each row");
    line("container: [csv, printed, json, json-lines]");
    line("records: [" + quoted(records.toString()) + "]");
    line("recognise:");
    line("  - has: [" + quoted(roles.time().pointer()) + "]");
    if (roles.numbers()) {
      line("series:");
      line("  time: " + quoted(roles.time().pointer()));
      line("  columns: {except: [" + quoted(name(roles.time())) + ", column]}");
      service("  service: ");
      return out.toString();
    }
    line("time: " + quoted(roles.time().pointer()));
    service("service: ");
    value("actor: ", roles.actor());
    severity();
    keep();
    ColumnProfile host = roles.host();
    if (host != null) {
      line("attributes: {host: " + quoted(host.pointer()) + "}");
    }
    line("events:");
    events();
    return out.toString();
  }

  private void events() {
    ColumnProfile end = roles.end();
    ColumnProfile state = roles.state();
    String is = state == null ? "" : "{" + quoted(state.pointer()) + ": ";
    if (roles.type() == EventType.DEPLOY && state != null) {
      event("deploy-failed", "{is: " + is + FAILED + "}}", deployed(" failed to deploy"), end);
      event("deploy", "{is-not: " + is + FAILED + "}}", deployed(" deployed"), end);
      return;
    }
    if (roles.type() == EventType.ALERT_FIRED && end == null && state != null) {
      event("alert-fired", "{is-not: " + is + RESOLVED + "}}", words(), null);
      event("alert-resolved", "{is: " + is + RESOLVED + "}}", words() + " resolved", null);
      return;
    }
    event(
        roles.type().label(),
        null,
        roles.type() == EventType.DEPLOY ? deployed(" deployed") : words(),
        end);
    if (roles.type() == EventType.ALERT_FIRED && end != null) {
      line("  - type: alert-resolved");
      line("    severity: info");
      line("    time: " + quoted(end.pointer()));
      line("    may-lack-time: true");
      line("    summary: " + quoted(words() + " resolved"));
    }
  }

  private void event(
      String type, @Nullable String when, String summary, @Nullable ColumnProfile end) {
    line("  - type: " + type);
    if (when != null) {
      line("    when: " + when);
    }
    if (end != null) {
      line("    until: " + quoted(end.pointer()));
    }
    line("    summary: " + quoted(summary));
  }

  /** What went live, in which version, and what is said about it. */
  private String deployed(String verb) {
    if (roles.before() != null) {
      return words() + verb;
    }
    ColumnProfile service = roles.service();
    ColumnProfile version = roles.version();
    List<ColumnProfile> texts = new ArrayList<>(roles.texts());
    texts.remove(version);
    texts.remove(service);
    ColumnProfile what = service;
    if (what == null && !texts.isEmpty() && version != null) {
      what = texts.remove(0);
    }
    StringBuilder out = new StringBuilder();
    if (what != null) {
      out.append('{').append(what.pointer()).append('}');
    }
    if (version != null) {
      out.append(what == null ? "{" : "[ {").append(version.pointer());
      out.append(what == null ? "}" : "}]");
    }
    if (out.isEmpty()) {
      return words() + verb;
    }
    out.append(verb);
    texts.forEach(text -> out.append("[ (").append('{').append(text.pointer()).append("})]"));
    return out.toString();
  }

  /** The template of the line for a reader; a row without words is told by its stamp. */
  private String words() {
    List<String> pointers = roles.texts().stream().map(ColumnProfile::pointer).toList();
    ColumnProfile before = roles.before();
    ColumnProfile after = roles.after();
    StringBuilder words = new StringBuilder("{");
    words.append(String.join(" | ", pointers)).append(" | ").append(roles.time().pointer());
    words.append("}");
    if (before != null && after != null) {
      words.append("[: {").append(before.pointer()).append("}]");
      words.append("[ \u2192 {").append(after.pointer()).append("}]");
    }
    String open = before == null ? "[ \u2014 {" : "[ ({";
    String close = before == null ? "}]" : "})]";
    pointers.stream().skip(1).forEach(more -> words.append(open).append(more).append(close));
    return words.toString();
  }

  private void severity() {
    ColumnProfile severity = roles.severity();
    if (severity != null) {
      line("severity:");
      line("  from: " + quoted(severity.pointer()));
      line("  otherwise: unknown");
      line("  map:");
      Map<String, String> sorted = new TreeMap<>(ColumnProfile.SEVERITIES);
      sorted.forEach((word, ours) -> line("    " + quoted(word) + ": " + ours));
    }
  }

  private void service(String key) {
    value(key, roles.service());
  }

  private void value(String key, @Nullable ColumnProfile column) {
    if (column != null) {
      line(key + quoted(column.pointer()));
    }
  }

  /** What stands beside nested columns becomes attributes, as what stands beside others does. */
  private void keep() {
    List<ColumnProfile> nested = new ArrayList<>(roles.texts());
    nested.add(roles.time());
    String parents =
        nested.stream()
            .map(ColumnProfile::path)
            .filter(path -> path.size() > 1)
            .map(path -> quoted(new Pointer(path.subList(0, path.size() - 1)).toString()))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!parents.isEmpty()) {
      line("keep: [" + parents + "]");
    }
  }

  private static String name(ColumnProfile column) {
    return column.path().get(column.path().size() - 1);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
