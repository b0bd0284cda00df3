package postmortem.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import postmortem.declaration.Fields;
import postmortem.declaration.Node;

/**
 * What has to hold of a record; all of it.
 *
 * <pre>
 * has: [/id, /a | /b]             # holds something; of alternatives one suffices
 * knows: [/endsAt]                # is there, be it null or empty
 * lacks: [/deployment]            # holds nothing
 * is: {/state: [success, failed]} # one of these, in upper or lower case
 * is-not: {/state: inactive}
 * contains: {/description: [rollback, revert]}
 * contains-no: {/description: [rollback, revert]}
 * </pre>
 */
record Condition(
    List<List<Reference>> has,
    List<Reference> knows,
    List<List<Reference>> lacks,
    Map<Reference, List<String>> is,
    Map<Reference, List<String>> isNot,
    Map<Reference, List<String>> contains,
    Map<Reference, List<String>> containsNo) {

  /** Holds of every record. */
  static final Condition ALWAYS =
      new Condition(List.of(), List.of(), List.of(), Map.of(), Map.of(), Map.of(), Map.of());

  Condition {
    has = List.copyOf(has);
    knows = List.copyOf(knows);
    lacks = List.copyOf(lacks);
  }

  /** What a mapping of a declaration says. */
  static Condition of(Node node) {
    return of(node.fields(), true);
  }

  /** What some keys of a mapping say; {@code end} when there must be no others. */
  static Condition of(Fields fields, boolean end) {
    Condition condition =
        new Condition(
            fields.list("has", Condition::alternatives),
            fields.list("knows", n -> n.scalar().as("a JSON Pointer", Reference::parse)),
            fields.list("lacks", Condition::alternatives),
            texts(fields, "is"),
            texts(fields, "is-not"),
            texts(fields, "contains"),
            texts(fields, "contains-no"));
    if (end) {
      fields.end();
    }
    return condition;
  }

  private static List<Reference> alternatives(Node node) {
    return node.scalar().as("a JSON Pointer or alternatives", Reference::alternatives);
  }

  private static Map<Reference, List<String>> texts(Fields fields, String key) {
    Map<Reference, List<String>> texts = new LinkedHashMap<>();
    fields
        .optional(key)
        .map(Node::fields)
        .ifPresent(
            map -> {
              for (String pointer : map.names()) {
                List<String> lower = new ArrayList<>();
                for (String text : map.texts(pointer)) {
                  lower.add(text.toLowerCase(Locale.ROOT));
                }
                texts.put(Reference.parse(pointer), List.copyOf(lower));
              }
            });
    return texts;
  }

  /** How much it asks for: of two that hold, the larger one is the better description. */
  int weight() {
    return has.size()
        + knows.size()
        + lacks.size()
        + 2 * (is.size() + isNot.size())
        + contains.size();
  }

  /** Whether it holds. */
  boolean holds(SourceRecord record) {
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
    return every(is, record, true, false)
        && every(isNot, record, false, false)
        && every(contains, record, true, true)
        && every(containsNo, record, false, true);
  }

  private static boolean every(
      Map<Reference, List<String>> tests, SourceRecord record, boolean wanted, boolean part) {
    for (Map.Entry<Reference, List<String>> test : tests.entrySet()) {
      if (one(record, test.getKey(), test.getValue(), part) != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean one(
      SourceRecord record, Reference reference, List<String> texts, boolean part) {
    for (Tree tree : record.trees(reference)) {
      @Nullable String raw = tree instanceof Tree.Text text ? text.raw() : null;
      if (raw == null) {
        continue;
      }
      String lower = raw.toLowerCase(Locale.ROOT);
      if (part ? texts.stream().anyMatch(lower::contains) : texts.contains(lower)) {
        return true;
      }
    }
    return false;
  }

  /** The fields it reads. */
  List<Reference> references() {
    List<Reference> all = new ArrayList<>(knows);
    has.forEach(all::addAll);
    lacks.forEach(all::addAll);
    all.addAll(is.keySet());
    all.addAll(isNot.keySet());
    all.addAll(contains.keySet());
    all.addAll(containsNo.keySet());
    return all;
  }
}
