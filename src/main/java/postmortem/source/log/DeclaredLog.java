package postmortem.source.log;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.format.LogFormat;
import postmortem.log.wrapped.WrappedLog;
import postmortem.source.head.Head;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.LogRule;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.tree.CsvColumns;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** An export whose source declares its records to be records of a log. */
public final class DeclaredLog implements WrappedLog {

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
  public static DeclaredLog of(
      SourceDeclaration source, Head head, Recognition recognition, Limits limits) {
    List<Pointer> records =
        isTable(head) ? List.of(Pointer.ROOT) : recognition.records(source, head);
    LogRule rule = Objects.requireNonNull(source.log());
    return new DeclaredLog(source, head, limits, new LogPlan(rule, source.skips(), records));
  }

  private static boolean isTable(Head head) {
    return head.shape() == Head.Shape.TABLE || head.shape() == Head.Shape.OTHER;
  }

  /** Whether values stand on lines of their own, judged by the first: a later one may be cut. */
  private static boolean isByLine(Head head) {
    Tree first = head.root();
    if (head.shape() != Head.Shape.JSON_LINES || first == null) {
      return false;
    }
    for (int at = first.start(); at < Math.min(first.end(), head.bytes().length); at++) {
      if (head.bytes()[at] == '\n') {
        return false;
      }
    }
    return true;
  }

  @Override
  public EvidenceFile file() {
    return head.file();
  }

  @Override
  public String reader() {
    return source.name();
  }

  @Override
  public List<LogFormat> formats() {
    return source.formats();
  }

  @Override
  public Optional<ZoneId> zone() {
    return isTable(head) ? head.columns().zone() : Optional.empty();
  }

  @Override
  public Cursor open() throws IOException {
    if (isTable(head)) {
      boolean named = !source.header().names().isEmpty();
      CsvColumns columns = named ? source.header() : head.columns();
      return new TableRecords(head.file(), limits, columns, plan);
    }
    return new JsonRecords(head.file(), limits, isByLine(head), plan.around(), plan);
  }
}
