package postmortem.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.diagnostic.Diagnostic;
import postmortem.redact.Redactor;
import postmortem.source.recognition.Recognition;
import postmortem.source.rule.SampleText;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.system.ClassSamples;
import postmortem.source.system.ClassSource;

class SourceSamplesTest {

  private static final SourceLibrary LIBRARY = SourceLibrary.builtIn();

  @Test
  void every_sample_yields_what_its_file_says_and_every_reject_is_left_alone() {
    List<Diagnostic> faults = new SourceCheck(LIBRARY, Redactor.builtIn(null)).checkAll();
    assertThat(faults.stream().map(Diagnostic::toString)).isEmpty();
  }

  @Test
  void each_file_in_the_folder_is_a_source_named_like_the_file() {
    List<String> files =
        BuiltInFiles.list("sources").stream()
            .map(file -> file.name().replaceAll("\\.yaml$", ""))
            .toList();
    assertThat(files).isNotEmpty();
    assertThat(LIBRARY.declared().stream().map(SourceDeclaration::name))
        .containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void each_source_that_is_a_class_has_samples_and_rejects_of_its_own() {
    assertThat(ClassSamples.all().keySet())
        .containsExactlyElementsOf(LIBRARY.classes().stream().map(ClassSource::name).toList());
    assertThat(LIBRARY.list()).allMatch(source -> source.samples() > 0);
  }

  @Test
  void behind_the_samples_stand_only_rejects_so_that_a_run_may_leave_them_unread() {
    for (BuiltInFile file : BuiltInFiles.list("sources")) {
      assertThat(file.text().substring(file.text().indexOf("\nsamples:") + 1).lines())
          .as(file.name())
          .allMatch(line -> line.matches("(samples:|rejects:|[ -].*|)"));
    }
  }

  @Test
  void only_one_built_in_source_takes_each_sample() {
    Recognition recognition = new Recognition(LIBRARY.declared(), Redactor.builtIn(null));
    for (SourceDeclaration source : LIBRARY.declared()) {
      for (SampleText sample : source.samples()) {
        assertThat(recognition.of(Evidences.head("sample", sample.text())))
            .as("sources that take a sample of %s", source.name())
            .extracting(SourceDeclaration::name)
            .containsExactly(source.name());
      }
    }
  }
}
