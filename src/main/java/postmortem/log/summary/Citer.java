package postmortem.log.summary;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import postmortem.event.PodName;
import postmortem.event.stamp.Reference;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;
import postmortem.log.record.JoinedLines;
import postmortem.log.record.RecordMatcher;
import postmortem.log.signature.TokenMask;
import postmortem.log.wrapped.WrappedLog;
import postmortem.redact.Redactor;

/**
 * Reads records again that an event cites. The one place of the log engine where bytes of evidence
 * become text, and they do so through the redactor.
 */
public final class Citer {

  private static final int LONGEST_EXCERPT = 64 << 10;
  private static final int LONGEST_ANALYSED = 8_000;

  private final FormatIndex formats;
  private final List<EvidenceFile> files;
  private final List<Fit> fits;
  private final Map<String, WrappedLog> wrapped;
  private final ReadingRules rules;
  private final Redactor redactor;
  private final Map<String, CitedRecord> cited = new HashMap<>();

  /**
   * A citer.
   *
   * @param fits how each file was read
   */
  public Citer(
      FormatIndex formats,
      List<EvidenceFile> files,
      List<Fit> fits,
      Map<String, WrappedLog> wrapped,
      ReadingRules rules,
      Redactor redactor) {
    this.formats = formats;
    this.files = files;
    this.fits = List.copyOf(fits);
    this.wrapped = wrapped;
    this.rules = rules;
    this.redactor = redactor;
  }

  /** Text of a signature. */
  public String template(byte[] template) {
    return template(template, template.length);
  }

  /**
   * Text of a template. Where figures of a secret were taken out of it, the rest is one still: for
   * the rules a figure stands there.
   */
  private String template(byte[] template, int length) {
    byte[] figures = Placeholders.asFigures(template, length);
    return figures == null
        ? redactor.text(template, 0, length)
        : Placeholders.restored(redactor.text(figures, 0, figures.length));
  }

  /** Reads records of any files; each file is opened at most once. */
  public void read(List<Sight> sights) throws IOException {
    Map<String, Sight> missing = new HashMap<>();
    for (Sight sight : sights) {
      if (!cited.containsKey(key(sight))) {
        missing.put(key(sight), sight);
      }
    }
    read(
        missing.values(),
        (file, sight, found) -> {
          CitedRecord record = cite(file, sight, found);
          if (record != null) {
            cited.put(key(sight), record);
          }
        });
  }

  /** A record that was read again. */
  private static final class Found {
    /** What is matched. */
    final byte[] bytes;

    /** Where its text begins in them. */
    final int textFrom;

    /** Its bytes as they lie in the evidence. */
    final byte[] raw;

    final Place place;

    Found(byte[] bytes, int textFrom, byte[] raw, Place place) {
      this.bytes = bytes;
      this.textFrom = textFrom;
      this.raw = raw;
      this.place = place;
    }
  }

  /** Gets each record. */
  private interface Taker {
    void take(EvidenceFile file, Sight sight, Found found);
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
  public @Nullable CitedRecord of(Sight sight) {
    return cited.get(key(sight));
  }

  /**
   * A record without what it says.
   *
   * @param citation where it stands
   * @param time when it was written; null when it has no time
   */
  public record Glance(Citation citation, @Nullable EventTime time) {}

  /**
   * Looks at records of any files, each of which is opened at most once.
   *
   * @return by the keys of {@link #key}
   */
  public Map<String, Glance> glance(List<Sight> sights) throws IOException {
    Map<String, Glance> seen = new HashMap<>();
    read(
        sights,
        (file, sight, found) -> seen.computeIfAbsent(key(sight), k -> glance(file, sight, found)));
    return seen;
  }

  private RecordMatcher matcher(Sight sight) {
    return new RecordMatcher(formats, fits.get(sight.file).again(sight.format));
  }

  private Glance glance(EvidenceFile file, Sight sight, Found found) {
    byte[] bytes = found.bytes;
    RecordMatcher matcher = matcher(sight);
    EventTime time = null;
    if (sight.format >= 0
        && matcher.match(sight.format, bytes, 0, firstLine(found), bytes.length)) {
      time = time(file, sight, bytes, matcher);
    }
    return new Glance(citation(file, found, excerpt(found.raw)), time);
  }

  /** Names a record. */
  public static String key(Sight sight) {
    return sight.file + ":" + sight.offset;
  }

  private void read(EvidenceFile file, List<Sight> sights, Taker taker) throws IOException {
    WrappedLog export = wrapped.get(file.name());
    if (export != null) {
      read(export, sights, taker);
      return;
    }
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
        taker.take(file, sight, new Found(bytes, 0, bytes, new Place.Line(sight.line)));
      }
    }
  }

  private static void read(WrappedLog export, List<Sight> sights, Taker taker) throws IOException {
    try (WrappedLog.Cursor cursor = export.open()) {
      for (int i = 0; i < sights.size(); i++) {
        Sight sight = sights.get(i);
        if (i > 0 && sights.get(i - 1).offset == sight.offset) {
          continue;
        }
        if (!cursor.seek(sight.offset)) {
          return;
        }
        byte[] bytes = Arrays.copyOfRange(cursor.bytes(), cursor.from(), cursor.to());
        taker.take(
            export.file(),
            sight,
            new Found(bytes, cursor.textFrom() - cursor.from(), cursor.raw(), cursor.place()));
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
  private static int firstLine(Found found) {
    byte[] bytes = found.bytes;
    int end = found.textFrom;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end > 0 && end < bytes.length && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  private @Nullable CitedRecord cite(EvidenceFile file, Sight sight, Found found) {
    byte[] bytes = found.bytes;
    int end = firstLine(found);
    RecordMatcher matcher = matcher(sight);
    if (!matcher.match(sight.format, bytes, 0, end, bytes.length)) {
      return null;
    }
    EventTime time = time(file, sight, bytes, matcher);
    if (time == null) {
      return null;
    }
    LogRecord said = matcher.said();
    TokenMask mask = matcher.signature().of(bytes, 0, end, bytes.length);
    String template = template(mask.bytes(), mask.length());
    String all = excerpt(found.raw);
    String trace = text(matcher.with(Role.EXCEPTION), Role.EXCEPTION);
    if (trace == null && found.textFrom > 0) {
      int most = Math.min(bytes.length, found.textFrom + LONGEST_EXCERPT);
      trace = redactor.text(bytes, found.textFrom, most);
    }
    JoinedLines joined = matcher.joined();
    String lines = joined == null ? all : redactor.text(joined.bytes(), 0, joined.length());
    String stack = head(trace != null ? trace : lines);
    String message = text(said, Role.MESSAGE);
    boolean request = said.signatureParts() > 0;
    return new CitedRecord(
        citation(file, found, all),
        time,
        written(file, sight),
        matcher.severity(),
        formats.get(sight.format).name(),
        request || message == null || message.isBlank() ? template : message,
        template,
        request,
        rules
            .service(file.name())
            .orElse(
                PodName.service(
                    text(matcher.with(Role.SERVICE), Role.SERVICE),
                    text(matcher.with(Role.HOST), Role.HOST))),
        StackTrace.exception(stack),
        StackTrace.ownCode(
            message == null ? stack : head(message) + "\n" + stack, text(said, Role.LOGGER)),
        text(matcher.with(Role.TRACE), Role.TRACE));
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
                formats.get(matcher.timedFormat()),
                rules,
                file.name(),
                Reference.near(written(file, sight)))
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

  private static Citation citation(EvidenceFile file, Found found, String excerpt) {
    return new Citation(
        file.name(),
        found.place,
        excerpt,
        HexFormat.of().formatHex(EventId.sha256().digest(found.raw)));
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
