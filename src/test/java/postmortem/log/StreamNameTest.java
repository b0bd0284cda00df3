package postmortem.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamNameTest {

  @Test
  void rotated_files_are_one_stream() {
    for (String piece :
        new String[] {
          "app.log",
          "app.log.1",
          "app.log.2.gz",
          "app-2025-02-09.log",
          "app.log-20250209.gz",
          "app.2025-02-09.0.log.zst",
          "app.log.2025-02-09-10",
          "app.1.log"
        }) {
      assertThat(StreamName.of("ev/" + piece)).as(piece).isEqualTo("ev/app.log");
    }
  }

  @Test
  void other_services_and_folders_are_other_streams() {
    assertThat(StreamName.of("a/app.log")).isNotEqualTo(StreamName.of("b/app.log"));
    assertThat(StreamName.of("orders.log")).isNotEqualTo(StreamName.of("carts.log.1"));
    assertThat(StreamName.of("orders-1.log")).isEqualTo(StreamName.of("orders-7.log.gz"));
  }
}
