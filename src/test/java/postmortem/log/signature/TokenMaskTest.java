package postmortem.log.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TokenMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          took 5012 ms, 12.5% of 30s         | took <*> ms, <*> of <*>
          took 187ms                         | took <*>
          refused: cache at 10.0.3.7:6379    | refused: cache at <*>
          task 3f2a9c4e-1b2d-4c5e-8f90-aabbccddeeff done | task <*> done
          volume pvc-3f2a9c4e-1b2d-4c5e-bf90-aabbccddeeff:ro | volume pvc-<*>:ro
          routes 3f2a9c4e-afd7-4c5e-8f90-aabbccddeeff:Fast | routes <*>:Fast
          commit 9fceb02d0ae598e95dc970b74767f19372d61af8 | commit <*>
          object 0x7ffde1a2 freed            | object <*> freed
          pod web-7d9f8b6c5d-x2x9k ready     | pod web-<*>-<*> ready
          version v3.2.11 for x86_64 of s3-a | version <*> for <*> of s3-a
          exec-15 and node12 of utf8 over s3 | exec-<*> and node<*> of utf8 over s3
          mail to ann.lee@shop.example. Bye  | mail to <*>. Bye
          GET https://api.example/v2/x?id=1 failed | GET <*> failed
          no route to /srv/data/2024/06/x.db | no route to <*>
          C:\\Windows\\x.dll or file:/etc/hosts | <*> or file:<*>
          either read/write or n/a, 3 of 4   | either read/write or n/a, <*> of <*>
          db-1.shop.example:5432 is up       | <*> is up
          lease of 00:11:43:e3:ba:c3 ended   | lease of <*> ended
          route fe80::1ff:fe23:4567:890a up  | route <*> up
          key dGhpcyBpcyBh4UgdGVzdDE5nQxYZ is | key <*> is
          node kQ3xTz8bRfWm2LpV7c-dYA joined | node <*> joined
          failed: GET /orders/17?x=y, again  | failed: GET /orders/<*>, again
          asked "GET /v2/x?id=1 HTTP/1.1" ok | asked "GET <*>" ok
          cannot open "my file" nor 'a b'    | cannot open "<*>" nor '<*>'
          named "" of "x y" by "z"           | named "<*>" of "<*>" by "<*>"
          "Loop ADD" src="api" pods=["a/b"]  | "Loop ADD" src="<*>" pods=["<*>"]
          "set \\"a b\\" up" pod="x"          | "set \\"<*>" up" pod="<*>"
          "my file" was not found            | "<*>" was not found
          request: "GET /v2/x HTTP/1.1", up  | request: "<*>", up
          part \\042alt0\\042 in R23-M0-N9-U4 | part <*> in <*>
          localhost:8080 and db:5432         | <*> and db:<*>
          can't reach the server's port      | can't reach the server's port
          at 2024-06-03T09:00:00Z sharp      | at <*> sharp
          order (id=77, total=9.50)          | order (id=<*>, total=<*>)
          größe überschritten: 12            | größe überschritten: <*>
          a   b	c                            | a b c
          """)
  void keeps_words_and_masks_what_varies(String line, String template) {
    assertThat(text(line)).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/orders/48713,/api/v1/orders/<*>",
    "/api/v1/orders?status=open&page=5,/api/v1/orders",
    "/users/3f2a9c4e-1b2d-4c5e-8f90-aabbccddeeff/cart,/users/<*>/cart",
    "/prices/SKU-1234,/prices/SKU-<*>",
    "/invoices/77.pdf,/invoices/<*>.pdf",
    "/,/",
    "*,*"
  })
  void masks_the_parts_of_a_path(String path, String template) {
    TokenMask mask = new TokenMask();
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    mask.path(bytes, 0, bytes.length);
    assertThat(written(mask)).isEqualTo(template);
  }

  @Test
  void takes_only_the_first_line_and_an_end_of_it() {
    assertThat(text("first 1\nsecond 2")).isEqualTo("first <*>");
    assertThat(text("x".repeat(5_000))).hasSize(TokenMask.MOST_BYTES);
  }

  @Test
  void a_reused_mask_gives_what_a_fresh_one_gives_for_any_bytes() {
    Random random = new Random(7);
    TokenMask reused = new TokenMask();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      reused.clear();
      reused.text(bytes, 0, bytes.length);
      TokenMask fresh = new TokenMask();
      fresh.text(bytes, 0, bytes.length);
      assertThat(reused.hash()).isEqualTo(fresh.hash());
      assertThat(reused.length()).isEqualTo(fresh.length());
    }
  }

  private static String text(String line) {
    TokenMask mask = new TokenMask();
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    mask.text(bytes, 0, bytes.length);
    return written(mask);
  }

  private static String written(TokenMask mask) {
    return new String(mask.bytes(), 0, mask.length(), StandardCharsets.UTF_8);
  }
}
