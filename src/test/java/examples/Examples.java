package examples;

import java.io.IOException;
import java.util.List;

/** All example incidents. */
final class Examples {
  private Examples() {}

  /** An example as the generator makes it. */
  record Example(EvidenceFolder evidence, Truth truth) {}

  static List<Example> all() throws IOException {
    EvidenceFolder pool = ConnectionPoolIncident.build();
    EvidenceFolder flag = RedisFlagIncident.build();
    return List.of(
        new Example(pool, ConnectionPoolIncident.truth(pool)),
        new Example(flag, RedisFlagIncident.truth(flag)));
  }
}
