package postmortem.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import postmortem.declaration.Node.Mapping;
import postmortem.declaration.Node.Scalar;
import postmortem.declaration.Node.Sequence;

class CompiledDeclarationsTest {

  @TempDir Path classes;

  @ParameterizedTest
  @ValueSource(strings = {"formats", "sources", "redaction", "weights", "questions", "hypotheses"})
  void what_a_run_reads_is_what_the_YAML_says(String folder) throws Exception {
    Files.createDirectories(classes.resolve(folder));
    List<BuiltInFile> files = BuiltInFiles.list(folder);
    for (BuiltInFile file : files) {
      Files.writeString(classes.resolve(folder).resolve(file.name()), file.text());
    }

    CompiledDeclarations.main(classes.toString());

    byte[] json = Files.readAllBytes(classes.resolve(CompiledDeclarations.entry(folder + "/")));
    Map<String, Node> compiled = CompiledDeclarations.read(json);
    assertThat(compiled).hasSameSizeAs(files);
    for (BuiltInFile file : files) {
      Node read = Objects.requireNonNull(compiled.get(file.name()), file.name());
      Node said = Declaration.parse(file.name(), file.text());
      assertThat(told(read, true)).as(file.name()).isEqualTo(told(said, true));
    }
  }

  @Test
  void what_stands_for_nothing_is_not_what_the_same_says_in_quotes() throws Exception {
    Files.createDirectories(classes.resolve("own"));
    Files.writeString(
        classes.resolve("own/a.yaml"),
        """
        schema: 1
        none: null
        tilde: ~
        empty:
        word: 'null'
        sign: "~"
        blank: ""
        words: [null, no, ~]
        samples: [{line: a}]
        """);

    CompiledDeclarations.main(classes.toString());

    byte[] json = Files.readAllBytes(classes.resolve("compiled/own.json"));
    Node read = Objects.requireNonNull(CompiledDeclarations.read(json).get("a.yaml"));
    Fields fields = read.fields();
    assertThat(fields.optional("none")).isEmpty();
    assertThat(fields.optional("tilde")).isEmpty();
    assertThat(fields.optional("empty")).isEmpty();
    assertThat(fields.required("word").text()).isEqualTo("null");
    assertThat(fields.required("sign").text()).isEqualTo("~");
    assertThat(fields.required("blank").text()).isEmpty();
    assertThat(fields.texts("words")).containsExactly("null", "no", "~");
    assertThat(fields.required("samples")).isEqualTo(new Sequence(read.mark(), List.of()));
  }

  @Test
  void a_folder_with_other_files_stays_as_it_is() throws Exception {
    Files.createDirectories(classes.resolve("own"));
    Files.writeString(classes.resolve("own/a.yaml"), "schema: 1\n");
    Files.writeString(classes.resolve("own/b.txt"), "text");

    CompiledDeclarations.main(classes.toString());

    assertThat(classes.resolve("compiled")).doesNotExist();
  }

  /** A tree without its places, and without what is left out. */
  private static String told(Node node, boolean root) {
    StringBuilder text = new StringBuilder();
    if (node instanceof Mapping mapping) {
      for (Node.Entry entry : mapping.entries()) {
        String key = entry.key().text();
        boolean left = root && (key.equals("samples") || key.equals("rejects"));
        text.append('{').append(key).append(left ? "" : told(entry.value(), false)).append('}');
      }
    } else if (node instanceof Sequence sequence) {
      sequence.items().forEach(item -> text.append('[').append(told(item, false)).append(']'));
    } else if (node instanceof Scalar scalar) {
      boolean nothing = List.of("", "~", "null").contains(scalar.text());
      text.append(nothing && scalar.quoted() ? "quoted" : "").append('=').append(scalar.text());
    }
    return text.toString();
  }
}
