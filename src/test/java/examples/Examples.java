package examples;

import java.io.IOException;
import java.util.List;

/** All example incidents. */
final class Examples {
  private Examples() {}

  static List<EvidenceFolder> all() throws IOException {
    return List.of(ConnectionPoolIncident.build(), RedisFlagIncident.build());
  }
}
