package postmortem.log.format;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.declaration.Node.Scalar;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Snippet;
import postmortem.event.Basis;
import postmortem.event.EventTime;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.StampResolver;

/** Runs the samples and rejects of a format. */
public final class FormatCheck {

  private final LogFormat format;
  private final LogRecord record = new LogRecord();
  private final List<Diagnostic> mistakes = new ArrayList<>();
  private final Set<String> hit = new TreeSet<>();
  private int unmatched;

  private FormatCheck(LogFormat format) {
    this.format = format;
  }

  /**
   * What is wrong with the format, in file order; empty when it does what it says. Samples without
   * zone are read as UTC, those without year near the expected time.
   */
  public static List<Diagnostic> run(LogFormat format) {
    FormatCheck check = new FormatCheck(format);
    try {
      check.all();
    } catch (DiagnosticException e) {
      check.mistakes.addAll(e.diagnostics());
    }
    return List.copyOf(check.mistakes);
  }

  /** The samples of a format as text, each with its continuation lines. */
  public static List<String> samples(LogFormat format) {
    return format.declared().fields().list("samples", FormatSample::read).stream()
        .map(sample -> sample.line().text())
        .toList();
  }

  private void all() {
    Fields fields = format.declared().fields();
    boolean behind = false;
    for (String key : List.copyOf(fields.names())) {
      behind |= key.equals("samples");
      if (behind && !key.equals("samples") && !key.equals("rejects")) {
        mistakes.add(
            fields
                .markOf(key)
                .error("PM-F014", "\u201c" + key + "\u201d stands behind the samples")
                .helping("samples and rejects are the last keys of a file"));
      }
    }
    List<FormatSample> samples = fields.list("samples", FormatSample::read);
    if (samples.isEmpty()) {
      mistakes.add(
          fields
              .markOf("samples")
              .error("PM-F001", "the format \u201c" + format.name() + "\u201d has no samples")
              .helping("a format without samples does not load"));
    }
    samples.forEach(this::sample);
    for (String pattern : format.patternNames()) {
      // A sample that hits nothing says so itself.
      if (!samples.isEmpty() && unmatched == 0 && !hit.contains(pattern)) {
        mistakes.add(
            fields
                .markOf(format.usesBody() ? "body" : "patterns")
                .error("PM-F003", "no sample is matched by the pattern \u201c" + pattern + "\u201d")
                .helping("add a sample for it, or remove it; patterns are tried in file order"));
      }
    }
    fields.list("rejects", node -> node).forEach(this::reject);
  }

  private void reject(Node node) {
    byte[] line = node.text().getBytes(StandardCharsets.UTF_8);
    if (format.match(line, 0, line.length, record)) {
      mistakes.add(
          node.mark()
              .error("PM-F007", "a line that must be rejected is matched")
              .noting(
                  "by the pattern \u201c" + format.patternNames().get(record.pattern()) + "\u201d")
              .helping("make the pattern stricter, or take the line out of rejects"));
    }
  }

  private void sample(FormatSample sample) {
    List<String> lines = sample.lines();
    byte[] first = lines.get(0).getBytes(StandardCharsets.UTF_8);
    Scalar written = sample.line();
    byte[] matched =
        format.spansLines() ? String.join("\n", lines).getBytes(StandardCharsets.UTF_8) : first;
    boolean taken =
        (format.takesUntimed() && !sample.expect().containsKey("time"))
            ? format.matchUntimed(matched, 0, matched.length, matched.length, -1L, record)
            : format.match(matched, 0, matched.length, record);
    if (!taken) {
      unmatched++;
      int index =
          new String(matched, 0, Math.min(record.failedAt(), first.length), StandardCharsets.UTF_8)
              .length();
      Diagnostic mistake =
          written
              .mark()
              .error("PM-F012", "sample does not match any pattern")
              .showing(
                  new Snippet(
                      lines.get(0), Math.min(index, lines.get(0).length()), "matched up to here"));
      for (String pattern : format.patternNames()) {
        mistake = mistake.noting("tried \u201c" + pattern + "\u201d");
      }
      mistakes.add(mistake.helping("correct the sample, or the pattern that should take it"));
      return;
    }
    hit.add(format.patternNames().get(record.pattern()));
    boolean noEvent = format.isNoEvent(record);
    sample.expect().forEach((key, value) -> expect(key, value, matched));
    if (!noEvent
        && record.stampFrom() >= 0
        && (!sample.expect().containsKey("time") || !sample.expect().containsKey("level"))) {
      mistakes.add(
          written
              .mark()
              .error("PM-F011", "a sample must say which time and which level it yields")
              .helping("add time: and level: to what it expects"));
    }
    LogRecord scratch = new LogRecord();
    // A line that goes on with a record starts none; that it would not is what is wrong with it.
    if (format.startsRecord(first, 0, first.length, scratch) == format.isFurther(record)) {
      mistakes.add(
          written
              .mark()
              .error("PM-F015", "the sample does not start a record")
              .helping("let the format begin where the sample begins"));
    }
    for (String line : lines.subList(1, lines.size())) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      if (format.startsRecord(bytes, 0, bytes.length, scratch)) {
        mistakes.add(
            written
                .mark()
                .error("PM-F015", "a further line of the sample starts a record of its own")
                .noting(line)
                .helping("write it as a sample of its own"));
      }
    }
  }

  private void expect(String key, Node value, byte[] line) {
    String expected = value.scalar().text();
    String found = found(key, expected, value, line);
    if (!expected.equals(found)) {
      mistakes.add(
          value
              .mark()
              .error(
                  "PM-F006",
                  "the sample yields another "
                      + key
                      + ": "
                      + (found == null ? "none" : "\u201c" + found + "\u201d"))
              .helping("correct what the sample expects, or what the format reads"));
    }
  }

  private @Nullable String found(String key, String expected, Node value, byte[] line) {
    switch (key) {
      case "time" -> {
        return time(expected, value);
      }
      case "level" -> {
        return record.severity().label();
      }
      case "pattern" -> {
        return format.patternNames().get(record.pattern());
      }
      case "status" -> {
        return record.status() == 0 ? null : Integer.toString(record.status());
      }
      case "duration" -> {
        return record.durationMicros() < 0 ? null : Long.toString(record.durationMicros());
      }
      case "signature" -> {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < record.signatureParts(); i++) {
          parts.add(text(line, record.signatureFrom(i), record.signatureTo(i)));
        }
        return parts.isEmpty() ? null : String.join(" ", parts);
      }
      default -> {
        for (Role role : Role.values()) {
          if (role.label().equals(key)) {
            return record.has(role)
                ? text(record.bytes(role), record.from(role), record.to(role))
                : null;
          }
        }
        int field = format.field(key);
        if (field < 0) {
          mistakes.add(
              value
                  .mark()
                  .error("PM-F009", "there is no field \u201c" + key + "\u201d")
                  .helping("expect a field of the pattern that takes the sample"));
          return expected;
        }
        return record.fieldFrom[field] < 0
            ? null
            : text(line, record.fieldFrom[field], record.fieldTo[field]);
      }
    }
  }

  private @Nullable String time(String expected, Node value) {
    Instant near = value.scalar().as("an instant such as 2025-02-09T10:05:23Z", Instant::parse);
    return new StampResolver(
            ZoneOffset.UTC, Basis.ZONE_ASSUMED, Optional.of(Reference.near(near)), Duration.ZERO)
        .resolve(record.stamp(), expected)
        .map(EventTime::text)
        .orElse(null);
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
