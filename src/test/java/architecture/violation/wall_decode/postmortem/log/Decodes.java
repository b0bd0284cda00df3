package architecture.violation.wall_decode.postmortem.log;

import java.nio.charset.StandardCharsets;

final class Decodes {
  private Decodes() {}

  static Object breaks() {
    return new String(new byte[] {97}, StandardCharsets.UTF_8);
  }
}
