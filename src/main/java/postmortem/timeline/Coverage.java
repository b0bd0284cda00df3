package postmortem.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.event.StreamName;
import postmortem.evidence.FileAccount;
import postmortem.series.Series;

/**
 * What the evidence says nothing about, within the time of the incident. Only evidence that is
 * written regularly can be silent or end too early: logs and series. A chat or a list of
 * deployments that begins later says nothing, since nobody has to write.
 */
final class Coverage {

  private static final Duration BEFORE = Duration.ofMinutes(60);
  private static final Duration AFTER = Duration.ofMinutes(30);
  private static final Duration LEAST = Duration.ofMinutes(2);

  /** A source is regular when a gap of that many usual distances means something. */
  private static final int DISTANCES = 20;

  /** Samples come at fixed steps, so fewer missing ones mean something. */
  private static final int STEPS = 4;

  /** Under that many records nothing can be said about the usual distance. */
  private static final int LEAST_RECORDS = 50;

  private static final int LEAST_SAMPLES = 5;
  private static final Pattern ROTATED =
      Pattern.compile(
          "\\.(?:gz|bz2|xz|zst|lz4)$|[.-](?:\\d{1,3}|\\d{8,14}|\\d{4}-\\d{2}-\\d{2})(?=\\.|$)"
              // The date in the names of IIS, a day or an hour.
              + "|(?<=u_(?:ex|in|nc))\\d{6,8}(?=\\.|$)");

  private final Instant from;
  private final Instant to;
  private final List<CoverageGap> gaps = new ArrayList<>();

  private Coverage(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  static List<CoverageGap> gaps(
      Episode episode, List<Event> events, List<Series> series, List<FileAccount> accounts) {
    Instant from = episode.from();
    Instant to = episode.to();
    if (from == null || to == null || episode.onset() == null) {
      return List.of();
    }
    Coverage coverage = new Coverage(from.minus(BEFORE), to.plus(AFTER));
    coverage.silences(events);
    coverage.series(series);
    coverage.logs(accounts, ofIncident(events, from));
    coverage.gaps.sort(
        Comparator.comparing(CoverageGap::evidence)
            .thenComparing(CoverageGap::from)
            .thenComparing(CoverageGap::to)
            .thenComparing(CoverageGap::kind));
    return coverage.gaps.stream().distinct().toList();
  }

  private void silences(List<Event> events) {
    for (Event event : events) {
      Instant until = event.until();
      if (event.type() == EventType.SILENCE && until != null) {
        add(event.citations().get(0).evidence(), CoverageGap.Kind.SILENT, event.time().at(), until);
      }
    }
  }

  private void series(List<Series> series) {
    Map<String, List<Series>> byEvidence = new TreeMap<>();
    for (Series one : series) {
      if (one.type() == Series.Type.GAUGE && one.points().size() >= LEAST_SAMPLES) {
        String evidence = one.points().get(0).citation().evidence();
        byEvidence.computeIfAbsent(evidence, k -> new ArrayList<>()).add(one);
      }
    }
    byEvidence.forEach(
        (evidence, all) -> {
          Duration step =
              all.stream().map(Coverage::step).max(Comparator.naturalOrder()).orElseThrow();
          Duration tolerance = longer(LEAST, step.multipliedBy(STEPS));
          Instant first = null;
          Instant last = null;
          for (Series one : all) {
            List<Series.Point> points = one.points();
            Instant begin = points.get(0).time().at();
            Instant end = points.get(points.size() - 1).time().at();
            first = first == null || begin.isBefore(first) ? begin : first;
            last = last == null || end.isAfter(last) ? end : last;
            for (int i = 1; i < points.size(); i++) {
              Instant a = points.get(i - 1).time().at();
              Instant b = points.get(i).time().at();
              if (Duration.between(a, b).compareTo(tolerance) > 0) {
                add(evidence, CoverageGap.Kind.SILENT, a, b);
              }
            }
          }
          ends(evidence, first, last, tolerance);
        });
  }

  private static Duration step(Series series) {
    long[] steps = new long[series.points().size() - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] =
          Duration.between(
                  series.points().get(i).time().at(), series.points().get(i + 1).time().at())
              .toMillis();
    }
    Arrays.sort(steps);
    return Duration.ofMillis(steps[steps.length / 2]);
  }

  /**
   * How many records of one finding each log holds since the incident began, by stream: a log of
   * slow queries or of errors goes quiet by itself when these end.
   */
  private static Map<String, Long> ofIncident(List<Event> events, Instant from) {
    Map<String, Long> counts = new HashMap<>();
    for (Event event : events) {
      boolean counted =
          event.type() == EventType.FIRST_SEEN || event.type() == EventType.RATE_ONSET;
      if (counted && !event.time().at().isBefore(from)) {
        counts.merge(stream(event.citations().get(0).evidence()), event.count(), Math::max);
      }
    }
    return counts;
  }

  private void logs(List<FileAccount> accounts, Map<String, Long> ofIncident) {
    Map<String, List<FileAccount>> streams = new HashMap<>();
    for (FileAccount account : accounts) {
      if (account.log() && account.first() != null && account.last() != null) {
        streams.computeIfAbsent(stream(account.evidence()), k -> new ArrayList<>()).add(account);
      }
    }
    for (List<FileAccount> stream : streams.values()) {
      Instant first = null;
      Instant last = null;
      String newest = "";
      String oldest = "";
      long rows = 0;
      long records = 0;
      List<FileAccount> seen = new ArrayList<>();
      stream.sort(Comparator.comparing(FileAccount::evidence));
      for (FileAccount account : stream) {
        Instant begin = account.first();
        Instant end = account.last();
        if (seen.stream().noneMatch(account::isOfSameBytesAs)) {
          rows += account.read() - account.unreadable();
          records += account.handed() + account.aggregated();
        }
        seen.add(account);
        if (begin != null && (first == null || begin.isBefore(first))) {
          first = begin;
          oldest = account.evidence();
        }
        if (end != null && (last == null || end.isAfter(last))) {
          last = end;
          newest = account.evidence();
        }
      }
      if (first == null || last == null || rows < LEAST_RECORDS) {
        continue;
      }
      Duration usual = Duration.between(first, last).dividedBy(rows);
      Duration tolerance = longer(LEAST, usual.multipliedBy(DISTANCES));
      ends(oldest, first, null, tolerance);
      if (2 * ofIncident.getOrDefault(stream(newest), 0L) < records) {
        ends(newest, null, last, tolerance);
      }
    }
  }

  private void ends(
      String evidence, @Nullable Instant first, @Nullable Instant last, Duration tolerance) {
    if (first != null && first.isAfter(from.plus(tolerance))) {
      add(evidence, CoverageGap.Kind.NOT_EXPORTED, from, first);
    }
    if (last != null && last.isBefore(to.minus(tolerance))) {
      add(evidence, CoverageGap.Kind.NOT_EXPORTED, last, to);
    }
  }

  private void add(String evidence, CoverageGap.Kind kind, Instant begin, Instant end) {
    Instant a = begin.isBefore(from) ? from : begin;
    Instant b = end.isAfter(to) ? to : end;
    if (a.isBefore(b)) {
      gaps.add(new CoverageGap(evidence, kind, a, b));
    }
  }

  /** The name of the rotated set that a file belongs to. */
  static String stream(String evidence) {
    int slash = evidence.lastIndexOf('/');
    String name = evidence.substring(slash + 1);
    String before;
    do {
      before = name;
      name = ROTATED.matcher(name).replaceAll("");
    } while (!name.equals(before));
    // Pods come and go by their nature; their workload is what goes on.
    return StreamName.withoutPods(evidence.substring(0, slash + 1) + name);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
