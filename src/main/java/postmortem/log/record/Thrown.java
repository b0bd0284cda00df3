package postmortem.log.record;

import java.nio.charset.StandardCharsets;
import postmortem.log.signature.TokenMask;

/**
 * What was thrown, and the first place in the service's own code, as bytes: for the signature of a
 * record with a stack trace of Java, Python, Go, Node, Ruby, Elixir or .NET. Reused; not
 * thread-safe.
 */
final class Thrown {

  /** How much of a trace is looked at. */
  private static final int MOST_BYTES = 1 << 15;

  private static final int LONGEST_NAME = 120;

  private static final byte[][] KINDS = words("Exception Error Throwable Fault Panic Interrupt");
  private static final byte[][] BEFORE =
      lines("Caused by: |Unhandled exception. |Unhandled exception: |Uncaught |---> |Exception in");
  private static final byte[] AT = bytes("at ");
  private static final byte[] FROM = bytes("from ");
  private static final byte[] FILE = bytes("File \"");
  private static final byte[] TRACEBACK = bytes("Traceback (");
  private static final byte[] PANIC = bytes("panic: ");
  private static final byte[] FATAL = bytes("fatal error: ");
  private static final byte[] ELIXIR = bytes("** (");
  private static final byte[] SCOPE = bytes("::");
  private static final byte[] OPENING = bytes(" (");
  private static final byte[] CLOSING = bytes("):");
  private static final byte[] ASYNC = bytes("async ");
  private static final byte[] GOROUTINE = bytes("goroutine ");

  /** How frames of languages and of libraries begin. */
  private static final byte[][] FOREIGN =
      words(
          "java. javax. jakarta. jdk. sun. com.sun. kotlin. kotlinx. scala. groovy. clojure."
              + " org.springframework. org.apache. org.hibernate. org.postgresql. org.eclipse."
              + " org.jboss. org.slf4j. org.junit. org.mariadb. org.h2. com.zaxxer. com.mysql."
              + " com.fasterxml. com.google. com.mongodb. com.amazonaws. com.microsoft. io.netty."
              + " io.vertx. io.micrometer. io.grpc. io.lettuce. io.micronaut. io.quarkus."
              + " io.undertow. redis.clients. reactor. okhttp3. akka. feign. ch.qos. System."
              + " Microsoft. Npgsql. StackExchange. runtime. runtime/ panic( net/http. net. reflect."
              + " testing. created process. node: Module. Function.executeUserEntryPoint");

  /** What the place of a frame holds where it is none of the service's own. */
  private static final byte[][] ELSEWHERE =
      words(
          "node_modules/ (node: (internal/ site-packages/ dist-packages/ /lib/python /gems/"
              + " /lib/ruby/ /usr/lib/ /vendor/ <frozen <internal:");

  private int classFrom;
  private int classTo;
  private int frameFrom;
  private int frameTo;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[][] words(String words) {
    return split(words, " ");
  }

  private static byte[][] lines(String texts) {
    return split(texts, "\\|");
  }

  private static byte[][] split(String text, String by) {
    String[] parts = text.split(by, -1);
    byte[][] split = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      split[i] = bytes(parts[i]);
    }
    return split;
  }

  /**
   * Adds the class of the exception and the frame to the mask, where the text has them.
   *
   * @param text where the trace begins: behind the first line of a record, or a field's beginning
   */
  void add(TokenMask mask, byte[] buf, int text, int end) {
    find(buf, text, Math.min(end, text + MOST_BYTES));
    if (classTo > classFrom) {
      mask.space();
      mask.literal(buf, classFrom, classTo);
    }
    if (frameTo > frameFrom) {
      mask.space();
      mask.literal(buf, frameFrom, frameTo);
    }
  }

  private void find(byte[] buf, int text, int end) {
    classFrom = -1;
    classTo = -1;
    frameFrom = -1;
    frameTo = -1;
    boolean python = false;
    boolean go = false;
    int at = text;
    while (at < end) {
      int to = at;
      while (to < end && buf[to] != '\n') {
        to++;
      }
      int from = at;
      while (from < to && (buf[from] == ' ' || buf[from] == '\t')) {
        from++;
      }
      boolean indented = from > at;
      if (starts(buf, from, to, TRACEBACK)) {
        python = true;
      } else if (starts(buf, from, to, FILE)) {
        // Python writes the innermost frame last.
        python(buf, from + FILE.length, to);
      } else if (starts(buf, from, to, AT)) {
        called(buf, from + AT.length, to);
      } else if (starts(buf, from, to, PANIC) || starts(buf, from, to, FATAL)) {
        thrown(from, from + 5);
        go = true;
      } else if (starts(buf, from, to, GOROUTINE)) {
        go = true;
      } else if (starts(buf, from, to, ELIXIR)) {
        elixir(buf, from + ELIXIR.length, to);
      } else if (go && !indented) {
        called(buf, from, to);
      } else if (!ruby(buf, starts(buf, from, to, FROM) ? from + FROM.length : from, to)
          && !(python && indented)) {
        exception(buf, from, to, python);
      }
      at = to + 1;
    }
  }

  private void thrown(int from, int to) {
    if (classFrom < 0) {
      classFrom = from;
      classTo = to;
    }
  }

  /** {@code com.acme.ShopException: text}, perhaps behind words such as Caused by. */
  private void exception(byte[] buf, int begin, int to, boolean last) {
    int from = begin;
    for (byte[] before : BEFORE) {
      if (starts(buf, from, to, before)) {
        from += before.length;
        break;
      }
    }
    int end = name(buf, from, to);
    if (end > from
        && end - from <= LONGEST_NAME
        && (isException(buf, from, end) || isRubyClass(buf, from, end, to))) {
      if (last) {
        classFrom = -1;
      }
      thrown(from, end);
    }
  }

  /**
   * {@code ** (DBConnection.ConnectionError) text}; what ends a process, {@code (exit)}, is none.
   */
  private void elixir(byte[] buf, int from, int to) {
    int end = name(buf, from, to);
    if (end > from
        && end < to
        && end - from <= LONGEST_NAME
        && buf[end] == ')'
        && Character.isUpperCase(buf[from])) {
      thrown(from, end);
    }
  }

  /** {@code Net::ReadTimeout (text):}, as Rails writes what not every class of Ruby says it is. */
  private static boolean isRubyClass(byte[] buf, int from, int end, int to) {
    int last = to;
    while (last > end && (buf[last - 1] == '\r' || buf[last - 1] == ' ')) {
      last--;
    }
    return Character.isUpperCase(buf[from])
        && contains(buf, from, end, SCOPE)
        && starts(buf, end, last, OPENING)
        && starts(buf, last - CLOSING.length, last, CLOSING);
  }

  /** The function of a frame, up to its parenthesis; the first one of the service's own. */
  private void called(byte[] buf, int begin, int to) {
    if (frameFrom >= 0) {
      return;
    }
    for (byte[] elsewhere : ELSEWHERE) {
      if (contains(buf, begin, to, elsewhere)) {
        return;
      }
    }
    int from = begin;
    if (starts(buf, from, to, ASYNC)) {
      from += ASYNC.length;
    }
    int end = from;
    int name = from;
    while (end < to && buf[end] != '(' && buf[end] != ' ' && buf[end] != '\r') {
      if (buf[end] == '/' && from == begin && end > from) {
        // A module before the class: java.base/java.util.Map.get
        name = end + 1;
      }
      end++;
    }
    if (end < to && buf[end] == '(' && end > from && buf[end - 1] == '.') {
      // A receiver of Go: main.(*Server).handle(0xc0)
      end++;
      while (end < to && buf[end] != ')') {
        end++;
      }
      while (end < to && buf[end] != '(') {
        end++;
      }
    }
    for (byte[] foreign : FOREIGN) {
      if (starts(buf, name, to, foreign) || starts(buf, from, to, foreign)) {
        return;
      }
    }
    if (end > from && end - from <= LONGEST_NAME) {
      frameFrom = from;
      frameTo = end;
    }
  }

  private void python(byte[] buf, int from, int to) {
    int end = from;
    while (end < to && buf[end] != '"') {
      end++;
    }
    for (byte[] elsewhere : ELSEWHERE) {
      if (contains(buf, from, end, elsewhere)) {
        return;
      }
    }
    if (end < to && end - from <= LONGEST_NAME) {
      frameFrom = from;
      frameTo = end;
    }
  }

  /** {@code /app/lib/book.rb:12:in `book'}, on the first line with text and the class behind. */
  private boolean ruby(byte[] buf, int from, int to) {
    int end = from;
    while (end + 3 < to && !(buf[end] == '.' && buf[end + 1] == 'r' && buf[end + 2] == 'b')) {
      if (buf[end] == ' ') {
        return false;
      }
      end++;
    }
    if (end + 3 >= to || buf[end + 3] != ':') {
      return false;
    }
    boolean own = true;
    for (byte[] elsewhere : ELSEWHERE) {
      own &= !contains(buf, from, end, elsewhere);
    }
    if (own && frameFrom < 0 && end + 3 - from <= LONGEST_NAME) {
      frameFrom = from;
      frameTo = end + 3;
    }
    int last = to;
    while (last > from && (buf[last - 1] == '\r' || buf[last - 1] == ' ')) {
      last--;
    }
    if (buf[last - 1] == ')') {
      int open = last - 1;
      while (open > from && buf[open] != '(') {
        open--;
      }
      if (name(buf, open + 1, last - 1) == last - 1) {
        thrown(open + 1, last - 1);
      }
    }
    return true;
  }

  private static int name(byte[] buf, int from, int to) {
    int at = from;
    while (at < to
        && (Character.isLetterOrDigit(buf[at])
            || buf[at] == '.'
            || buf[at] == '_'
            || buf[at] == '$'
            || (buf[at] == ':' && at + 1 < to && buf[at + 1] == ':')
            || (buf[at] == ':' && at > from && buf[at - 1] == ':'))) {
      at++;
    }
    return at;
  }

  private static boolean isException(byte[] buf, int from, int to) {
    for (byte[] kind : KINDS) {
      if (to - from >= kind.length && starts(buf, to - kind.length, to, kind)) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(byte[] buf, int from, int to, byte[] text) {
    if (to - from < text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (buf[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(byte[] buf, int from, int to, byte[] text) {
    for (int i = from; i + text.length <= to; i++) {
      if (buf[i] == text[0] && starts(buf, i, to, text)) {
        return true;
      }
    }
    return false;
  }
}
