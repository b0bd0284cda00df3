package postmortem.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Snippet;
import postmortem.evidence.EvidenceException;
import postmortem.evidence.EvidenceFile;
import postmortem.log.detection.Detection;
import postmortem.log.detection.FirstLook;
import postmortem.log.detection.Sample;
import postmortem.log.detection.Windows;
import postmortem.log.fit.Fit;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.LogFormat;
import postmortem.log.format.LogRecord;
import postmortem.log.record.Piece;
import postmortem.log.record.RecordMatcher;
import postmortem.log.record.RecordReader;
import postmortem.log.scan.FileReport;
import postmortem.redact.Redactor;

/** Shows why files are read as they are, and where matching stops. */
final class Explainer {

  private static final int UNFIT_SHOWN = 5;
  private static final int UNFIT_OF_LOOK = 2;
  private static final int LONGEST_SNIPPET = 160;

  private final FormatIndex index;
  private final FirstLook first;
  private final Redactor redactor;
  private final Diagnostics diagnostics;

  Explainer(FormatIndex index, FirstLook first, Redactor redactor, Diagnostics diagnostics) {
    this.index = index;
    this.first = first;
    this.redactor = redactor;
    this.diagnostics = diagnostics;
  }

  /** Why a file is read as it is. */
  Explanation explain(EvidenceFile file) {
    try {
      Sample whole = Sample.of(file);
      if (whole.damage().isPresent()) {
        broken(file, whole.damage().get());
      }
      Fit found = first.adopt(first.see(file, whole)).fit();
      Sample sample = whole.without(found.indent());
      Detection detection = first.detector().detect(sample);
      List<LogFormat> formats = index.formats();
      return new Explanation(
          file.name(),
          found.format() < 0 ? null : formats.get(found.format()).name(),
          detection.lines(),
          detection.candidates().stream()
              .map(
                  c ->
                      new Explanation.Candidate(
                          formats.get(c.format()).name(), c.matched(), c.continued(), c.points()))
              .toList(),
          index.found(found.decided()),
          found.decided().companions().stream().map(f -> formats.get(f).name()).toList(),
          unfit(sample, found),
          sample.damage().isPresent() ? List.of() : looks(file, found));
    } catch (IOException e) {
      broken(file, e);
    }
    return new Explanation(
        file.name(), null, 0, List.of(), List.of(), List.of(), List.of(), List.of());
  }

  private void broken(EvidenceFile file, IOException failure) {
    diagnostics.add(
        failure instanceof EvidenceException damage
            ? damage.diagnostic()
            : FileReport.unfinished(file));
  }

  private List<Explanation.Look> looks(EvidenceFile file, Fit fit) throws IOException {
    List<Explanation.Look> looks = new ArrayList<>();
    for (Windows.Window window : Windows.of(file, Sample.MOST)) {
      looks.add(look(window, fit));
    }
    return looks;
  }

  /** What the formats make of a window; the line that begins before it is left out. */
  private Explanation.Look look(Windows.Window window, Fit fit) throws IOException {
    RecordMatcher matcher = new RecordMatcher(index, fit);
    byte[] bytes = window.bytes();
    int begin = 0;
    while (begin < bytes.length && bytes[begin] != '\n') {
      begin++;
    }
    begin = Math.min(bytes.length, begin + 1);
    RecordReader reader =
        new RecordReader(
            new ByteArrayInputStream(bytes, begin, bytes.length - begin),
            Windows.SIZE,
            Windows.SIZE,
            matcher,
            Piece.whole(0, fit),
            0);
    long[] taken = new long[index.formats().size() + 1];
    List<Explanation.Unfit> unfit = new ArrayList<>();
    while (reader.next()) {
      boolean matched = matcher.match(reader.buf(), reader.from(), reader.firstTo(), reader.to());
      taken[matcher.format() + 1]++;
      if (!matched && unfit.size() < UNFIT_OF_LOOK) {
        String place = "byte " + (window.offset() + begin + reader.offset());
        unfit.add(
            new Explanation.Unfit(
                place, stopped(reader.buf(), reader.from(), reader.firstTo(), tried(fit))));
      }
    }
    List<Explanation.Share> shares = new ArrayList<>();
    for (int f = 0; f < taken.length; f++) {
      if (taken[f] > 0) {
        shares.add(new Explanation.Share(f == 0 ? null : index.get(f - 1).name(), taken[f]));
      }
    }
    shares.sort(Comparator.comparingLong(share -> -share.records()));
    return new Explanation.Look(window.where(), window.offset(), shares, unfit);
  }

  /** The first record that could not be read, and how far matching came. */
  @Nullable Snippet unfit(FileReport report) {
    byte[] line = report.rows().firstUnreadable();
    return line == null ? null : stopped(line, 0, line.length, tried(report.fit()));
  }

  private List<LogFormat> tried(Fit fit) {
    return fit.format() < 0
        ? index.formats().subList(0, index.declared())
        : List.of(index.get(fit.format()));
  }

  private List<Explanation.Unfit> unfit(Sample sample, Fit fit) {
    List<Explanation.Unfit> unfit = new ArrayList<>();
    LogRecord record = new LogRecord();
    for (int i = 0; i < sample.lines().size() && unfit.size() < UNFIT_SHOWN; i++) {
      int from = sample.lines().get(i)[0];
      int to = sample.lines().get(i)[1];
      if (from < to && !fits(sample.bytes(), from, to, fit, record)) {
        unfit.add(
            new Explanation.Unfit(
                "line " + (i + 1), stopped(sample.bytes(), from, to, tried(fit))));
      }
    }
    return unfit;
  }

  /** Whether a line is a record of the file's formats, or part of one. */
  private boolean fits(byte[] bytes, int from, int to, Fit fit, LogRecord record) {
    if (fit.format() < 0) {
      return false;
    }
    LogFormat chosen = index.get(fit.format());
    return !chosen.startsRecord(bytes, from, to, record)
        || chosen.match(bytes, from, to, record)
        || fit.companions().stream()
            .anyMatch(other -> index.get(other).match(bytes, from, to, record));
  }

  /** A line with a caret where the format stopped that came farthest. */
  private Snippet stopped(byte[] bytes, int from, int to, List<LogFormat> tried) {
    LogRecord record = new LogRecord();
    int reached = from;
    for (LogFormat format : tried) {
      if (!format.match(bytes, from, to, record)) {
        reached = Math.max(reached, record.failedAt());
      }
    }
    String text = redactor.text(bytes, from, to).replace('\n', ' ').replace('\r', ' ');
    // Redacting the part before the caret as well keeps the caret where matching stopped.
    int caret = redactor.text(bytes, from, Math.min(reached, to)).length();
    if (text.length() > LONGEST_SNIPPET) {
      int begin =
          Math.max(0, Math.min(caret - LONGEST_SNIPPET / 2, text.length() - LONGEST_SNIPPET));
      text = text.substring(begin, begin + LONGEST_SNIPPET);
      caret -= begin;
    }
    return new Snippet(text, Math.min(caret, text.length()), "matched up to here");
  }
}
