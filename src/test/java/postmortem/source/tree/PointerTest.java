package postmortem.source.tree;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.evidence.Limits;

class PointerTest {

  private static final String SPAN =
      """
      {"id": "s1", "processID": "p2",
       "tags": [{"key": "error", "value": true}, {"key": "http.status", "value": 500}, {"key": "a/b", "value": "x"}],
       "processes": {"p1": {"name": "one"}, "p2": {"name": "two"}, "*": {"name": "star"}},
       "data": "{\\"newState\\": {\\"reason\\": \\"too hot\\", \\"points\\": [1, 2]}}",
       "words": "no JSON", "broken": "{\\"a\\": ", "star": "*"}
      """;

  private static Tree tree(String json) throws IOException {
    try (JsonParser parser =
        TreeReader.factory(Limits.DEFAULT)
            .createParser(json.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
      parser.nextToken();
      return new TreeReader(0, false).read(parser);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/tags/[key=error]/value, true",
    "/tags/[key=http.status]/value, 500",
    "/tags/[key=a~1b]/value, x",
    "/tags/[key=none]/value, ''",
    "/processes/<processID>/name, two",
    "/processes/<id>/name, ''",
    "/processes/<nothing>/name, ''",
    "/processes/<star>/name, ''",
    "/data/#/newState/reason, too hot",
    "/data/#/newState/points/*, 1 2",
    "/words/#/a, ''",
    "/broken/#/a, ''",
    "/tags/#/a, ''",
    "/processes/{}/name, p1 p2 *",
    "/processes/{}/value/name, one two star",
    "/tags/{}/name, ''",
  })
  void segments_reach_what_they_name(String pointer, String found) throws IOException {
    Tree tree = tree(SPAN);
    List<String> texts = new ArrayList<>();
    for (Tree value : Pointer.parse(pointer).bound(tree, "").all(tree)) {
      texts.add(((Tree.Text) value).raw());
    }
    assertThat(String.join(" ", texts)).isEqualTo(found);
  }

  @Test
  void what_stands_inside_a_text_stands_where_the_text_stands() throws IOException {
    Tree tree = tree(SPAN);
    List<String> places = new ArrayList<>();
    Pointer.parse("/data/#/newState/points/*").each(tree, (at, value) -> places.add(at));
    assertThat(places).containsExactly("/data", "/data");
    Tree data = java.util.Objects.requireNonNull(tree.child("data"));
    assertThat(Pointer.parse("/data/#/newState").all(tree))
        .allSatisfy(
            value -> {
              assertThat(value.start()).isEqualTo(data.start());
              assertThat(value.end()).isEqualTo(data.end());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "/tags/[key=password]/value, password",
    "/a/password/0, password",
    "/data/#/token, token",
    "/processes/<id>/name, name",
  })
  void the_name_that_a_value_goes_by_decides_about_its_redaction(String pointer, String name) {
    assertThat(Pointer.parse(pointer).lastName()).isEqualTo(name);
  }
}
