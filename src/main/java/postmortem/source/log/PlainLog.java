package postmortem.source.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.Limits;
import postmortem.log.RecordFormats;
import postmortem.log.format.FormatLibrary;
import postmortem.log.format.LogFormat;
import postmortem.log.wrapped.WrappedLog;
import postmortem.source.head.Head;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.PointerTree;
import postmortem.source.tree.Tree;

/**
 * A JSON document that no source knows, with objects in it that a log format would read if they
 * stood on lines: a list of them, at the top or under a name or two.
 */
public final class PlainLog implements WrappedLog {

  private static final int DEEPEST = 3;
  private static final int MOST_OBJECTS = 40;

  private final EvidenceFile file;
  private final Limits limits;
  private final LogFormat format;
  private final Pointer records;

  private PlainLog(EvidenceFile file, Limits limits, LogFormat format, Pointer records) {
    this.file = file;
    this.limits = limits;
    this.format = format;
    this.records = records;
  }

  /** The log in a document, if there is one. */
  public static Optional<WrappedLog> of(Head head, FormatLibrary formats, Limits limits) {
    Tree root = head.root();
    return head.shape() != Head.Shape.JSON || root == null
        ? Optional.empty()
        : Optional.ofNullable(find(head, root, List.of(), formats, limits));
  }

  private static @Nullable WrappedLog find(
      Head head, Tree tree, List<String> path, FormatLibrary formats, Limits limits) {
    if (tree instanceof Tree.Arr arr) {
      List<int[]> objects = new ArrayList<>();
      for (Tree item : arr.items()) {
        // The last one may be cut where the beginning ends.
        if (item instanceof Tree.Obj
            && objects.size() < MOST_OBJECTS
            && (head.whole() || item.end() < head.bytes().length)) {
          objects.add(new int[] {item.start(), item.end()});
        }
      }
      return take(head, objects, with(path, "*"), formats, limits);
    }
    if (!(tree instanceof Tree.Obj obj) || path.size() >= DEEPEST) {
      return null;
    }
    WrappedLog whole =
        path.isEmpty()
            ? take(head, List.of(new int[] {tree.start(), tree.end()}), List.of(), formats, limits)
            : null;
    if (whole != null) {
      return whole;
    }
    for (var field : obj.fields().entrySet()) {
      WrappedLog log = find(head, field.getValue(), with(path, field.getKey()), formats, limits);
      if (log != null) {
        return log;
      }
    }
    return null;
  }

  private static @Nullable WrappedLog take(
      Head head, List<int[]> objects, List<String> path, FormatLibrary formats, Limits limits) {
    if (objects.isEmpty()) {
      return null;
    }
    return RecordFormats.of(formats, head.bytes(), objects)
        .map(format -> new PlainLog(head.file(), limits, format, new Pointer(path)))
        .orElse(null);
  }

  private static List<String> with(List<String> path, String segment) {
    List<String> longer = new ArrayList<>(path);
    longer.add(segment);
    return longer;
  }

  @Override
  public EvidenceFile file() {
    return file;
  }

  @Override
  public List<LogFormat> formats() {
    return List.of(format);
  }

  @Override
  public Cursor open() throws IOException {
    PointerTree tree = new PointerTree();
    tree.record(records);
    tree.seal();
    return new JsonRecords(file, limits, false, tree, null);
  }
}
