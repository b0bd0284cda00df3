package postmortem.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.diagnostic.Location;
import postmortem.diagnostic.Snippet;
import postmortem.event.DateOrder;
import postmortem.evidence.EvidenceFile;
import postmortem.incident.ReadingRules;
import postmortem.log.fit.FormatIndex;
import postmortem.log.format.LogFormat;
import postmortem.log.layout.FoundLayout;
import postmortem.log.scan.Course;
import postmortem.log.scan.FileReport;
import postmortem.log.scan.Repeats;

/** What a reader has to know about how logs were read. */
final class LogMessages {

  /** A format with a smaller part of a file than this is not worth a message. */
  private static final double LEAST_SHARE = 0.01;

  private final List<EvidenceFile> files;
  private final FormatIndex index;
  private final List<LogFormat> formats;
  private final ReadingRules rules;
  private final Diagnostics diagnostics;
  private final Function<FileReport, @Nullable Snippet> unfit;
  private final boolean yearFromFiles;

  /**
   * Messages of one run.
   *
   * @param unfit shows the first record that could not be read
   * @param yearFromFiles whether nothing but the time of files tells the year of stamps without one
   */
  LogMessages(
      List<EvidenceFile> files,
      FormatIndex index,
      ReadingRules rules,
      Diagnostics diagnostics,
      Function<FileReport, @Nullable Snippet> unfit,
      boolean yearFromFiles) {
    this.files = files;
    this.index = index;
    this.formats = index.formats();
    this.rules = rules;
    this.diagnostics = diagnostics;
    this.unfit = unfit;
    this.yearFromFiles = yearFromFiles;
  }

  /** Says it, at most one message of a kind for each file. */
  void tell(List<FileReport> reports) {
    StampMessages stamps = new StampMessages(files, rules, diagnostics, yearFromFiles, reports);
    for (FileReport report : reports) {
      files.get(report.file()).grown().ifPresent(diagnostics::add);
      stamps.tell(report);
      order(report);
      shares(report);
      course(report);
      EnvelopeClocks.message(report, files.get(report.file()).name()).ifPresent(diagnostics::add);
      repeats(report);
      prose(report);
      layouts(report);
      unreadable(report);
    }
  }

  /** What no declared format knows, and the lines told themselves. */
  private void layouts(FileReport report) {
    List<String> found = index.found(report.fit().decided());
    if (!found.isEmpty()) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-L031",
                  "this log is read by "
                      + (found.size() == 1 ? "a layout that was" : "layouts that were")
                      + " found in its lines: "
                      + String.join("; ", found))
              .at(Location.of(files.get(report.file()).name()))
              .noting("no declared format tells as much of them")
              .helping("formats explain shows more; a YAML file of your own takes its place"));
    }
  }

  /** What is left out because of its name. */
  private void prose(FileReport report) {
    if (report.prose()) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-L030",
                  "this is about the evidence, and no evidence itself: "
                      + (report.rows().read() == 1
                          ? "1 line is"
                          : report.rows().read() + " lines are")
                      + " left out")
              .at(Location.of(files.get(report.file()).name()))
              .noting("it is called like a licence or a read-me, and holds no time")
              .helping("if it is a log, give it another name"));
    }
  }

  /** What counts in another file already. */
  private void repeats(FileReport report) {
    Repeats.Repeat repeat = report.repeats();
    if (repeat != null && report.rows().repeated() > 0) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-L027",
                  report.rows().repeated()
                      + (report.rows().repeated() == 1 ? " record stands" : " records stand")
                      + " in "
                      + files.get(repeat.of()).name()
                      + " as well: counted once")
              .at(Location.of(files.get(report.file()).name()))
              .noting("minute by minute both files hold the same records")
              .helping("nothing is to be done: exports may overlap"));
    }
  }

  /** Whether nothing in a file tells which figure is the month, or it tells both. */
  private void order(FileReport report) {
    boolean open = report.fit().isOrderOpen();
    long contrary = report.orders().records();
    if (!open && report.rows().timed() > 0 && report.format() >= 0) {
      anyOrder(report);
    }
    if (report.rows().timed() == 0 || (!open && contrary == 0)) {
      toldOrder(report);
      return;
    }
    String name = files.get(report.file()).name();
    int inner = report.fit().dates().format();
    boolean isDayFirst =
        formats
            .get(inner >= 0 ? inner : report.format())
            .name()
            .endsWith("-" + DateOrder.DAY_FIRST.label());
    String order = isDayFirst ? "day first" : "month first";
    diagnostics.add(
        open
            ? Diagnostic.warning(
                    "PM-L026",
                    "the dates of this log can be read day first or month first: "
                        + order
                        + " is assumed")
                .at(Location.of(name))
                .noting("no figure in it is too large for a month")
                .helping("say which with --date-order day-first, or --date-order month-first")
            : Diagnostic.warning(
                    "PM-L026",
                    "no order of day and month fits all dates of this log: it is read "
                        + order
                        + ", "
                        + contrary
                        + (contrary == 1 ? " record " : " records ")
                        + (isDayFirst ? "month first" : "day first"))
                .at(Location.ofLine(name, report.orders().line()))
                .noting("the line is the first whose figures fit only that")
                .helping(
                    "of the others, those that fit either order may be wrong: give what each program"
                        + " wrote as a file of its own"));
  }

  /** Where no figure tells which is the month, but something else does. */
  private void toldOrder(FileReport report) {
    String format = report.format() < 0 ? "" : formats.get(report.format()).name();
    boolean isDayFirst = format.endsWith("-" + DateOrder.DAY_FIRST.label());
    boolean told =
        report.rows().timed() > 0
            && report.fit().companions().stream()
                .anyMatch(companion -> isTwin(format, formats.get(companion).name()));
    if (told) {
      diagnostics.add(
          Diagnostic.note(
                  "PM-L026",
                  "the dates of this log are read " + (isDayFirst ? "day first" : "month first"))
              .at(Location.of(files.get(report.file()).name()))
              .noting(
                  "no figure in it is too large for a month, but the days that follow each other,"
                      + " the day in its name or the time of its file tell")
              .helping("--date-order says which where that is wrong"));
    }
  }

  private static boolean isTwin(String format, String other) {
    String day = "-" + DateOrder.DAY_FIRST.label();
    String month = "-" + DateOrder.MONTH_FIRST.label();
    return !format.equals(other)
        && (format.endsWith(day) || format.endsWith(month))
        && format.replace(day, month).equals(other.replace(day, month));
  }

  /** Whether years of two figures may as well be days. */
  private void anyOrder(FileReport report) {
    if (formats.get(report.format()).name().contains(FoundLayout.ANY_ORDER)) {
      diagnostics.add(
          Diagnostic.warning(
                  "PM-L026",
                  "the dates of this log can be read year first or year last: year last is assumed")
              .at(Location.of(files.get(report.file()).name()))
              .noting("neither a figure nor the day in its name, nor the time of its file tells")
              .helping(
                  "say which with a YAML file of your own, or give the file a name with its day"));
    }
  }

  /** Where the stamps of a file step back. */
  private void course(FileReport report) {
    Course course = report.course();
    if (course.back() == 0 || course.isNewestFirst()) {
      return;
    }
    String name = files.get(report.file()).name();
    diagnostics.add(
        Diagnostic.warning(
                "PM-L024",
                "the clock of this log runs backwards "
                    + (course.back() == 1 ? "once, by " : course.back() + " times, by up to ")
                    + written(course.farthest()))
            .at(Location.ofLine(name, course.backLine()))
            .noting("the line is the first that is over a minute older than the one before")
            .helping(
                "rows are placed by what their stamps say; if the clock was wrong, state a"
                    + " clock-offset in incident.yaml"));
  }

  /** {@code 1 h 2 min 3 s}, without what is 0. */
  static String written(long seconds) {
    List<String> parts = new ArrayList<>();
    long[] units = {86_400, 3_600, 60, 1};
    String[] names = {" d", " h", " min", " s"};
    long left = seconds;
    for (int i = 0; i < units.length; i++) {
      if (left >= units[i]) {
        parts.add(left / units[i] + names[i]);
        left %= units[i];
      }
    }
    return parts.isEmpty() ? "0 s" : String.join(" ", parts);
  }

  /** Which formats a file holds, where there is more than one. */
  private void shares(FileReport report) {
    List<Integer> large = new ArrayList<>();
    for (int f = 0; f < formats.size(); f++) {
      if (report.rows().taken(f) >= Math.max(2, LEAST_SHARE * report.rows().read())) {
        large.add(f);
      }
    }
    if (large.size() > 1) {
      large.sort(Comparator.<Integer>comparingLong(f -> -report.rows().taken(f)));
      diagnostics.add(
          Diagnostic.note(
                  "PM-L023",
                  "this log holds records of several formats: "
                      + large.stream()
                          .map(f -> formats.get(f).name() + " " + report.rows().taken(f))
                          .collect(Collectors.joining(", ")))
              .at(Location.of(files.get(report.file()).name()))
              .helping("formats explain shows what takes which lines"));
    }
  }

  /** Says only what matters to those who want to know how often what was said, and when. */
  void tellTimes(List<FileReport> reports) {
    StampMessages stamps = new StampMessages(files, rules, diagnostics, yearFromFiles, reports);
    for (FileReport report : reports) {
      stamps.tell(report);
      order(report);
      if (report.rows().unreadable() > 0 && !report.rows().unreadableLines().isEmpty()) {
        diagnostics.add(
            Diagnostic.note(
                    "PM-L022",
                    report.rows().unreadable()
                        + (report.rows().unreadable() == 1 ? " record" : " records")
                        + " of "
                        + report.rows().read()
                        + (report.rows().unreadable() == 1 ? " has" : " have")
                        + " no time that can be read: counted, but not placed in time")
                .at(place(report))
                .helping("formats explain shows how far matching came"));
      }
    }
  }

  private void unreadable(FileReport report) {
    if (report.rows().unreadable() == 0
        || ((report.damage() != null || !report.troubles().isEmpty())
            && report.rows().unreadableLines().isEmpty())) {
      return;
    }
    Location place = place(report);
    String rows =
        report.rows().unreadable() + (report.rows().unreadable() == 1 ? " record" : " records");
    if (report.format() < 0) {
      diagnostics.add(
          shown(
                  report,
                  Diagnostic.error(
                      "PM-L020", "no format takes any line of this log: " + rows + " unreadable"))
              .at(place)
              .helping(
                  "describe its format in a YAML file of your own; postmortem formats list shows"
                      + " those that were tried"));
      return;
    }
    boolean untimed = report.rows().noTime() == report.rows().unreadable();
    String verb = report.rows().unreadable() == 1 ? " has " : " have ";
    Diagnostic diagnostic =
        shown(
                report,
                Diagnostic.warning(
                    "PM-L021",
                    rows
                        + " of "
                        + report.rows().read()
                        + (untimed
                            ? verb + "no time that can be read"
                            : report.rows().unreadable() == 1
                                ? " fits no format"
                                : " fit no format")))
            .at(place)
            .helping("formats explain shows how far matching came");
    if (untimed) {
      LogFormat format = formats.get(report.format());
      diagnostic = diagnostic.noting("read as " + format.name() + ": " + format.title());
    }
    if (report.rows().unreadableLines().size() > 1) {
      diagnostic =
          diagnostic.noting(
              "the first are in lines "
                  + report.rows().unreadableLines().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", ")));
    }
    diagnostics.add(diagnostic);
  }

  private Diagnostic shown(FileReport report, Diagnostic diagnostic) {
    Snippet snippet = unfit.apply(report);
    return snippet == null ? diagnostic : diagnostic.showing(snippet);
  }

  private Location place(FileReport report) {
    String name = files.get(report.file()).name();
    @Nullable Long line =
        report.rows().unreadableLines().isEmpty() ? null : report.rows().unreadableLines().get(0);
    return line == null ? Location.of(name) : Location.ofLine(name, line);
  }
}
