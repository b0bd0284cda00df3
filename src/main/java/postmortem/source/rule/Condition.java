package postmortem.source.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;
import postmortem.diagnostic.DiagnosticException;
import postmortem.source.tree.Numbers;
import postmortem.source.tree.Tree;

/**
 * What has to hold of a record; all of it.
 *
 * <pre>
 * has: [/id, /a | /b]             # holds something; of alternatives one suffices
 * knows: [/endsAt]                # is there, be it null or empty
 * lacks: [/deployment]            # holds nothing
 * is: {/state: [success, failed]} # one of these, in upper or lower case
 * is-not: {"/state | /status": inactive}
 * contains: {/description: [rollback, revert]}
 * contains-no: {/description: [rollback, revert]}
 * contains: {/name: [deploy, ' prod ']}   # a blank at an end: the edge of a word
 * delivers: [/workflow | /name]   # names no run that only checks code or makes papers about it
 * begins: {/eventName: [Get, List]}
 * begins-not: {/eventName: [Get, List]}
 * ends: {/name: [_total]}
 * ends-not: {/name: [_total]}
 * numbers: [/*]                   # more than half of what is there are numbers, or one of two
 * </pre>
 */
public record Condition(
    List<List<Reference>> has,
    List<Reference> knows,
    List<List<Reference>> lacks,
    List<List<Reference>> numbers,
    List<Wording> wordings) {

  /** How a text is compared with others; the names are the keys of a declaration. */
  public enum How {
    IS {
      @Override
      boolean holds(String text, String other) {
        return text.equals(other);
      }
    },
    /** A blank at an end of the other text stands for the edge of a word. */
    CONTAINS {
      @Override
      boolean holds(String text, String other) {
        String words = other.isBlank() ? other : other.strip();
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
          boolean within =
              (other.startsWith(" ") && isLetter(text, at - 1))
                  || (other.endsWith(" ") && isLetter(text, at + words.length()));
          if (!within) {
            return true;
          }
        }
        return false;
      }
    },
    BEGINS {
      @Override
      boolean holds(String text, String other) {
        return text.startsWith(other);
      }
    },
    ENDS {
      @Override
      boolean holds(String text, String other) {
        return text.endsWith(other);
      }
    };

    abstract boolean holds(String text, String other);

    /** As {@link Comparison} tells of bytes: whatever is not ASCII counts as a letter. */
    private static boolean isLetter(String text, int at) {
      if (at < 0 || at >= text.length()) {
        return false;
      }
      char c = text.charAt(at);
      return (c >= 'a' && c <= 'z') || c >= 128;
    }

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is asked of a text.
   *
   * @param of where it stands; of alternatives the first that holds something counts
   * @param texts in lower case
   * @param wanted whether one of the texts has to be there, or none may
   */
  record Wording(List<Reference> of, How how, List<String> texts, boolean wanted) {

    public boolean holds(SourceRecord record) {
      return of.stream()
              .map(record::trees)
              .filter(trees -> !trees.isEmpty())
              .findFirst()
              .orElse(List.of())
              .stream()
              .anyMatch(this::isOne)
          == wanted;
    }

    private boolean isOne(Tree tree) {
      if (!(tree instanceof Tree.Text text)) {
        return false;
      }
      String lower = text.raw().toLowerCase(Locale.ROOT);
      return texts.stream().anyMatch(other -> how.holds(lower, other));
    }
  }

  /**
   * What runs of pipelines are called that bring nothing live, though their names speak of a
   * release or of publishing: notes, documentation, reports, and checks of the code.
   */
  private static final List<String> PAPERS =
      List.of(
          "release-notes",
          "release notes",
          "release_notes",
          "releasenotes",
          "changelog",
          "change-log",
          " docs ",
          " doc ",
          "documentation",
          "javadoc",
          "storybook",
          " lint ",
          "linter",
          "linting",
          "coverage",
          "test-report",
          "test report",
          "test-results",
          "test results",
          "test_results",
          "drafter",
          "release-draft",
          "release draft",
          "draft-release",
          "draft release",
          "release-please",
          "release please",
          "sbom",
          "dry-run",
          "dry run",
          "dryrun");

  /** Holds of every record. */
  public static final Condition ALWAYS =
      new Condition(List.of(), List.of(), List.of(), List.of(), List.of());

  public Condition {
    has = List.copyOf(has);
    knows = List.copyOf(knows);
    lacks = List.copyOf(lacks);
    numbers = List.copyOf(numbers);
    wordings = List.copyOf(wordings);
  }

  /** What a mapping of a declaration says. */
  static Condition of(Node node) {
    return of(node.fields(), true);
  }

  /** What some keys of a mapping say; {@code end} when there must be no others. */
  public static Condition of(Fields fields, boolean end) {
    List<Wording> wordings = new ArrayList<>();
    for (How how : How.values()) {
      wordings(fields, how.key(), how, true, wordings);
      wordings(fields, how.key() + (how == How.CONTAINS ? "-no" : "-not"), how, false, wordings);
    }
    for (List<Reference> name : fields.list("delivers", Condition::alternatives)) {
      wordings.add(new Wording(name, How.CONTAINS, PAPERS, false));
    }
    Condition condition =
        new Condition(
            fields.list("has", Condition::alternatives),
            fields.list("knows", n -> n.scalar().as("a JSON Pointer", Reference::parse)),
            fields.list("lacks", Condition::alternatives),
            fields.list("numbers", Condition::alternatives),
            wordings);
    if (end) {
      fields.end();
    }
    return condition;
  }

  private static List<Reference> alternatives(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  private static void wordings(
      Fields fields, String key, How how, boolean wanted, List<Wording> to) {
    Fields map = fields.optional(key).map(Node::fields).orElse(null);
    if (map == null) {
      return;
    }
    for (String written : map.names()) {
      List<String> lower = new ArrayList<>();
      for (String text : map.texts(written)) {
        lower.add(text.toLowerCase(Locale.ROOT));
      }
      to.add(new Wording(alternatives(map, written), how, List.copyOf(lower), wanted));
    }
  }

  private static List<Reference> alternatives(Fields map, String written) {
    try {
      return Reference.alternatives(written);
    } catch (IllegalArgumentException e) {
      throw DiagnosticException.usage(
          map.markOf(written)
              .error("PM-D009", "\u201c" + written + "\u201d is not understood")
              .helping("write a JSON Pointer or alternatives"));
    }
  }

  /** How much it asks for: of two that hold, the larger one is the better description. */
  public int weight() {
    int words = 0;
    for (Wording wording : wordings) {
      words += wording.how() == How.IS ? 2 : wording.wanted() ? 1 : 0;
    }
    return has.size() + knows.size() + lacks.size() + numbers.size() + words;
  }

  /** How many things have to be there. */
  public int asked() {
    int words = 0;
    for (Wording wording : wordings) {
      words += wording.wanted() ? 1 : 0;
    }
    return has.size() + knows.size() + numbers.size() + words;
  }

  /** Whether it holds. */
  public boolean holds(SourceRecord record) {
    for (List<Reference> alternatives : has) {
      if (record.raw(alternatives).isEmpty()) {
        return false;
      }
    }
    for (Reference reference : knows) {
      if (reference.pointer().all(record.tree()).isEmpty()) {
        return false;
      }
    }
    for (List<Reference> alternatives : lacks) {
      if (record.raw(alternatives).isPresent()) {
        return false;
      }
    }
    for (List<Reference> alternatives : numbers) {
      if (!areNumbers(alternatives, record)) {
        return false;
      }
    }
    return wordings.stream().allMatch(wording -> wording.holds(record));
  }

  /**
   * Whether it may hold of a value, looking only at the names of its members: cheap, and never
   * wrongly false. Of a hundred sources a few are left for a file.
   */
  public boolean mayHold(Tree tree) {
    if (tree instanceof Tree.Obj obj) {
      for (List<Reference> alternatives : has) {
        if (!mayHave(alternatives, obj)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean mayHave(List<Reference> alternatives, Tree.Obj obj) {
    for (Reference reference : alternatives) {
      if (reference.scope() != Reference.Scope.ELEMENT
          || reference.pointer().mayBeIn(obj.fields().keySet())) {
        return true;
      }
    }
    return alternatives.isEmpty();
  }

  private static boolean areNumbers(List<Reference> alternatives, SourceRecord record) {
    int there = 0;
    int numbers = 0;
    for (Reference reference : alternatives) {
      for (Tree tree : record.trees(reference)) {
        there++;
        numbers += tree instanceof Tree.Text text && Numbers.isNumber(text.raw()) ? 1 : 0;
      }
      if (there > 0) {
        break;
      }
    }
    // Of two, one is the time.
    return numbers * 2 > there || (there == 2 && numbers == 1);
  }

  /** The fields it reads. */
  public List<Reference> references() {
    List<Reference> all = new ArrayList<>(knows);
    has.forEach(all::addAll);
    lacks.forEach(all::addAll);
    numbers.forEach(all::addAll);
    wordings.forEach(wording -> all.addAll(wording.of()));
    return all;
  }
}
