package postmortem.source.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.declaration.Declaration;
import postmortem.event.Place;
import postmortem.evidence.Limits;
import postmortem.redact.Redactor;
import postmortem.source.rule.Condition;
import postmortem.source.rule.SourceRecord;
import postmortem.source.tree.Tree;
import postmortem.source.tree.TreeReader;

class SieveTest {

  private static final Redactor REDACTOR = Redactor.builtIn(null);

  private static final String[] PLAIN = {
    "\"Get\"",
    "\"getItem\"",
    "\"Put\"",
    "\"\"",
    "\"  \"",
    "null",
    "0",
    "404",
    "-1",
    "true",
    "{}",
    "[]",
    "[ ]",
    "[null]",
    "{\"b\":\"Get\"}",
    "{\"b\":null}",
    "[{\"b\":\"Put\"},{\"b\":\"Get\"}]",
    "[\"x\",\"Get\"]",
    "\"{\\\"b\\\":\\\"Get\\\"}\"",
    "\"{\\\"b\\\":\\\"\\\"}\"",
    "\"{\\\"b\\\":\"",
    "\"a \\\"quoted\\\" {Get}\"",
    "\"tab\\tGet\"",
    "\"\\t\""
  };

  private static final String[] ODD = {
    "\"G\\u0065t\"",
    "\"\\u00a0\"",
    "\"\u212aelvin\"",
    "\"\u2003\"",
    "\"\ud83d\udd25Get\"",
    "1.5",
    "1e3",
    "\"\\ud83d\"",
    "\"\\u001bGet\"",
    "\"{\\\"b\\\":\\\"\\u00e9\\\"}\"",
    "\" {\\\"b\\\":1}, rest\"",
    "\"{\\\"b\\\":{\\\"c\\\":oops},\\\"d\\\":1}\"",
    "\"\u00e9\""
  };

  private static final String[] WRONG = {
    "oops",
    "01",
    "1.2.3",
    "{\"b\" 1}",
    "{\"b\":1,}",
    "[1 2]",
    "\"a\nb\"",
    "{b:1}",
    "[1,]",
    "tru",
    "{\"b\":{\"c\":}}",
    "{\"b\":,\"a\":1}"
  };

  private static final String[] POINTERS = {
    "/a", "/b", "/a/b", "/a/0", "/a/*/b", "/a/0/b", "/a/#/b", "/a/*", "/c | /a", "/a/b | /b", "^/a"
  };

  /** Conditions are read once, since random ones come again and again. */
  private static final Map<String, Condition> READ = new HashMap<>();

  private static Condition condition(String yaml) {
    return READ.computeIfAbsent(
        yaml, text -> Condition.of(Declaration.fields("test.yaml", "schema: 1\n" + text), true));
  }

  private static LeftOut skipping(String... yaml) {
    List<Condition> skips = new ArrayList<>();
    for (String one : yaml) {
      skips.add(condition(one));
    }
    return new LeftOut(skips, List.of(), List.of());
  }

  private static boolean leavesOut(LeftOut how, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    Sieve sieve = Sieve.of(how);
    return sieve != null && sieve.look().leavesOut(bytes, 0, bytes.length);
  }

  /** The same asked of a tree; null when it is no JSON. */
  private static @Nullable Boolean asTree(LeftOut how, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    try (JsonParser parser = TreeReader.factory(Limits.DEFAULT).createParser(bytes)) {
      parser.nextToken();
      Tree tree = new TreeReader(0, false).read(parser);
      parser.nextToken();
      return how.holds(SourceRecord.of(REDACTOR, "a.json", new Place.Line(1), bytes, tree, null));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String some(Random random, String[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String randomCondition(Random random) {
    String pointer = some(random, POINTERS);
    String texts =
        some(
            random,
            new String[] {
              "get", "[get, put]", "'404'", "t", "'true'", "g", "' get '", "'get '", "' '"
            });
    return switch (random.nextInt(11)) {
      case 0 -> "has: ['" + pointer + "']";
      case 1 -> "lacks: ['" + pointer + "']";
      case 2 -> "knows: [/a]";
      case 3 -> "is: {'" + pointer + "': " + texts + "}";
      case 4 -> "is-not: {'" + pointer + "': " + texts + "}";
      case 5 -> "begins: {'" + pointer + "': " + texts + "}";
      case 6 -> "begins-not: {'" + pointer + "': " + texts + "}";
      case 7 -> "contains: {'" + pointer + "': " + texts + "}";
      case 8 -> "contains-no: {'" + pointer + "': " + texts + "}";
      case 9 -> "ends: {'" + pointer + "': " + texts + "}";
      default -> "begins: {'" + pointer + "': " + texts + "}\nlacks: [/b]";
    };
  }

  private static LeftOut randomLeftOut(Random random) {
    List<List<Condition>> all = new ArrayList<>();
    for (int list = 0; list < 3; list++) {
      List<Condition> some = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        some.add(condition(randomCondition(random)));
      }
      all.add(some);
    }
    return new LeftOut(all.get(0), all.get(1), all.get(2));
  }

  private static String randomRecord(Random random, List<String[]> values, boolean twice) {
    StringBuilder record = new StringBuilder("{");
    List<String> keys = new ArrayList<>(List.of("a", "b", "c", "other"));
    java.util.Collections.shuffle(keys, random);
    int fields = random.nextInt(5);
    for (int i = 0; i < fields; i++) {
      String key = twice && i > 0 && random.nextInt(3) == 0 ? keys.get(0) : keys.get(i);
      record.append(i == 0 ? "" : random.nextBoolean() ? "," : " ,\n ");
      record.append('"').append(key).append(random.nextBoolean() ? "\":" : "\" : ");
      record.append(some(random, values.get(random.nextInt(values.size()))));
    }
    return record.append(random.nextBoolean() ? "}" : " }").toString();
  }

  @Test
  void bytes_and_trees_tell_the_same_of_plain_records() {
    Random random = new Random(7);
    int leftOut = 0;
    for (int i = 0; i < 60_000; i++) {
      LeftOut how = randomLeftOut(random);
      String record = randomRecord(random, List.<String[]>of(PLAIN), false);
      boolean bytes = leavesOut(how, record);
      Boolean tree = asTree(how, record);
      boolean anyMember = record.contains("\"a\":{") || record.contains("\"a\" : {");
      if (anyMember && how.toString().contains("*")) {
        assertThat(bytes && !Boolean.TRUE.equals(tree)).as("%s of %s", how, record).isFalse();
      } else {
        assertThat(bytes).as("%s of %s", how, record).isEqualTo(tree);
      }
      leftOut += bytes ? 1 : 0;
    }
    assertThat(leftOut).isBetween(10_000, 50_000);
  }

  @Test
  void bytes_never_leave_out_what_a_tree_would_not() {
    Random random = new Random(11);
    int leftOut = 0;
    for (int i = 0; i < 60_000; i++) {
      LeftOut how = randomLeftOut(random);
      String record = randomRecord(random, List.of(PLAIN, ODD), true);
      if (leavesOut(how, record)) {
        leftOut++;
        assertThat(asTree(how, record)).as("%s of %s", how, record).isTrue();
      }
    }
    assertThat(leftOut).isGreaterThan(5_000);
  }

  @Test
  void what_is_no_json_where_a_condition_looks_is_not_left_out() {
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      String record =
          "{\"b\":\"Get\",\"a\":"
              + some(random, WRONG)
              + (random.nextBoolean() ? "}" : ",\"c\":1}");
      assertThat(asTree(skipping("has: [/b]"), record)).isNull();
      assertThat(leavesOut(skipping("has: [/b]\nknows: [/a, /a/b, /a/b/c]"), record))
          .as(record)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"Get\",\"a\":\"Put\"}",
        "{\"a\":\"Get\",\"\\u0061\":\"Put\"}",
        "{\"a\":\"Get\"",
        "{\"a\":\"Get\"}}",
        "{\"a\":\"Get\" \"b\":1}",
        "{\"a\" \"Get\"}",
        "{'a':\"Get\"}",
        ""
      })
  void of_what_is_hard_to_tell_nothing_is_said(String record) {
    assertThat(leavesOut(skipping("is: {/a: get}"), record)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"GET\"}",
        "{\"x\":[{\"a\":1,\"a\":2}],\"a\":\"get\"}",
        "{\"x\":\"}{\\\"\",\"a\":\"get\"}",
        " {\"a\" :\t\"get\" , \"x\":{\"a\":\"put\"}}\r\n"
      })
  void a_record_that_a_condition_holds_of_is_left_out(String record) {
    assertThat(leavesOut(skipping("is: {/a: get}"), record)).isTrue();
  }

  @Test
  void conditions_that_bytes_do_not_answer_leave_nothing_out() {
    for (String yaml :
        List.of(
            "numbers: [/*]",
            "has: [$/a]",
            "has: ['/l/[key=a]/value']",
            "has: ['/a/<>/*']",
            "has: ['/a/<b>']")) {
      assertThat(Sieve.of(skipping(yaml))).as(yaml).isNull();
      LeftOut unspoken =
          new LeftOut(List.of(), List.of(condition(yaml)), List.of(Condition.ALWAYS));
      assertThat(Sieve.of(unspoken)).as(yaml).isNull();
    }
  }

  @Test
  void a_record_is_left_out_when_no_rule_speaks_of_it() {
    LeftOut how =
        new LeftOut(
            List.of(), List.of(condition("is: {/a: put}")), List.of(condition("lacks: [/b]")));
    assertThat(leavesOut(how, "{\"a\":\"get\"}")).isTrue();
    assertThat(leavesOut(how, "{\"a\":\"put\"}")).isFalse();
    assertThat(leavesOut(how, "{\"a\":\"get\",\"b\":1}")).isFalse();
  }
}
