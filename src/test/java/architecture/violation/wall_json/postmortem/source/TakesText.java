package architecture.violation.wall_json.postmortem.source;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

final class TakesText {
  private TakesText() {}

  static String breaks(JsonParser parser) throws IOException {
    return parser.getText();
  }
}
