package postmortem.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postmortem.event.Severity;

class DeclarationTest {

  @ParameterizedTest
  @CsvSource({"no", "on", "Yes", "012", "1.10", "0x1F", "1_000", "2025-02-09", "1e3", "true"})
  void scalars_are_what_is_written(String written) {
    Fields fields = Declaration.fields("a.yaml", "schema: 1\nkey: " + written + "\n");
    assertThat(fields.text("key")).isEqualTo(written);
  }

  @Test
  void a_missing_value_is_absent_but_a_quoted_one_is_text() {
    Fields fields =
        Declaration.fields("a.yaml", "schema: 1\na:\nb: ~\nc: '~'\nd: null\ne: \"null\"\n");
    assertThat(fields.optional("a")).isEmpty();
    assertThat(fields.optional("b")).isEmpty();
    assertThat(fields.text("c")).isEqualTo("~");
    assertThat(fields.optional("d")).isEmpty();
    assertThat(fields.text("e")).isEqualTo("null");
  }

  @Test
  void an_unknown_key_is_reported_with_the_nearest_known_one() {
    Fields fields = Declaration.fields("a.yaml", "schema: 1\ntitle: x\nservies: [a]\n");
    fields.text("title");
    fields.texts("services");
    assertThatThrownBy(fields::end)
        .hasMessage(
            """
            error[PM-D005]: unknown key \u201cservies\u201d
              --> a.yaml:3:1
               | servies: [a]
               | ^
              help: did you mean \u201cservices\u201d?
            """);
  }

  @Test
  void a_repeated_key_is_refused() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", "schema: 1\nid: x\nid: y\n"))
        .hasMessageContaining("error[PM-D002]: the key \u201cid\u201d stands here twice")
        .hasMessageContaining("a.yaml:3:");
  }

  @Test
  void an_alias_is_refused() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", "schema: 1\na: &x 1\nb: *x\n"))
        .hasMessageContaining("error[PM-D003]: aliases are not read here")
        .hasMessageContaining("a.yaml:3:4");
  }

  @Test
  void a_second_document_is_refused() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", "schema: 1\n---\nschema: 1\n"))
        .hasMessageContaining("error[PM-D004]: a second document begins here");
  }

  @Test
  void a_newer_schema_is_refused() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", "schema: 2\n"))
        .hasMessageContaining("error[PM-D008]: schema 2 is not known to this version");
  }

  @Test
  void broken_yaml_names_the_place() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", "schema: 1\na: [1, 2\nb: 3\n"))
        .hasMessageContaining("error[PM-D001]: not YAML")
        .hasMessageContaining("a.yaml:3:");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> Declaration.fields("a.yaml", ""))
        .hasMessageContaining("error[PM-D001]: the file is empty");
  }

  @Test
  void the_mistakes_of_all_items_are_reported() {
    Fields fields = Declaration.fields("a.yaml", "schema: 1\nlist: [info, loud, error, soft]\n");
    assertThatThrownBy(() -> fields.list("list", node -> node.scalar().constant(Severity.class)))
        .hasMessageContaining("\u201cloud\u201d is not one of the allowed values")
        .hasMessageContaining("\u201csoft\u201d is not one of the allowed values")
        .hasMessageContaining(
            "write one of: debug, info, notice, warning, error, critical, unknown");
  }

  @Test
  void deep_nesting_is_refused() {
    assertThatThrownBy(
            () -> Declaration.fields("a.yaml", "schema: 1\na: " + "[".repeat(60) + "]".repeat(60)))
        .hasMessageContaining("error[PM-D010]: nested deeper than 50 levels");
  }
}
