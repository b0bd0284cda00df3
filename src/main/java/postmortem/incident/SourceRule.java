package postmortem.incident;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a person states about files of evidence; the first rule that matches and says something
 * decides.
 *
 * @param path glob over evidence names; {@code **} crosses folders; one without a slash also
 *     matches the last part of a name
 * @param zone of stamps without one; null when not stated
 * @param service whose logs or metrics these are; null when not stated
 * @param clockOffset what has to be added to this clock to get true time; null when not stated
 */
public record SourceRule(
    String path, @Nullable ZoneId zone, @Nullable String service, @Nullable Duration clockOffset) {

  public SourceRule {
    if (path.isBlank()) {
      throw new IllegalArgumentException("a source rule needs a path");
    }
  }
}
