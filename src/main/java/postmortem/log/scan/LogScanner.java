package postmortem.log.scan;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.event.Basis;
import postmortem.event.stamp.DayInName;
import postmortem.event.stamp.Reference;
import postmortem.event.stamp.StreamResolver;
import postmortem.evidence.EvidenceFile;
import postmortem.log.fit.Fit;
import postmortem.log.fit.InnerDates;
import postmortem.log.record.Piece;
import postmortem.log.wrapped.WrappedLog;

/**
 * Scans the files of a run side by side, and large ones in pieces. What it gives depends neither on
 * the number of threads nor on the size of the pieces: a piece is scanned as if it were the
 * beginning of its file, and scanned again where it turns out that what came before it makes a
 * difference to its instants.
 */
public final class LogScanner {

  private final ScanSettings settings;
  private final Diagnostics diagnostics;
  private final int threads;
  private final Cut cut;

  /**
   * How large the pieces of a file are.
   *
   * @param least bytes
   * @param most bytes
   */
  public record Cut(long least, long most) {
    /** Large enough that beginning a piece costs nothing, small enough to share a file out. */
    public static final Cut USUAL = new Cut(1 << 20, 16 << 20);

    private static final int PIECES_PER_THREAD = 6;

    long size(long bytes, int threads) {
      return Math.max(least, Math.min(most, bytes / ((long) threads * PIECES_PER_THREAD)));
    }
  }

  private static final int SHORT_PIECES = 24;
  private static final long SHORT = 64 << 10;

  /** Pieces of exports are held in memory. */
  private static final long MOST_OF_EXPORT = 2 << 20;

  private static final int LARGEST_GROWTH = 20;

  /**
   * A scanner of one run.
   *
   * @param diagnostics told what could not be read to its end
   * @param threads how many scan at once, at least 1
   */
  public LogScanner(ScanSettings settings, Diagnostics diagnostics, int threads, Cut cut) {
    this.settings = settings;
    this.diagnostics = diagnostics;
    this.threads = threads;
    this.cut = cut;
  }

  /**
   * Files that are scanned together.
   *
   * @param compared which of them may hold what another holds as well
   */
  private record Lot(List<EvidenceFile> files, Set<Integer> compared) {}

  /** A piece that is being scanned. */
  private record Running(Piece piece, Future<FileReport> report) {}

  /**
   * Scans files.
   *
   * @param fits the formats of each
   * @return one report for each file
   */
  public List<FileReport> scan(List<EvidenceFile> files, List<Fit> fits) {
    return scan(new Lot(files, Set.of()), fits);
  }

  /**
   * Scans files; records that two exports of one log hold count once.
   *
   * @param fits the formats of each
   * @return one report for each file
   */
  public List<FileReport> scanOnce(List<EvidenceFile> files, List<Fit> fits) {
    List<FileReport> reports = scan(new Lot(files, Repeats.candidates(files, fits)), fits);
    for (Repeats.Repeat repeat : Repeats.of(reports)) {
      FileReport report = reports.get(repeat.file());
      EvidenceFile file = files.get(report.file);
      FileReport again =
          new FileScan(
                  settings,
                  file,
                  Piece.whole(report.file, report.fit),
                  report.beginning.clocks(settings, file.name()))
              .without(repeat)
              .run(null);
      again.beginning = report.beginning;
      again.repeats = repeat;
      reports.set(report.file, again);
    }
    return reports;
  }

  private List<FileReport> scan(Lot lot, List<Fit> fits) {
    List<FileReport> reports = SideBySide.run(threads, pool -> each(pool, lot, fits));
    exchange(lot, reports);
    follow(lot, reports);
    return reports;
  }

  private FileScan scan(Lot lot, Piece piece, StreamClocks clocks) {
    FileScan scan = new FileScan(settings, lot.files().get(piece.file()), piece, clocks);
    return lot.compared().contains(piece.file()) ? scan.withMinutes() : scan;
  }

  private List<FileReport> each(ExecutorService pool, Lot lot, List<Fit> fits)
      throws InterruptedException, ExecutionException {
    List<@Nullable Running> wholes = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      boolean whole = !isCut(lot.files().get(i));
      wholes.add(whole ? start(pool, lot, Piece.whole(i, fits.get(i)), null) : null);
    }
    List<FileReport> reports = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      Running whole = wholes.get(i);
      reports.add(
          finished(
              lot.files().get(i),
              whole == null ? pieces(pool, lot, i, fits.get(i)) : whole.report().get()));
    }
    return reports;
  }

  /**
   * Scans a file record by record.
   *
   * @param listener told about each
   */
  public FileReport walk(
      int index, EvidenceFile file, Fit fit, Beginning beginning, FileScan.Listener listener) {
    StreamClocks clocks = beginning.clocks(settings, file.name());
    return finished(
        file, new FileScan(settings, file, Piece.whole(index, fit), clocks).run(listener));
  }

  /**
   * Scans those files again whose dates looked as if either order would do: one that comes later
   * may fit only this one, or only the other. So it is where the first lines had no such dates.
   */
  private void exchange(Lot lot, List<FileReport> reports) {
    for (FileReport first : List.copyOf(reports)) {
      FileReport report = first;
      int undated = report.orders.undated();
      if (undated >= 0) {
        InnerDates dates =
            InnerDates.assumed(
                settings.formats(), undated, settings.rules().dateOrder().orElse(null));
        report = again(lot, report.file, report.fit.dating(dates));
      }
      if (report.fit.isOrderOpen()) {
        Fit other = report.fit.exchanged();
        if (report.orders.records() > 0) {
          report = again(lot, report.file, other.decided());
        } else {
          FileReport that = again(lot, report.file, other);
          if (that.orders.records() > 0 || that.orders.areSameAs(report.orders)) {
            report.fit = report.fit.decided();
          }
        }
      }
      reports.set(report.file, report);
    }
  }

  private FileReport again(Lot lot, int file, Fit fit) {
    return scan(lot, Piece.whole(file, fit), clocks(lot.files().get(file))).run(null);
  }

  /**
   * Scans those files again whose instants depend on what was written before them: of a rotated log
   * the next file goes on where the one before ended, and stamps without a year take the years that
   * bring the whole log, not its first record, nearest to the reference.
   */
  private void follow(Lot lot, List<FileReport> reports) {
    List<String> names = lot.files().stream().map(EvidenceFile::name).toList();
    for (List<Integer> set : Rotation.sets(names)) {
      List<Integer> order = inOrder(set, reports);
      chain(order, lot, reports);
      FileReport oldest = reports.get(order.get(0));
      Instant first = oldest.stamps.first();
      Period off = off(order, lot, reports);
      if (!off.isZero() && first != null) {
        Beginning moved =
            new Beginning(null, Reference.near(first.atZone(ZoneOffset.UTC).plus(off).toInstant()));
        reports.set(oldest.file, again(lot, oldest, moved));
        chain(order, lot, reports);
      }
    }
  }

  /** By how much a log has to be moved to end where the reference says. */
  private Period off(List<Integer> order, Lot lot, List<FileReport> reports) {
    FileReport oldest = reports.get(order.get(0));
    String name = lot.files().get(oldest.file).name();
    if (!oldest.clocks.isDayless()) {
      return Period.ofYears(Beginning.yearsOff(settings.reference(), order, reports));
    }
    return DayInName.of(name) != null
        ? Period.ZERO
        : Period.ofDays(
            Beginning.daysOff(
                settings.reference(), settings.rules().zone(name).basis(), order, reports));
  }

  /** Full dates tell the order of files better than names do. */
  private static List<Integer> inOrder(List<Integer> set, List<FileReport> reports) {
    boolean dated =
        set.stream()
            .map(reports::get)
            .allMatch(
                r -> r.stamps.first() != null && !r.stamps.basis().contains(Basis.YEAR_INFERRED));
    if (!dated) {
      return set;
    }
    List<Integer> order = new ArrayList<>(set);
    order.sort(Comparator.comparing(i -> Objects.requireNonNull(reports.get(i).stamps.first())));
    return order;
  }

  private void chain(List<Integer> order, Lot lot, List<FileReport> reports) {
    for (int i = 1; i < order.size(); i++) {
      FileReport before = reports.get(order.get(i - 1));
      FileReport report = reports.get(order.get(i));
      boolean dated =
          report.clocks.isDayless() && DayInName.of(lot.files().get(report.file).name()) != null;
      if (report.format == before.format && !dated && !report.clocks.follows(before.clocks)) {
        FileReport again = again(lot, report, new Beginning(before.clocks, null));
        // Files of the same time are replicas: then each is on its own.
        Instant begin = again.stamps.first();
        Instant end = before.stamps.last();
        if (begin != null
            && end != null
            && !begin.isBefore(end.minusSeconds(StreamResolver.JITTER_SECONDS))) {
          reports.set(report.file, again);
        }
      }
    }
  }

  private FileReport again(Lot lot, FileReport report, Beginning beginning) {
    String name = lot.files().get(report.file).name();
    FileReport again =
        scan(lot, Piece.whole(report.file, report.fit), beginning.clocks(settings, name)).run(null);
    again.beginning = beginning;
    return again;
  }

  private StreamClocks clocks(EvidenceFile file) {
    return Beginning.NONE.clocks(settings, file.name());
  }

  /** Only what lies on disk as it is read can be read from any place; exports are cut as read. */
  private boolean isCut(EvidenceFile file) {
    return threads > 1
        && (settings.wrapped().containsKey(file.name()) || file.path() != null)
        && file.bytes() >= 2 * cut.size(file.bytes(), threads);
  }

  private Running start(ExecutorService pool, Lot lot, Piece piece, @Nullable FileReport before) {
    EvidenceFile file = lot.files().get(piece.file());
    if (before == null) {
      // A folder may hold thousands of files: what reads one is made when its turn comes.
      return new Running(piece, pool.submit(() -> scan(lot, piece, clocks(file)).run(null)));
    }
    FileScan scan = scan(lot, piece, clocks(file));
    scan.expect(before);
    return new Running(piece, pool.submit(() -> scan.run(null)));
  }

  /** Scans a file in pieces, a few more at once than there are threads. */
  private FileReport pieces(ExecutorService pool, Lot lot, int index, Fit fit)
      throws InterruptedException, ExecutionException {
    EvidenceFile file = lot.files().get(index);
    long size = cut.size(file.bytes(), threads);
    WrappedLog export = settings.wrapped().get(file.name());
    if (export != null) {
      int most = (int) Math.min(size, MOST_OF_EXPORT);
      return new ExportScan(
              pool, threads, behind -> scan(lot, Piece.whole(index, fit), behind), clocks(file))
          .run(export, piece -> (int) length(piece, most));
    }
    Deque<Running> running = new ArrayDeque<>();
    long from = 0;
    FileReport sum = null;
    int begun = 0;
    while (from < file.bytes() || !running.isEmpty()) {
      while (from < file.bytes() && running.size() <= threads) {
        long until = file.bytes() - from < 2 * size ? Long.MAX_VALUE : from + length(begun, size);
        begun++;
        running.add(start(pool, lot, new Piece(index, fit, from, until), sum));
        from = until;
      }
      Running oldest = running.remove();
      FileReport report = oldest.report().get();
      if (sum == null) {
        sum = report;
      } else {
        if (!report.clocks.follows(sum.clocks)) {
          report = scan(lot, oldest.piece(), new StreamClocks(sum.clocks)).run(null);
        }
        sum.append(report);
      }
    }
    return Objects.requireNonNull(sum);
  }

  /**
   * How long a piece is: the first are short, then they grow. The JVM compiles what it has seen
   * happen; were the beginning of a piece rare, each would throw away the code for all the rest.
   */
  private static long length(int piece, long size) {
    return piece < SHORT_PIECES
        ? Math.min(size, SHORT)
        : Math.min(size, SHORT << Math.min(piece - SHORT_PIECES, LARGEST_GROWTH));
  }

  private FileReport finished(EvidenceFile file, FileReport report) {
    report.troubles().forEach(diagnostics::add);
    Diagnostic damage = report.damage;
    if (damage != null) {
      diagnostics.add(damage);
      if (report.rows.read == 0) {
        // As with everything of which nothing can be read: one row, so that the account names it.
        report.rows.nothing();
      }
    }
    Lines lines = report.lines;
    if (lines.overlong() > 0) {
      diagnostics.add(
          Diagnostic.warning(
                  "PM-L002",
                  lines.overlong()
                      + (lines.overlong() == 1 ? " line is" : " lines are")
                      + " longer than "
                      + settings.limits().maxLineBytes()
                      + " bytes and cut")
              .at(Location.ofLine(file.name(), lines.firstOverlong()))
              .helping("a larger limit is set with --max-line-bytes"));
    }
    return report;
  }
}
