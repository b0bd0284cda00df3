package postmortem.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.event.Severity;
import postmortem.evidence.EvidenceFile;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.format.Role;

/**
 * Finds the format of a file from its beginning: every format is tried on every line. Formats that
 * take about as many lines as the best are told apart by rank, then by how much they get out of the
 * lines, then by the order in which lines are tried.
 */
final class Detector {

  /** How much of a file is looked at. */
  static final int SAMPLE = 1 << 20;

  private static final int FIRST_LINES = 400;
  private static final double AS_MANY = 0.8;

  private final List<LogFormat> formats;

  Detector(FormatLibrary library) {
    this.formats = library.formats();
  }

  /**
   * What one format makes of the sample.
   *
   * @param format index in the library
   * @param matched lines that it reads
   * @param continued lines that it takes as part of the record before
   * @param points how much it gets out of them
   */
  record Candidate(int format, int matched, int continued, long points) {}

  /**
   * What all formats make of the sample.
   *
   * @param lines how many lines were looked at
   * @param candidates best first
   */
  record Detection(int lines, List<Candidate> candidates) {
    /** Index of the format in the library, or -1. */
    int format() {
      return candidates.isEmpty() ? -1 : candidates.get(0).format();
    }
  }

  /** The beginning of a file, and where its lines are; without a last line that is cut off. */
  static final class Sample {
    private final byte[] bytes;
    private final List<int[]> lines;

    private final @Nullable IOException damage;

    private Sample(byte[] bytes, List<int[]> lines, @Nullable IOException damage) {
      this.bytes = bytes;
      this.lines = lines;
      this.damage = damage;
    }

    /** Why it is shorter than it should be. */
    Optional<IOException> damage() {
      return Optional.ofNullable(damage);
    }

    byte[] bytes() {
      return bytes;
    }

    /** Beginning and end of each line. */
    List<int[]> lines() {
      return lines;
    }
  }

  Detection detect(EvidenceFile file) throws IOException {
    return detect(sample(file));
  }

  Detection detect(Sample sample) {
    Detection first = detect(sample, FIRST_LINES);
    return first.candidates().isEmpty() && sample.lines().size() > FIRST_LINES
        ? detect(sample, sample.lines().size())
        : first;
  }

  static Sample sample(EvidenceFile file) throws IOException {
    byte[] bytes = new byte[SAMPLE];
    int length = 0;
    boolean whole = false;
    @Nullable IOException damage = null;
    try (InputStream in = file.open()) {
      while (length < SAMPLE && !whole) {
        int count = in.read(bytes, length, SAMPLE - length);
        whole = count < 0;
        length += Math.max(0, count);
      }
    } catch (IOException e) {
      // What came out before it broke still tells the format.
      damage = e;
    }
    bytes = Arrays.copyOf(bytes, length);
    List<int[]> lines = new ArrayList<>();
    int from = 0;
    if (bytes.length >= 3
        && bytes[0] == (byte) 0xEF
        && bytes[1] == (byte) 0xBB
        && bytes[2] == (byte) 0xBF) {
      from = 3;
    }
    for (int at = from; at <= bytes.length; at++) {
      boolean end = at == bytes.length;
      if (end && !whole && !lines.isEmpty()) {
        break;
      }
      if (end || bytes[at] == '\n') {
        int to = at > from && bytes[at - 1] == '\r' ? at - 1 : at;
        lines.add(new int[] {from, to});
        from = at + 1;
      }
    }
    return new Sample(bytes, lines, damage);
  }

  private Detection detect(Sample sample, int most) {
    List<Candidate> candidates = new ArrayList<>();
    LogRecord record = new LogRecord();
    List<int[]> filled =
        sample.lines().stream().filter(line -> line[0] < line[1]).limit(most).toList();
    for (int f = 0; f < formats.size(); f++) {
      LogFormat format = formats.get(f);
      int matched = 0;
      int continued = 0;
      long points = 0;
      for (int i = 0; i < filled.size(); i++) {
        int[] line = filled.get(i);
        int last = format.spansLines() ? lastOfRecord(format, sample, filled, i, record) : i;
        if (format.match(sample.bytes(), line[0], line[1], filled.get(last)[1], record)) {
          matched++;
          points += points(record);
          continued += last - i;
          i = last;
        } else if (!format.startsRecord(sample.bytes(), line[0], line[1], record)) {
          continued++;
        }
      }
      if (matched > 0) {
        candidates.add(new Candidate(f, matched, continued, points));
      }
    }
    int best = candidates.stream().mapToInt(Candidate::matched).max().orElse(0);
    candidates.sort(
        Comparator.<Candidate>comparingInt(c -> c.matched() >= AS_MANY * best ? 0 : 1)
            .thenComparing(c -> formats.get(c.format()).rank())
            .thenComparing(Comparator.comparingLong(Candidate::points).reversed())
            .thenComparingInt(Candidate::format));
    return new Detection(filled.size(), List.copyOf(candidates));
  }

  /** Index of the last line of the record that begins in a line. */
  static int lastOfRecord(
      LogFormat format, Sample sample, List<int[]> lines, int first, LogRecord scratch) {
    int last = first;
    while (last + 1 < lines.size()
        && !format.startsRecord(
            sample.bytes(), lines.get(last + 1)[0], lines.get(last + 1)[1], scratch)) {
      last++;
    }
    return last;
  }

  private static int points(LogRecord record) {
    int points = record.stampFrom() >= 0 || record.stamp().isEpoch() ? 10 : 3;
    points += record.severity() != Severity.UNKNOWN ? 2 : 0;
    points += record.status() > 0 ? 3 : 0;
    for (Role role : Role.values()) {
      points += record.has(role) ? 1 : 0;
    }
    return points;
  }
}
