package postmortem.source.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import postmortem.source.rule.BytesCondition;
import postmortem.source.rule.Comparison;
import postmortem.source.rule.Condition;
import postmortem.source.rule.Reference;
import postmortem.source.tree.Pointer;

/**
 * What is asked of the values of a record, as a tree of the places where they stand: a record is
 * gone through once, whatever is asked. Immutable.
 *
 * @param root the whole record
 * @param values how many pointers are asked for
 * @param tests how many comparisons there are
 */
record SieveQuestions(Node root, int values, int tests) {

  private static final String ANY = "*";
  private static final String TEXT_AS_JSON = "#";

  /** A comparison with its number. */
  record Test(int number, Comparison comparison) {}

  /** A place in a record. */
  static final class Node {
    /** Numbers of the pointers that point here. */
    final int[] values;

    final Test[] tests;
    private final byte[][] names;
    private final Node[] members;
    private final int[] indices;
    private final long lengths;

    /** Any item of a list; null when none is asked for. */
    final @Nullable Node any;

    /** What stands in a text that is JSON; null when nothing of it is asked for. */
    final @Nullable Node inText;

    private Node(List<Asked> asked) {
      values = asked.stream().filter(one -> one.left().isEmpty()).mapToInt(Asked::value).toArray();
      tests =
          asked.stream()
              .filter(one -> one.left().isEmpty())
              .flatMap(one -> one.tests().stream())
              .toArray(Test[]::new);
      TreeSet<String> firsts = new TreeSet<>();
      asked.stream().filter(one -> !one.left().isEmpty()).forEach(one -> firsts.add(one.first()));
      any = firsts.remove(ANY) ? below(asked, ANY) : null;
      inText = firsts.remove(TEXT_AS_JSON) ? below(asked, TEXT_AS_JSON) : null;
      names = firsts.stream().map(n -> n.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
      members = firsts.stream().map(name -> below(asked, name)).toArray(Node[]::new);
      indices = firsts.stream().mapToInt(Pointer::index).toArray();
      long known = 0;
      for (byte[] name : names) {
        known |= 1L << Math.min(63, name.length);
      }
      lengths = known;
    }

    private static Node below(List<Asked> asked, String name) {
      List<Asked> below = new ArrayList<>();
      for (Asked one : asked) {
        boolean other = name.equals(TEXT_AS_JSON);
        if (!one.left().isEmpty()
            && (one.first().equals(name) || (one.first().equals(ANY) && !other))) {
          below.add(new Asked(one.value(), one.tests(), one.left().subList(1, one.left().size())));
        }
      }
      return new Node(below);
    }

    /** Whether nothing is asked of what it consists of. */
    boolean isLeaf() {
      return names.length == 0 && any == null;
    }

    /** The place of a member among those that are asked for by name; -1 when it is not. */
    int place(byte[] buf, int from, int to) {
      int length = to - from;
      if ((lengths & (1L << Math.min(63, length))) != 0) {
        for (int i = 0; i < names.length; i++) {
          if (names[i].length == length && Arrays.equals(names[i], 0, length, buf, from, to)) {
            return i;
          }
        }
      }
      return -1;
    }

    /** The member at a place. */
    Node member(int place) {
      return members[place];
    }

    /** The item of that number; null when it is not asked for. */
    @Nullable Node item(int index) {
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] == index) {
          return members[i];
        }
      }
      return any;
    }
  }

  /** A pointer, what is left of it at some place, and what its value is compared with. */
  private record Asked(int value, List<Test> tests, List<String> left) {
    String first() {
      return left.get(0);
    }
  }

  /** Gathers questions; the same one is asked once. */
  static final class Builder implements BytesCondition.Numbering {
    private final Map<Pointer, Integer> values = new LinkedHashMap<>();
    private final Map<Pointer, List<Test>> tests = new LinkedHashMap<>();
    private final Map<List<Object>, Test> known = new LinkedHashMap<>();

    @Override
    public int[] values(List<Reference> alternatives) {
      return inside(alternatives).mapToInt(this::value).toArray();
    }

    @Override
    public int[] tests(List<Reference> alternatives, Condition.How how, List<String> texts) {
      return inside(alternatives).mapToInt(pointer -> test(pointer, how, texts)).toArray();
    }

    /** Around a whole record is nothing, and nothing is joined to it. */
    private static Stream<Pointer> inside(List<Reference> references) {
      return references.stream()
          .filter(
              reference ->
                  reference.scope() == Reference.Scope.ELEMENT
                      || reference.scope() == Reference.Scope.RECORD)
          .map(Reference::pointer);
    }

    private int value(Pointer pointer) {
      Integer number = values.putIfAbsent(pointer, values.size());
      return number == null ? values.size() - 1 : number;
    }

    private int test(Pointer pointer, Condition.How how, List<String> texts) {
      return known
          .computeIfAbsent(
              List.of(pointer, how, texts),
              key -> {
                Test test = new Test(known.size(), new Comparison(how, texts));
                tests.computeIfAbsent(pointer, p -> new ArrayList<>()).add(test);
                return test;
              })
          .number();
    }

    SieveQuestions build() {
      List<Asked> asked = new ArrayList<>();
      values.forEach(
          (pointer, number) ->
              asked.add(
                  new Asked(number, tests.getOrDefault(pointer, List.of()), pointer.segments())));
      return new SieveQuestions(new Node(asked), values.size(), known.size());
    }
  }
}
