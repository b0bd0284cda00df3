package postmortem.log.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import postmortem.log.signature.TokenMask;

/** What a stack trace adds to a signature, language by language. */
class ThrownTest {

  private static String added(String trace) {
    TokenMask mask = new TokenMask();
    mask.clear();
    byte[] text = trace.getBytes(StandardCharsets.UTF_8);
    new Thrown().add(mask, text, 0, text.length);
    return new String(mask.bytes(), 0, mask.length(), StandardCharsets.UTF_8).strip();
  }

  @Test
  void java_names_its_exception_and_the_first_frame_that_is_not_a_librarys() {
    assertThat(
            added(
                """
                java.sql.SQLTransientConnectionException: HikariPool-1 - not available
                \tat com.zaxxer.hikari.pool.HikariPool.getConnection(HikariPool.java:181)
                \tat java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)
                \tat com.acme.Pool.get(Pool.java:12)
                \tat com.acme.Shop.run(Shop.java:40)
                Caused by: java.net.ConnectException: refused
                \t... 12 more
                """))
        .isEqualTo("java.sql.SQLTransientConnectionException com.acme.Pool.get");
  }

  @Test
  void python_names_both_at_the_end() {
    assertThat(
            added(
                """
                Traceback (most recent call last):
                  File "/app/shop/web.py", line 12, in run
                    book(order)
                  File "/app/shop/book.py", line 40, in book
                    raise ValueError("x")
                  File "/usr/lib/python3/dist-packages/requests/api.py", line 1, in get
                    get()
                shop.errors.BookingError: no stock
                """))
        .isEqualTo("shop.errors.BookingError /app/shop/book.py");
  }

  @Test
  void go_panics_and_the_function_is_named_without_its_arguments() {
    assertThat(
            added(
                """
                panic: runtime error: invalid memory address or nil pointer dereference

                goroutine 12 [running]:
                runtime.gopanic(0x1)
                \t/usr/local/go/src/runtime/panic.go:884 +0x213
                main.(*Server).handle(0xc000010000, 0x2)
                \t/src/shop/server.go:42 +0x1d
                created by main.main
                """))
        .isEqualTo("panic main.(*Server).handle");
  }

  @Test
  void node_ruby_and_dot_net_are_read_as_well() {
    assertThat(
            added(
                """
                TypeError: Cannot read properties of undefined
                    at Module._compile (node:internal/modules/cjs/loader:1105:14)
                    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)
                    at async Cart.total (/app/src/cart.js:12:9)
                """))
        .isEqualTo("TypeError Cart.total");
    assertThat(
            added(
                """
                /usr/lib/ruby/3.1/net/http.rb:987:in `initialize': refused (Errno::ECONNREFUSED)
                \tfrom /app/lib/book.rb:12:in `book'
                """))
        .isEqualTo("Errno::ECONNREFUSED /app/lib/book.rb");
    assertThat(
            added(
                """
                System.InvalidOperationException: no stock
                   at System.Linq.ThrowHelper.ThrowNoElements()
                   at Shop.Cart.Book(Order order) in /src/Cart.cs:line 12
                """))
        .isEqualTo("System.InvalidOperationException Shop.Cart.Book");
  }

  @Test
  void classes_of_ruby_and_elixir_need_not_say_that_they_are_exceptions() {
    assertThat(
            added(
                """
                Net::ReadTimeout (Net::ReadTimeout with #<TCPSocket:(closed)>):
                app/models/book.rb:12:in `pay'
                """))
        .isEqualTo("Net::ReadTimeout app/models/book.rb");
    assertThat(added("** (Postgrex.Error) ERROR 42P01 (undefined_table)\n"))
        .isEqualTo("Postgrex.Error");
    assertThat(added("** (exit) an exception was raised:\n")).isEmpty();
    assertThat(added("Total::Sum (17)\n")).isEmpty();
  }

  @Test
  void text_that_is_no_trace_adds_nothing() {
    assertThat(added("SELECT *\n  FROM orders\n WHERE at = 1\n")).isEmpty();
    assertThat(added("")).isEmpty();
  }
}
