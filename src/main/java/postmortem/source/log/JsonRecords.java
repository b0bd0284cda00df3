package postmortem.source.log;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.event.Place;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.source.scan.Extraction;
import postmortem.source.scan.JsonWalk;
import postmortem.source.scan.ScanDamage;
import postmortem.source.tree.PointerTree;

/**
 * Streams the log records of a JSON export: each is picked from as bytes. Nothing becomes text but
 * the pointer of a record that is cited.
 */
final class JsonRecords extends ExportRecords {

  private final @Nullable LogPlan plan;
  private final Extraction beside;
  private final Extraction.Columns columns = new Extraction.Columns();
  private final Walk walk;
  private boolean saidBad;

  /**
   * Records.
   *
   * @param byLine whether each line holds a JSON value of its own
   * @param tree where the records are
   * @param plan how they become envelopes; null when they are matched as they are
   */
  JsonRecords(
      EvidenceFile file, Limits limits, boolean byLine, PointerTree tree, @Nullable LogPlan plan)
      throws IOException {
    super(file, limits, plan);
    this.plan = plan;
    this.walk = new Walk(byLine, tree);
    this.beside = new Extraction(plan == null ? 0 : plan.capturesAround());
    found.columns(columns);
    beside.columns(columns);
    if (plan != null && plan.hasColumns()) {
      columns.clear();
    }
  }

  /** Notes what stands around records. */
  private final class Walk extends JsonWalk {
    Walk(boolean byLine, PointerTree tree) {
      super(JsonRecords.this.in, byLine, tree, limits.maxLineBytes());
    }

    @Override
    protected void enter(PointerTree node) {
      around.forget(node.below());
      forgetColumns(node);
    }

    @Override
    protected void beside(PointerTree node) throws IOException, Broken {
      boolean asked = node.below().length > 0;
      if (asked) {
        in.pin();
      }
      skip();
      if (asked && in.pinned() >= 0) {
        take(node);
        in.unpin();
      }
    }

    @Override
    protected void badLine() {
      lost++;
      if (!saidBad) {
        saidBad = true;
        troubles.add(
            Diagnostic.warning("PM-S002", "this line is not JSON; it is counted and left out")
                .at(Location.of(file.name(), (int) in.line(in.at())))
                .noting("further such lines of this file are counted, not shown")
                .helping("export again, or correct the line"));
      }
    }

    /** Keys on the way to records stand in the declaration, unless it takes any. */
    @Override
    protected String name(byte[] key) {
      StringBuilder text = new StringBuilder();
      for (byte b : key) {
        text.append(b >= ' ' ? (char) b : '?');
      }
      return text.toString();
    }
  }

  private void forgetColumns(PointerTree node) {
    for (int capture : node.below()) {
      if (capture == PointerTree.COLUMN) {
        columns.clear();
      }
    }
  }

  /** Takes what is asked for of a value that stands beside records. */
  private void take(PointerTree node) {
    byte[] buf = in.buf();
    beside.clear();
    forgetColumns(node);
    beside.value(node, buf, in.pinned(), in.at());
    for (int capture : node.below()) {
      if (capture >= 0 && beside.has(capture)) {
        envelope.begin();
        int from = envelope.length();
        if (beside.form(capture) == Extraction.Form.ESCAPED) {
          envelope.unescape(buf, beside.from(capture), beside.to(capture));
        } else {
          envelope.add(buf, beside.from(capture), beside.to(capture));
        }
        around.set(capture, Arrays.copyOfRange(envelope.bytes(), from, envelope.length()));
      }
    }
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (walk.advance()) {
        if (in.pinned() < 0) {
          tooLong();
        } else if (reached(in.pinned(), in.at())) {
          understand();
          return true;
        }
      }
    } catch (JsonWalk.Broken e) {
      lost++;
      troubles.add(broken(e.ends()));
    }
    return false;
  }

  private void understand() {
    LogPlan how = plan;
    if (how != null) {
      found.clear();
      found.record(how.record(), in.buf(), in.pinned(), in.at());
      noEvent = !how.write(values.in(in.buf()), envelope);
    }
  }

  private Diagnostic broken(boolean ends) {
    int place = in.pinned() >= 0 ? in.pinned() : in.at();
    long records = walk.records();
    return Diagnostic.warning(
            "PM-S002",
            ends ? "the JSON ends in the middle of a value" : "this is not JSON any more")
        .at(Location.of(file.name(), (int) Math.min(Integer.MAX_VALUE, in.line(place))))
        .noting(ScanDamage.before(records))
        .helping("export again; the rest of the file is not read");
  }

  @Override
  public byte[] bytes() {
    return plan == null ? in.buf() : super.bytes();
  }

  @Override
  public int from() {
    return plan == null ? in.pinned() : super.from();
  }

  @Override
  public int textFrom() {
    return plan == null ? in.pinned() : super.textFrom();
  }

  @Override
  public int to() {
    return plan == null ? in.at() : super.to();
  }

  @Override
  public Place place() {
    if (walk.isAtLine()) {
      return new Place.Line(line);
    }
    String prefix = walk.prefix();
    return new Place.Pointer(walk.index() < 0 ? prefix : prefix + walk.index());
  }
}
