package postmortem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class VerbNamesTest {

  @Test
  void a_verb_is_called_as_its_class_so_that_the_right_one_is_found_without_its_annotation() {
    for (Class<?> verb : PostmortemCommand.VERBS) {
      assertThat(verb.getAnnotation(Command.class).name()).isEqualTo(CommandLines.name(verb));
    }
  }
}
