package postmortem.source.system;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;
import postmortem.declaration.Node.Mark;
import postmortem.source.rule.SampleText;

/**
 * Samples and rejects of the sources that are classes: a file {@code class-samples/<name>.yaml}
 * each, in the language of those of declared sources.
 *
 * @param mark of the file
 * @param time where the times of its events stand, in words
 * @param samples at least one
 * @param rejects at least one
 */
public record ClassSamples(Mark mark, String time, List<SampleText> samples, List<String> rejects) {

  private static final String FOLDER = "class-samples";

  public ClassSamples {
    samples = List.copyOf(samples);
    rejects = List.copyOf(rejects);
    if (samples.isEmpty() || rejects.isEmpty()) {
      throw new IllegalArgumentException(mark + ": samples and rejects are needed");
    }
  }

  /** The types of the events that the samples yield, each once. */
  public List<String> reads() {
    return samples.stream()
        .flatMap(sample -> sample.events().stream())
        .map(event -> event.values().getOrDefault("type", ""))
        .filter(type -> !type.isEmpty())
        .distinct()
        .toList();
  }

  /** All of them, by the name of their source. */
  public static Map<String, ClassSamples> all() {
    Map<String, ClassSamples> all = new TreeMap<>();
    for (BuiltInFile file : BuiltInFiles.list(FOLDER)) {
      String path = FOLDER + "/" + file.name();
      all.put(file.name().replaceAll("\\.yaml$", ""), of(Declaration.fields(path, file.text())));
    }
    return all;
  }

  private static ClassSamples of(Fields fields) {
    ClassSamples samples =
        new ClassSamples(
            fields.mark(),
            fields.text("time"),
            fields.list("samples", SampleText::of),
            fields.texts("rejects"));
    fields.end();
    return samples;
  }
}
