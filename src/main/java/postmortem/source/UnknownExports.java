package postmortem.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;
import postmortem.evidence.ContentHash;
import postmortem.evidence.EvidenceFile;
import postmortem.evidence.FileAccount;
import postmortem.redact.Redactor;
import postmortem.source.guess.ColumnName;
import postmortem.source.guess.ShapeGuess;
import postmortem.source.head.Head;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RecordScan;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** Says of documents and tables that nothing reads what they look like, and what to write. */
final class UnknownExports {

  private static final int DEEPEST_VALUE = 3;
  private static final int DIGITS_OF_A_DAY = 8;

  private final SourceLibrary library;
  private final Redactor redactor;
  private final Recognition recognition;

  UnknownExports(SourceLibrary library, Redactor redactor) {
    this.library = library;
    this.redactor = redactor;
    this.recognition = new Recognition(library.declared(), redactor);
  }

  /** Says of a file what it looks like, or where it breaks off, and accounts for its rows. */
  void tell(Head head, Reading reading) {
    EvidenceFile file = head.file();
    Tree root = head.root();
    if (root != null && head.whole() && (root.isBlank() || isEmptyPage(root))) {
      reading
          .diagnostics()
          .add(
              Diagnostic.note("PM-S010", "the export holds no records")
                  .at(Location.of(file.name()))
                  .helping("if there should be some, export again with a wider range of time"));
      reading.account(
          new FileAccount(
              file.name(),
              ContentHash.of(file),
              file.bytes(),
              null,
              false,
              0,
              0,
              0,
              0,
              0,
              null,
              null,
              null,
              List.of(),
              Duration.ZERO));
      return;
    }
    if (head.damaged() && head.shape() == Head.Shape.JSON) {
      RecordScan scan = reading.scan(file);
      scan.check();
      if (scan.lost() > 0) {
        reading.account(FileAccount.unreadable(file));
        return;
      }
    }
    ShapeGuess.Outcome outcome = new ShapeGuess(redactor, recognition).of(head);
    Diagnostic diagnostic =
        Diagnostic.warning(
                "PM-S009",
                "no source knows this "
                    + switch (head.shape()) {
                      case YAML -> "YAML: ";
                      case TABLE -> "table: ";
                      default -> "JSON: ";
                    }
                    + recognition.looks(head))
            .at(Location.of(file.name()))
            .helping(
                "describe it in a YAML file of your own (docs/sources.md"
                    + (outcome.advice().isEmpty() ? "" : "; " + outcome.advice())
                    + ") and try it with: postmortem formats test my-source.yaml");
    if (!outcome.doubt().isEmpty()) {
      diagnostic = diagnostic.noting(outcome.doubt());
    }
    Optional<SourceDeclaration> nearest = recognition.nearest(head);
    if (nearest.isPresent()) {
      diagnostic =
          diagnostic.noting(
              "nearest is " + nearest.get().name() + ", exported with: " + nearest.get().export());
    }
    reading.diagnostics().add(diagnostic);
    reading.account(
        head.shape() == Head.Shape.TABLE
            ? FileAccount.unreadable(file, reading.rows(file, head.columns()))
            : FileAccount.unreadable(file));
  }

  /** Whether a document is a page of some source's records on which none stands. */
  private boolean isEmptyPage(Tree root) {
    return root instanceof Tree.Obj page
        && page.fields().values().stream().noneMatch(UnknownExports::holdsObjects)
        && !tellsOfSomething(page)
        && library.declared().stream()
            .flatMap(source -> source.records().stream())
            .anyMatch(records -> isEmptyList(root, records));
  }

  /**
   * Whether a document says when and what by itself: an alert with an empty list of links is no
   * page without alerts.
   */
  private static boolean tellsOfSomething(Tree page) {
    return holds(page, List.of(), UnknownExports::isTime)
        && holds(page, List.of(), (name, value) -> name.textRank() >= 0 && !value.isBlank());
  }

  private static boolean holds(Tree tree, List<String> path, BiPredicate<ColumnName, String> what) {
    if (tree instanceof Tree.Text text) {
      return !path.isEmpty() && what.test(ColumnName.of(path), text.raw());
    }
    if (!(tree instanceof Tree.Obj obj) || path.size() >= DEEPEST_VALUE) {
      return false;
    }
    return obj.fields().entrySet().stream()
        .anyMatch(
            member -> {
              List<String> down = new ArrayList<>(path);
              down.add(member.getKey());
              return holds(member.getValue(), down, what);
            });
  }

  private static boolean isTime(ColumnName name, String value) {
    return name.saysTime() && value.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_DAY;
  }

  private static boolean holdsObjects(Tree tree) {
    return tree instanceof Tree.Arr arr && !arr.isBlank();
  }

  private static boolean isEmptyList(Tree root, Pointer records) {
    List<String> segments = records.segments();
    int last = segments.size() - 1;
    return last > 0
        && segments.get(last).equals("*")
        && new Pointer(segments.subList(0, last))
            .all(root).stream().anyMatch(list -> list instanceof Tree.Arr arr && arr.isBlank());
  }
}
