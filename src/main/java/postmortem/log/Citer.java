package postmortem.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.event.Citation;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.signature.TokenMask;
import postmortem.redact.Redactor;

/**
 * Reads records again that an event cites. The one place of the log engine where bytes of evidence
 * become text, and they do so through the redactor.
 */
final class Citer {

  private static final int LONGEST_EXCERPT = 64 << 10;
  private static final int LONGEST_ANALYSED = 8_000;

  private final List<LogFormat> formats;
  private final List<EvidenceFile> files;
  private final ReadingRules rules;
  private final Redactor redactor;
  private final Map<String, CitedRecord> cited = new HashMap<>();

  Citer(List<LogFormat> formats, List<EvidenceFile> files, ReadingRules rules, Redactor redactor) {
    this.formats = formats;
    this.files = files;
    this.rules = rules;
    this.redactor = redactor;
  }

  /** Text of a signature. */
  String template(byte[] template) {
    return redactor.text(template, 0, template.length);
  }

  /** Reads records of any files; each file is opened at most once. */
  void read(List<Sight> sights) throws IOException {
    Map<String, Sight> missing = new HashMap<>();
    for (Sight sight : sights) {
      if (!cited.containsKey(key(sight))) {
        missing.put(key(sight), sight);
      }
    }
    read(
        missing.values(),
        (file, sight, bytes) -> {
          CitedRecord record = cite(file, sight, bytes);
          if (record != null) {
            cited.put(key(sight), record);
          }
        });
  }

  /** Gets each record. */
  private interface Taker {
    void take(EvidenceFile file, Sight sight, byte[] bytes);
  }

  private void read(Collection<Sight> sights, Taker taker) throws IOException {
    List<Sight> wanted = new ArrayList<>(sights);
    wanted.sort(Comparator.<Sight>comparingInt(s -> s.file).thenComparingLong(s -> s.offset));
    int from = 0;
    while (from < wanted.size()) {
      int to = from;
      while (to < wanted.size() && wanted.get(to).file == wanted.get(from).file) {
        to++;
      }
      read(files.get(wanted.get(from).file), wanted.subList(from, to), taker);
      from = to;
    }
  }

  /** A record that was read. */
  @Nullable CitedRecord of(Sight sight) {
    return cited.get(key(sight));
  }

  /**
   * A record without what it says.
   *
   * @param citation where it stands
   * @param time when it was written; null when it has no time
   */
  record Glance(Citation citation, @Nullable EventTime time) {}

  /**
   * Looks at records of any files, each of which is opened at most once.
   *
   * @return by the keys of {@link #key}
   */
  Map<String, Glance> glance(List<Sight> sights) throws IOException {
    Map<String, Glance> seen = new HashMap<>();
    read(
        sights,
        (file, sight, bytes) -> seen.computeIfAbsent(key(sight), k -> glance(file, sight, bytes)));
    return seen;
  }

  private Glance glance(EvidenceFile file, Sight sight, byte[] bytes) {
    RecordMatcher matcher = new RecordMatcher(formats, Fit.of(sight.format));
    EventTime time = null;
    if (sight.format >= 0
        && matcher.match(sight.format, bytes, 0, firstLine(bytes), bytes.length)) {
      time = time(file, sight, bytes, matcher);
    }
    return new Glance(citation(file, sight, bytes, excerpt(bytes)), time);
  }

  /** Names a record. */
  static String key(Sight sight) {
    return sight.file + ":" + sight.offset;
  }

  private static void read(EvidenceFile file, List<Sight> sights, Taker taker) throws IOException {
    try (InputStream in = open(file, sights.get(0).offset)) {
      long at = file.path() == null ? 0 : sights.get(0).offset;
      for (int i = 0; i < sights.size(); i++) {
        Sight sight = sights.get(i);
        if (i > 0 && sights.get(i - 1).offset == sight.offset) {
          continue;
        }
        in.skipNBytes(sight.offset - at);
        byte[] bytes = in.readNBytes(sight.length);
        at = sight.offset + bytes.length;
        taker.take(file, sight, bytes);
      }
    }
  }

  private static InputStream open(EvidenceFile file, long offset) throws IOException {
    if (file.path() == null) {
      return file.open();
    }
    FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ);
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  /** Where the first line ends, without its line end. */
  private static int firstLine(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end > 0 && end < bytes.length && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  private @Nullable CitedRecord cite(EvidenceFile file, Sight sight, byte[] bytes) {
    int end = firstLine(bytes);
    RecordMatcher matcher = new RecordMatcher(formats, Fit.of(sight.format));
    if (!matcher.match(sight.format, bytes, 0, end, bytes.length)) {
      return null;
    }
    EventTime time = time(file, sight, bytes, matcher);
    if (time == null) {
      return null;
    }
    LogRecord said = matcher.said();
    TokenMask mask = matcher.signature(bytes, 0, end, bytes.length);
    String template = redactor.text(mask.bytes(), 0, mask.length());
    String all = excerpt(bytes);
    String trace = text(said, Role.EXCEPTION);
    String stack = head(trace != null ? trace : all);
    String message = text(said, Role.MESSAGE);
    boolean request = said.signatureParts() > 0;
    return new CitedRecord(
        citation(file, sight, bytes, all),
        time,
        written(file, sight),
        matcher.severity(),
        formats.get(sight.format).name(),
        request || message == null || message.isBlank() ? template : message,
        template,
        request,
        rules.service(file.name()).orElse(text(said, Role.SERVICE)),
        StackTrace.exception(stack),
        StackTrace.ownCode(
            message == null ? stack : head(message) + "\n" + stack, text(said, Role.LOGGER)),
        text(said, Role.TRACE));
  }

  private @Nullable EventTime time(
      EvidenceFile file, Sight sight, byte[] bytes, RecordMatcher matcher) {
    LogRecord timed = matcher.timed();
    if (timed.stampFrom() < 0) {
      return null;
    }
    byte[] stamped = matcher.timedBytes(bytes);
    String raw = redactor.text(stamped, timed.stampFrom(), timed.stampTo());
    Instant at = Instant.ofEpochSecond(sight.second, sight.nano);
    EventTime near =
        RecordMatcher.resolver(
                formats.get(matcher.timedFormat()), rules, file.name(), written(file, sight))
            .resolve(timed.stamp(), raw, sight.orderDecided)
            .orElse(null);
    // The scan knew the records before it, which decides a year and an hour that exists twice.
    return near == null || near.at().equals(at)
        ? near
        : new EventTime(at, near.precision(), near.basis(), near.bound(), near.raw());
  }

  /** The instant before the clock was corrected. */
  private Instant written(EvidenceFile file, Sight sight) {
    return Instant.ofEpochSecond(sight.second, sight.nano).minus(rules.clockOffset(file.name()));
  }

  private String excerpt(byte[] bytes) {
    return redactor.text(bytes, 0, Math.min(bytes.length, LONGEST_EXCERPT));
  }

  private static Citation citation(EvidenceFile file, Sight sight, byte[] bytes, String excerpt) {
    return new Citation(
        file.name(),
        new Place.Line(sight.line),
        excerpt,
        HexFormat.of().formatHex(EventId.sha256().digest(bytes)));
  }

  /** Where exceptions and frames are looked for. */
  private static String head(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_ANALYSED));
  }

  private @Nullable String text(LogRecord record, Role role) {
    return record.has(role)
        ? redactor.text(record.bytes(role), record.from(role), record.to(role))
        : null;
  }
}
