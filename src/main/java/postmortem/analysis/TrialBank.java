package postmortem.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.declaration.Fields;
import postmortem.event.EventType;

/**
 * How a supposed change can be put to the test, one declared file for each sort of change ({@code
 * hypotheses/}): what has to be so if the impact depended on it, and what is the least work that
 * would show that it did not. {@code {change}} stands for the time of the change, {@code {impact}}
 * for impact start.
 */
final class TrialBank {

  /**
   * A way to test.
   *
   * @param predicts sentences
   * @param check a sentence in the imperative
   */
  record Trial(List<String> predicts, String check) {
    Trial {
      predicts = List.copyOf(predicts);
    }
  }

  private final Map<EventType, Trial> trials;

  private TrialBank(Map<EventType, Trial> trials) {
    this.trials = trials;
  }

  /** The bank that comes with the program. */
  static TrialBank builtIn() {
    Map<EventType, Trial> trials = new TreeMap<>();
    for (BuiltInFile file : BuiltInFiles.list("hypotheses")) {
      Fields fields = file.fields("hypotheses/" + file.name());
      List<EventType> kinds =
          new ArrayList<>(fields.list("kinds", kind -> kind.scalar().constant(EventType.class)));
      Trial trial =
          new Trial(fields.list("predicts", text -> text.scalar().text()), fields.text("check"));
      fields.end();
      kinds.forEach(kind -> trials.put(kind, trial));
    }
    return new TrialBank(trials);
  }

  /** The way to test a change of that sort. */
  Trial of(EventType kind) {
    Trial trial = trials.get(kind);
    if (trial == null) {
      throw new IllegalArgumentException("hypotheses/ has nothing for " + kind.label());
    }
    return trial;
  }
}
