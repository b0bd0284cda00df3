package postmortem.source;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.WrappedLog;
import postmortem.log.format.LogFormat;

/** An export whose source declares its records to be records of a log. */
final class DeclaredLog implements WrappedLog {

  private final SourceDeclaration source;
  private final Head head;
  private final Limits limits;
  private final LogPlan plan;

  private DeclaredLog(SourceDeclaration source, Head head, Limits limits, LogPlan plan) {
    this.source = source;
    this.head = head;
    this.limits = limits;
    this.plan = plan;
  }

  /** The log in a file that the source took. */
  static DeclaredLog of(
      SourceDeclaration source, Head head, Recognition recognition, Limits limits) {
    List<Pointer> records =
        isTable(head) ? List.of(Pointer.ROOT) : recognition.records(source, head);
    LogRule rule = Objects.requireNonNull(source.log());
    return new DeclaredLog(source, head, limits, new LogPlan(rule, source.skips(), records));
  }

  private static boolean isTable(Head head) {
    return head.shape() == Head.Shape.TABLE || head.shape() == Head.Shape.OTHER;
  }

  @Override
  public EvidenceFile file() {
    return head.file();
  }

  @Override
  public LogFormat format() {
    return Objects.requireNonNull(source.format());
  }

  @Override
  public Cursor open() throws IOException {
    if (isTable(head)) {
      boolean named = !source.header().names().isEmpty();
      CsvColumns columns = named ? source.header() : head.columns();
      return new TableRecords(head.file(), limits, columns, plan);
    }
    boolean byLine = head.shape() == Head.Shape.JSON_LINES && head.isByLine();
    return new JsonRecords(head.file(), limits, byLine, plan.around(), plan);
  }
}
