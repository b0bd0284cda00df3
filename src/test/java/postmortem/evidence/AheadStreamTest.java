package postmortem.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading ahead changes nothing about what is read. */
class AheadStreamTest {

  private static final int BLOCK = 1 << 18;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** Fails behind its bytes, as damaged data does. */
  private static InputStream failing(byte[] bytes) {
    return new SequenceInputStream(
        new ByteArrayInputStream(bytes),
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("damaged");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("damaged");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * BLOCK, 20 * BLOCK + 17})
  void gives_the_same_bytes_and_keeps_them_while_there_is_room(int length) throws IOException {
    byte[] all = bytes(length);
    List<Blocks> kept = new ArrayList<>();
    try (InputStream in =
        new AheadStream(new ByteArrayInputStream(all), new Room(64L << 20), kept::add)) {
      assertThat(in.readAllBytes()).isEqualTo(all);
    }
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0).open().readAllBytes()).isEqualTo(all);
    InputStream from = kept.get(0).open();
    from.skipNBytes(length / 2);
    assertThat(from.readAllBytes())
        .isEqualTo(java.util.Arrays.copyOfRange(all, length / 2, length));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 20 * BLOCK + 17})
  void hands_out_what_comes_before_a_failure_and_then_the_failure(int length) throws IOException {
    byte[] all = bytes(length);
    List<Blocks> kept = new ArrayList<>();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream in = new AheadStream(failing(all), new Room(64L << 20), kept::add)) {
      assertThatThrownBy(() -> in.transferTo(read)).hasMessage("damaged");
    }
    assertThat(read.toByteArray()).isEqualTo(all);
    assertThat(kept).isEmpty();
  }

  @Test
  void keeps_nothing_where_there_is_no_room_and_gives_the_room_back() throws IOException {
    byte[] all = bytes(5 * BLOCK);
    Room room = new Room(3L * BLOCK);
    List<Blocks> kept = new ArrayList<>();
    try (InputStream in = new AheadStream(new ByteArrayInputStream(all), room, kept::add)) {
      assertThat(in.readAllBytes()).isEqualTo(all);
    }
    assertThat(kept).isEmpty();
    assertThat(room.take(3L * BLOCK)).isTrue();
  }
}
