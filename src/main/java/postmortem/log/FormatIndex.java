package postmortem.log;

import java.util.List;
import org.jspecify.annotations.Nullable;
import postmortem.log.format.JsonKinds;
import postmortem.log.format.LogFormat;

/**
 * The formats of a run, and what tells quickly which of them a wrapped line may be of. Made once
 * for a run and shared by all threads; what only wrapped lines need is made when the first is met.
 */
final class FormatIndex {

  private final List<LogFormat> formats;
  private volatile @Nullable Wrapped wrapped;

  /**
   * What is looked up for wrapped lines.
   *
   * @param timed the formats that ask for a time
   * @param untimed the formats that do without
   */
  record Wrapped(Candidates.Table timed, Candidates.Table untimed, JsonKinds.Keys keys) {}

  FormatIndex(List<LogFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  List<LogFormat> formats() {
    return formats;
  }

  LogFormat get(int index) {
    return formats.get(index);
  }

  Wrapped wrapped() {
    Wrapped known = wrapped;
    if (known == null) {
      known =
          new Wrapped(
              new Candidates.Table(formats, /* timed= */ true),
              new Candidates.Table(formats, /* timed= */ false),
              new JsonKinds.Keys(formats));
      wrapped = known;
    }
    return known;
  }
}
