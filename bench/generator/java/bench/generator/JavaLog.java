package bench.generator;

import java.util.List;

/** What log4j writes with a usual layout, stack traces included. */
final class JavaLog implements Family {

  private static final String STATEMENTS =
      """
      900 INFO com.acme.orders.OrderService | order {uuid} accepted for customer {n} ({n:1-40} items, {money} EUR)
      800 INFO com.acme.web.AccessTrace | {of:GET|POST|PUT} /api/v1/{noun}/{n} answered {n:200-204} in {n:1-900} ms
      700 DEBUG com.acme.cart.CartService | cart {hex:16} now holds {n:1-60} lines
      600 INFO com.acme.stock.StockService | reserved {n:1-9} of item {n} in warehouse {n:1-30}
      500 INFO com.acme.payments.PaymentService | payment {uuid} authorised by provider in {n:20-900} ms
      500 DEBUG com.acme.cache.RegionCache | hit for key {noun}:{n} (age {n:0-600} s)
      450 DEBUG com.acme.cache.RegionCache | miss for key {noun}:{n}, loading
      400 INFO com.acme.shipping.LabelJob | label {hex:12} printed for parcel {n}
      380 INFO com.acme.search.Indexer | indexed {n:1-5000} documents in {dur}
      350 INFO com.acme.mail.Outbox | message {hex:20} to {email} handed to relay {host}
      330 INFO com.acme.session.SessionStore | session {hex:32} of user {user} refreshed from {ip}
      300 DEBUG com.acme.store.Statements | executed query #{n} in {float} ms, {n:0-500} rows
      280 INFO com.acme.pricing.PriceEngine | price of item {n} set to {money} by rule R{n:100-999}
      260 INFO com.acme.webhook.WebhookController | webhook {uuid} from {ip} queued at position {n:0-400}
      240 INFO com.acme.jobs.Scheduler | job {noun}-sync started as run {n}
      240 INFO com.acme.jobs.Scheduler | job {noun}-sync finished as run {n} after {dur}
      220 INFO com.acme.export.ExportJob | page {n:1-900} of export {n} written to {path} ({size})
      200 INFO com.acme.image.ThumbnailJob | thumbnail {n:60-900}x{n:60-900} for image {hex:24}
      190 DEBUG com.acme.net.Channel | channel {hex:8} opened to {ip}:{n:1000-9999}
      190 DEBUG com.acme.net.Channel | channel {hex:8} closed after {n:1-100000} bytes
      170 INFO com.acme.auth.TokenService | token for {user} issued, valid until {date}
      160 INFO com.acme.auth.LoginController | user {user} signed in from {ip} with second factor
      150 INFO com.acme.queue.Consumer | consumed offset {n} of partition {n:0-63}, lag {n:0-9000}
      140 INFO com.acme.queue.Consumer | committed offset {n} of partition {n:0-63}
      130 INFO com.acme.health.Probe | probe of {host} took {n:1-90} ms
      120 DEBUG com.acme.config.Features | feature {noun}-v2 is {of:on|off} for tenant {n:1-400}
      110 INFO com.acme.audit.AuditTrail | user {user} changed {noun} {n}
      100 INFO com.acme.loyalty.PointsService | {n:1-900} points credited to account {n}
      100 INFO com.acme.tax.TaxService | tax class {of:A|B|C} applied to order {uuid}
      95 INFO com.acme.returns.ReturnService | return {n} announced, reason code {n:10-99}
      90 INFO com.acme.coupon.CouponService | coupon {hex:10} redeemed, {n:0-900} left
      90 INFO com.acme.feed.FeedWriter | feed {url} answered {n:200-204}
      85 DEBUG com.acme.gc.Watch | heap {n:100-900} of 2048 MiB used
      80 INFO com.acme.cluster.Members | member {host} joined, view {n} has {n:3-9} members
      80 INFO com.acme.cluster.Members | member {host} left, view {n} has {n:3-9} members
      75 INFO com.acme.backup.Snapshot | snapshot {date} of {noun} table complete: {n} rows, {size}
      70 INFO com.acme.geo.Locator | address of parcel {n} resolved to {float}, {float}
      65 INFO com.acme.sms.Gateway | text message to customer {n} delivered after {n:1-90} s
      60 INFO com.acme.chat.Bridge | conversation {uuid} handed over to agent {user}
      60 WARN com.acme.store.Statements | slow query #{n}: {n:1000-30000} ms, plan {hex:8}
      55 WARN com.acme.cache.RegionCache | region {noun} is {n:80-99}% full, evicting {n:1-5000} entries
      50 WARN com.acme.net.Dialer | attempt {n:2-5} of 5 to reach {ip}:{n:1000-9999}
      50 WARN com.acme.auth.LoginController | wrong password for {user} from {ip}, {n:1-4} attempts left
      45 WARN com.acme.queue.Consumer | lag of partition {n:0-63} is {n:1000-90000}, above the limit
      40 WARN com.acme.payments.PaymentService | provider answered after {n:900-30000} ms
      40 WARN com.acme.webhook.WebhookController | signature of webhook {uuid} does not match
      35 WARN com.acme.stock.StockService | stock of item {n} below {n:1-20}
      30 WARN com.acme.mail.Outbox | relay {host} deferred message {hex:20}: greylisted
      30 WARN com.acme.config.Features | unknown feature {noun}-v3 asked for by {host}
      25 WARN com.acme.jobs.Scheduler | job {noun}-sync skipped: run {n} still going
      25 WARN com.acme.session.SessionStore | session {hex:32} not found
      20 WARN com.acme.search.Indexer | document {hex:24} too large: {size}
      20! ERROR com.acme.orders.web.OrderController | could not show order {uuid} => pool
      15! ERROR com.acme.payments.PaymentService | payment {uuid} failed => refused
      15! ERROR com.acme.stock.StockService | could not reserve {n:1-9} of item {n} => timeout
      12! ERROR com.acme.web.ErrorPage | request {hex:16} ended with status 500 => pool
      10! ERROR com.acme.health.Probe | probe of {host} failed => timeout
      8 ERROR com.acme.shipping.LabelJob | label for parcel {n} not printed => null
      8 ERROR com.acme.orders.OrderService | cannot cancel order {uuid} => state
      7 ERROR com.acme.cart.web.CartController | rejected line of cart {hex:16} => argument
      6 ERROR com.acme.export.ExportJob | export {n} given up => disk
      6 ERROR com.acme.webhook.WebhookController | unreadable body of webhook {uuid} => json
      5 ERROR com.acme.jobs.Scheduler | lost lock of job {noun}-sync => lock
      5 ERROR com.acme.jobs.Scheduler | job {noun}-sync failed as run {n} => timeout
      4 ERROR com.acme.jobs.Scheduler | job {noun}-sync failed as run {n} => pool
      4 ERROR com.acme.feed.FeedWriter | feed {url} not reachable => refused
      4 ERROR com.acme.mail.Outbox | message {hex:20} bounced: no such mailbox {email}
      3 ERROR com.acme.auth.TokenService | key {hex:8} unknown, token refused
      3 ERROR com.acme.tax.TaxService | no tax rate for country {of:AT|BE|CH|DK|ES|FI} on {date}
      3 ERROR com.acme.backup.Snapshot | checksum {hex:32} expected, {hex:32} found
      2 FATAL com.acme.image.ThumbnailJob | worker stops => memory
      2 ERROR com.acme.sms.Gateway | gateway answered code {n:400-599} for customer {n}
      2 INFO com.acme.Main | started in {float} seconds (process {n:100-9999}, version {version})
      1 INFO com.acme.Main | stopping on signal {of:TERM|INT}
      """;

  private static final byte[][] THREADS =
      Phrase.words(
          "http-1 http-2 http-3 http-4 http-5 http-6 http-7 http-8 jobs-1 jobs-2 queue-1 queue-2");

  private final Program program = new Program(STATEMENTS);

  @Override
  public String name() {
    return "log4j";
  }

  @Override
  public List<Statement> statements() {
    return program.statements();
  }

  @Override
  public int perSecond() {
    return 250;
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = program.draw(dice, trouble);
    clock.local(out, ' ', ',');
    out.put(' ').put('[').text(dice.of(THREADS)).put(']').put(' ');
    byte[] level = said.level();
    out.text(level);
    for (int i = level.length; i < 6; i++) {
      out.put(' ');
    }
    out.text(said.logger()).put(' ').put('-').put(' ');
    said.message().write(out, dice);
    if (!said.trace().exception().isEmpty()) {
      out.put('\n');
      said.trace().header().write(out, dice);
      out.text(said.trace().rest());
    }
    out.put('\n');
    return said.statement().id();
  }
}
