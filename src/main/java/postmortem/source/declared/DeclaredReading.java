package postmortem.source.declared;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Event;
import postmortem.event.EventTime;
import postmortem.evidence.EvidenceFile;
import postmortem.source.head.Head;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.ColumnDates;
import postmortem.source.rule.EventRule;
import postmortem.source.rule.LineRule;
import postmortem.source.rule.NameList;
import postmortem.source.rule.SkipRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.SpanRule;
import postmortem.source.scan.LeftOut;
import postmortem.source.scan.LineReading;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RecordScan;
import postmortem.source.scan.RecordSink;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;

/** Reads files as their declaration says. */
public final class DeclaredReading {

  private static final int MOST_JOINED = 100_000;

  private final SourceDeclaration source;
  private final Reading reading;
  private final LeftOut leftOut;
  private final Map<String, SourceRecord> others = new HashMap<>();
  private final Set<String> used = new HashSet<>();
  private final Set<Integer> fired = new TreeSet<>();
  private final UnreadFields unread;
  private final DeclaredEvents events;
  private final TraceBook traces;
  private final SeriesReading numbers;
  private final List<RowBook> open = new ArrayList<>();
  private final NameList.Book names = new NameList.Book();
  private SourceDeclaration.@Nullable Join told;
  private Set<String> toldKeys = Set.of();

  public DeclaredReading(SourceDeclaration source, Reading reading) {
    this(source, reading, /* onlyEvents= */ false);
  }

  /**
   * Reads.
   *
   * @param onlyEvents whether nobody asks what became of records that are no events
   */
  public DeclaredReading(SourceDeclaration source, Reading reading, boolean onlyEvents) {
    this.source = source;
    this.leftOut = LeftOut.of(source, onlyEvents);
    this.reading = reading;
    this.traces = new TraceBook(source.system(), reading.limits().maxRecords());
    this.numbers = new SeriesReading(source, reading);
    this.unread = new UnreadFields(source, reading.redactor());
    this.events = new DeclaredEvents(source, reading, unread);
  }

  /** Lets its records see those of the source that it joins. */
  public void joins(SourceDeclaration other, List<Head> files) {
    SourceDeclaration.Join join = source.join();
    if (join == null) {
      return;
    }
    for (Head head : files) {
      records(
          other,
          head,
          reading.silentScan(head.file()),
          LeftOut.NOTHING,
          record ->
              record
                  .raw(join.to())
                  .filter(key -> others.size() < MOST_JOINED)
                  .ifPresent(key -> others.putIfAbsent(key, record)));
    }
  }

  /** Keys of the joined records that some record of this source tells the outcome of. */
  public Set<String> used() {
    return used;
  }

  /** Records with these keys are told by the records of another source, which joins to them. */
  public void toldBy(SourceDeclaration.Join join, Set<String> keys) {
    told = join;
    toldKeys = keys;
  }

  /** Indices of the event rules that yielded an event so far. */
  Set<Integer> fired() {
    return fired;
  }

  /** Takes from a file the names that it tells, if it does. */
  public void learn(Head head) {
    Recognition recognition = new Recognition(List.of(source), reading.redactor());
    for (NameList list : source.names()) {
      List<Pointer> places = recognition.names(source, list, head);
      if (!places.isEmpty()) {
        RecordScan scan = reading.silentScan(head.file());
        scan.records(
            head, places, LeftOut.NOTHING, record -> names.learn(list, record, reading.stamps()));
      }
    }
  }

  /** Reads a file; its account stays open until all of the source are read. */
  public void read(Head head) {
    EvidenceFile file = head.file();
    RowBook book = reading.book(file, source.name());
    RecordScan scan = reading.scan(file);
    reading.stamps().learn(head);
    dates(head);
    Recognition recognition = new Recognition(List.of(source), reading.redactor());
    if (!source.names().isEmpty() && recognition.of(head).isEmpty()) {
      // A table of names beside the records: its rows are no events.
      List<Pointer> places =
          source.names().stream()
              .flatMap(list -> recognition.names(source, list, head).stream())
              .distinct()
              .toList();
      scan.records(head, places, LeftOut.NOTHING, record -> book.filtered());
      book.lost(scan.lost());
      open.add(book);
      return;
    }
    LineRule lines = source.lines();
    if (lines != null && isText(head)) {
      scan.text(
          new LineReading(
              file, source, lines, reading, book, record -> record(record, book, CsvColumns.NONE)));
    } else {
      records(source, head, scan, leftOut, new Rows(book, head.columns()));
    }
    book.lost(scan.lost());
    open.add(book);
  }

  private boolean isText(Head head) {
    return head.shape() == Head.Shape.OTHER
        || head.shape() == Head.Shape.TABLE
        || head.shape() == Head.Shape.YAML;
  }

  /** Closes the accounts, and says which fields of the records nobody reads. */
  public void close() {
    // Traces go over several files: only now is known what they say.
    traces.close();
    open.forEach(reading::close);
    unread.tell(reading.diagnostics());
  }

  /** Lets the stamps of a file be read as all of its columns say. */
  private void dates(Head head) {
    if (!ColumnDates.isNeeded(head)) {
      return;
    }
    ColumnDates dates = new ColumnDates(reading.rules().dateOrder().orElse(null));
    records(source, head, reading.silentScan(head.file()), LeftOut.NOTHING, dates::learn);
    reading.stamps().dates(head.file().name(), dates);
    for (String column : dates.open()) {
      reading
          .diagnostics()
          .add(
              Diagnostic.warning(
                      "PM-S015",
                      "no date in \u201c"
                          + reading.redactor().text(column)
                          + "\u201d tells whether day or month comes first: "
                          + (dates.isDayFirst(column) ? "the day" : "the month")
                          + " is taken to")
                  .at(Location.of(head.file().name()))
                  .helping(
                      "export it again with dates like 2025-03-04, or say which with --date-order"
                          + " day-first or --date-order month-first"));
    }
  }

  /** Streams the records of a file. */
  private void records(
      SourceDeclaration source, Head head, RecordScan scan, LeftOut leftOut, RecordSink sink) {
    List<Pointer> records =
        new Recognition(List.of(source), reading.redactor()).records(source, head);
    scan.records(head, records, leftOut, sink);
  }

  /** Takes the rows of a file. */
  private final class Rows implements RecordSink {
    private final RowBook book;
    private final CsvColumns columns;

    Rows(RowBook book, CsvColumns columns) {
      this.book = book;
      this.columns = columns;
    }

    @Override
    public void record(SourceRecord record) {
      DeclaredReading.this.record(record, book, columns);
    }

    @Override
    public void leftOut(long records) {
      book.filtered(records);
    }
  }

  private void record(SourceRecord record, RowBook book, CsvColumns columns) {
    record.names(names);
    SourceDeclaration.Join join = source.join();
    if (join != null) {
      record
          .raw(join.by())
          .ifPresent(
              key -> {
                SourceRecord other = others.get(key);
                if (other != null) {
                  record.join(other);
                  used.add(key);
                }
              });
    }
    unread.note(record);
    if (!source.series().isEmpty()) {
      if (isSkipped(Pointer.ROOT, record, false)) {
        book.filtered();
        return;
      }
      numbers.read(record, book, columns);
    }
    SpanRule spans = source.spans();
    if (spans != null) {
      List<SourceRecord> elements = new ArrayList<>();
      for (Pointer each : spans.each()) {
        each.each(record.tree(), (at, value) -> elements.add(record.element(at, value)));
      }
      elements.forEach(span -> traces.enter(spans, span, book, reading.stamps()));
      if (elements.isEmpty() && source.events().isEmpty()) {
        book.filtered();
      }
    }
    if (source.events().isEmpty()) {
      return;
    }
    SourceDeclaration.Join outcome = told;
    if (outcome != null && record.raw(outcome.to()).filter(toldKeys::contains).isPresent()) {
      book.filtered();
      return;
    }
    Set<Pointer> levels = new java.util.LinkedHashSet<>();
    source.events().forEach(rule -> levels.add(rule.each()));
    source.skips().forEach(skip -> levels.add(skip.each()));
    for (Pointer level : levels) {
      if (level.equals(Pointer.ROOT)) {
        row(level, record, book);
      } else {
        List<SourceRecord> elements = new ArrayList<>();
        level.each(record.tree(), (at, value) -> elements.add(record.element(at, value)));
        elements.forEach(element -> row(level, element, book));
      }
    }
  }

  private void row(Pointer level, SourceRecord row, RowBook book) {
    if (isSkipped(level, row, false)) {
      book.filtered();
      return;
    }
    List<Event> made = new ArrayList<>();
    boolean spoken = false;
    boolean lacking = false;
    boolean untimed = false;
    for (int i = 0; i < source.events().size(); i++) {
      EventRule rule = source.events().get(i);
      if (!rule.each().equals(level) || !rule.when().holds(row)) {
        continue;
      }
      spoken = true;
      Optional<EventTime> time =
          reading
              .stamps()
              .read(row, rule.time())
              .filter(t -> !rule.time().isPlan(row, t.at(), reading.stamps()));
      if (time.isPresent()) {
        fired.add(i);
        made.add(events.of(rule, row, time.get()));
      } else if (rule.mayLack()) {
        lacking = true;
      } else {
        untimed = true;
      }
    }
    if (!made.isEmpty()) {
      book.handed(made);
    } else if (untimed) {
      book.unreadable(row.place(), "PM-S006", "no time could be read", source.withoutTime());
    } else if (lacking || (!spoken && isSkipped(level, row, true))) {
      book.filtered();
    } else if (!spoken) {
      book.unreadable(
          row.place(),
          "PM-S007",
          "no rule speaks about this record",
          "add a rule to the source " + source.name() + " (formats explain says more)");
    }
  }

  private boolean isSkipped(Pointer level, SourceRecord row, boolean untold) {
    for (SkipRule skip : source.skips()) {
      if (skip.untold() == untold && skip.each().equals(level) && skip.when().holds(row)) {
        return true;
      }
    }
    return false;
  }
}
