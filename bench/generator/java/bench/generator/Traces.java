package bench.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Stack traces as a Java program prints them: own code, a framework, the JDK, causes. */
final class Traces {

  /**
   * One trace.
   *
   * @param exception class of the outermost exception; empty where there is none
   * @param header its first line
   * @param rest all further lines, each with a line end before it
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Trace(String exception, Phrase header, byte[] rest) {}

  static final Trace NONE = new Trace("", new Phrase(""), new byte[0]);

  private static final String EXCEPTIONS =
      """
      pool = java.sql.SQLTransientConnectionException: main-pool - none free within {n:1000-30000} ms (all={n:1-40}, waiting={n:0-90})
        com.acme.orders.store.OrderStore.load com.acme.orders.OrderService.find com.acme.orders.web.OrderController.show
      refused = java.net.ConnectException: refused by {ip}:{n:1000-9999}
        com.acme.net.Dialer.dial com.acme.payments.PaymentClient.charge com.acme.payments.PaymentService.pay
      timeout = java.net.SocketTimeoutException: no answer within {n:100-30000} ms
        com.acme.net.Channel.read com.acme.stock.StockClient.reserve com.acme.stock.StockService.reserve
      null = java.lang.NullPointerException: "address" is null
        com.acme.shipping.LabelMaker.line com.acme.shipping.LabelMaker.make com.acme.shipping.LabelJob.run
      state = java.lang.IllegalStateException: order {uuid} is {of:PAID|SENT|CLOSED} already
        com.acme.orders.OrderMachine.move com.acme.orders.OrderService.cancel com.acme.orders.web.OrderController.cancel
      argument = java.lang.IllegalArgumentException: quantity {n:-9-0} of item {n}
        com.acme.cart.Cart.put com.acme.cart.CartService.add com.acme.cart.web.CartController.add
      disk = java.io.IOException: no room left for {path}
        com.acme.export.Spool.write com.acme.export.ExportJob.page com.acme.export.ExportJob.run
      json = com.acme.json.ParseException: unexpected byte 0x{hex:2} at offset {n}
        com.acme.json.Parser.value com.acme.webhook.Body.read com.acme.webhook.WebhookController.receive
      lock = com.acme.store.LockLostException: lock {noun}-{n} went to node {host}
        com.acme.store.Locks.renew com.acme.jobs.Scheduler.tick com.acme.jobs.Scheduler.run
      memory = java.lang.OutOfMemoryError: Java heap space
        com.acme.image.Scaler.scale com.acme.image.ThumbnailJob.next com.acme.image.ThumbnailJob.run
      """;

  private static final String FRAMEWORK =
      """
      org.frame.web.Invoker.invoke org.frame.web.Invoker.invokeAndHandle org.frame.web.Adapter.handle
      org.frame.web.Dispatcher.dispatch org.frame.web.Dispatcher.serve org.frame.http.Servlet.service
      org.frame.http.Chain.next org.frame.security.TokenFilter.filter org.frame.http.Chain.next
      org.frame.trace.TraceFilter.filter org.frame.http.Chain.next org.frame.http.Pipeline.invoke
      org.frame.http.Host.invoke org.frame.http.Engine.invoke org.frame.http.Processor.process
      org.frame.nio.Poller.run java.util.concurrent.ThreadPoolExecutor.runWorker
      java.util.concurrent.ThreadPoolExecutor$Worker.run java.lang.Thread.run
      """;

  private static final Map<String, Trace> ALL = parse();

  private Traces() {}

  static Trace named(String name) {
    Trace trace = ALL.get(name);
    if (trace == null) {
      throw new IllegalArgumentException("no such trace: " + name);
    }
    return trace;
  }

  private static Map<String, Trace> parse() {
    String[] lines = EXCEPTIONS.strip().split("\n", -1);
    List<String> names = new ArrayList<>();
    List<Trace> traces = new ArrayList<>();
    for (int i = 0; i < lines.length; i += 2) {
      int equals = lines[i].indexOf(" = ");
      String header = lines[i].substring(equals + 3);
      StringBuilder rest = new StringBuilder();
      String[] own = lines[i + 1].trim().split(" ", -1);
      Arrays.stream(own).forEach(frame -> frame(frame, rest));
      Arrays.stream(FRAMEWORK.strip().split("\\s+", -1)).forEach(frame -> frame(frame, rest));
      if (i % 4 == 0) {
        rest.append("\nCaused by: java.io.IOException: broken pipe");
        frame("sun.nio.ch.SocketDispatcher.read0", rest);
        frame("sun.nio.ch.SocketChannelImpl.read", rest);
        frame("com.acme.net.Channel.fill", rest);
        rest.append("\n\t... ").append(20 + i).append(" more");
      }
      names.add(lines[i].substring(0, equals).trim());
      traces.add(
          new Trace(
              header.substring(0, header.indexOf(':')),
              new Phrase(header),
              Bytes.of(rest.toString())));
    }
    return names.stream().collect(Collectors.toMap(n -> n, n -> traces.get(names.indexOf(n))));
  }

  private static void frame(String frame, StringBuilder to) {
    String type = frame.substring(0, frame.lastIndexOf('.'));
    String file = type.substring(type.lastIndexOf('.') + 1).replaceAll("\\$.*", "");
    int line = 20 + Math.floorMod(frame.hashCode(), 700);
    to.append("\n\tat ").append(frame).append('(').append(file).append(".java:");
    to.append(line).append(')');
  }
}
