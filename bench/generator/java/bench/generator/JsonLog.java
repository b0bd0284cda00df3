package bench.generator;

import java.util.List;

/** One JSON object on a line, as a common encoder for containers writes it. */
final class JsonLog implements Family {

  private static final String STATEMENTS =
      """
      900 INFO gateway.Router | routed {of:GET|POST|DELETE} /{noun}/{n} to {host} in {n:1-900} ms
      700 INFO gateway.RateLimit | client {ip} used {n:1-900} of 1000 calls
      600 INFO inventory.Sync | item {n} moved from shelf {n:1-90} to shelf {n:1-90}
      550 DEBUG inventory.Cache | loaded {n:1-900} entries of {noun} in {dur}
      500 INFO billing.Invoices | invoice {n} over {money} EUR sent to {email}
      450 INFO billing.Ledger | booked {money} from account {n} to account {n}
      420 INFO users.Profiles | profile of {user} updated by session {hex:32}
      400 INFO users.Login | login of "{user}" from {ip} accepted
      380 INFO events.Publisher | published event {uuid} to topic {noun}-changes
      360 INFO events.Subscriber | handled event {uuid} after {n:1-90} ms in queue
      340 DEBUG db.Pool | connection {n:1-40} lent, {n:0-40} idle
      320 DEBUG db.Pool | connection {n:1-40} returned after {float} ms
      300 INFO media.Upload | stored upload {hex:24} ({size}) under {path}
      280 INFO media.Transcode | clip {uuid} turned into {n:240-1080}p in {dur}
      260 INFO search.Query | query for "{noun}" found {n:0-9000} hits in {n:1-300} ms
      240 INFO search.Suggest | suggested {n:1-10} words for prefix "{noun}"
      220 INFO notify.Push | pushed notice {n} to device {hex:16}
      200 INFO notify.Mail | mail {hex:20} accepted by {host} with code 250
      190 INFO deliveries.Tracker | parcel {n} seen at depot {n:1-90}, due {date}
      180 INFO deliveries.Route | route {hex:8} has {n:5-60} stops over {float} km
      170 DEBUG http.Client | request to {url} answered {n:200-299} after {n:5-900} ms
      160 INFO jobs.Runner | job {n} picked up by worker {host}
      150 INFO jobs.Runner | job {n} done in {dur}, {n:0-900} rows
      140 INFO tenants.Quota | tenant {n:1-900} uses {n:1-100}% of its quota
      130 INFO flags.Store | flag {noun}-rollout raised to {n:1-100} percent
      120 INFO secrets.Rotation | secret {noun}-key rotated, next on {date}
      110 DEBUG grpc.Server | stream {n} of {ip}:{port} opened
      110 DEBUG grpc.Server | stream {n} of {ip}:{port} closed with status OK
      100 INFO cache.Cluster | slot {n:0-16383} moved from {host} to {host}
      95 INFO cdn.Purge | purged {n:1-400} objects below {path}
      90 INFO reports.Daily | report for {date} holds {n} lines
      85 INFO reviews.Moderation | review {n} of item {n} published
      80 INFO wishlist.Service | user {n} added item {n} to list {hex:12}
      75 INFO partners.Feed | feed of partner {n:1-200} read: {n} offers, {n:0-90} refused
      70 INFO catalog.Import | imported batch {uuid} with {n:1-5000} products
      65 INFO pricing.Rules | rule {n:100-999} matched {n:0-9000} products
      60 INFO fraud.Score | order {uuid} scored {float}
      55 INFO consent.Store | consent version {version} given by user {n}
      50 INFO stock.Forecast | forecast for item {n}: {n:0-900} in week {n:1-52}
      50 INFO support.Tickets | ticket {n} assigned to {user}
      45 WARN db.Pool | waited {n:100-9000} ms for a connection
      45 WARN http.Client | retry {n:1-5} of request to {url}
      40 WARN gateway.RateLimit | client {ip} throttled for {n:1-60} s
      40 WARN users.Login | login of "{user}" from {ip} refused: wrong password
      35 WARN events.Subscriber | event {uuid} arrived {n:1-900} s late
      30 WARN cache.Cluster | node {host} answered after {n:100-9000} ms
      30 WARN search.Query | query took {n:1000-30000} ms: "{noun}" with {n:1-30} filters
      25 WARN media.Upload | upload {hex:24} broke off after {size}
      25 WARN jobs.Runner | job {n} exceeded {n:10-900} s, still running
      20 WARN tenants.Quota | tenant {n:1-900} is over its quota by {size}
      20 WARN fraud.Score | model {version} unavailable, rule set used
      18 WARN partners.Feed | line {n} of feed {hex:8} skipped: no price
      15 WARN flags.Store | stale copy of flags, {n:60-900} s old
      15 WARN secrets.Rotation | secret {noun}-key expires on {date}
      25! ERROR db.Pool | no connection within {n:1000-30000} ms, {n:1-90} waiting => pool
      20! ERROR gateway.Router | upstream {host} failed for request {hex:16} => timeout
      15! ERROR billing.Payments | provider refused charge {uuid} => refused
      12! ERROR http.Server | request {hex:16} failed with status 503
      10! ERROR events.Publisher | event {uuid} not published => refused
      8 ERROR events.Subscriber | event {uuid} not understood => json
      7 ERROR media.Transcode | clip {uuid} not readable: codec 0x{hex:4}
      6 ERROR billing.Invoices | invoice {n} not rendered => null
      6 ERROR jobs.Runner | job {n} failed for the {n:2-9}. time => state
      5 ERROR jobs.Runner | job {n} failed for the {n:2-9}. time => timeout
      5 ERROR catalog.Import | batch {uuid} refused at line {n} => argument
      4 ERROR media.Upload | cannot store {path} => disk
      4 ERROR cache.Cluster | node {host} is gone, {n:1-16383} slots uncovered
      3 ERROR notify.Push | device {hex:16} unregistered by provider
      3 ERROR search.Query | shard {n:0-63} of index {noun}-{date} missing
      3 ERROR secrets.Rotation | secret {noun}-key not rotated => lock
      2 ERROR deliveries.Route | no way from depot {n:1-90} to depot {n:1-90}
      2 ERROR consent.Store | record {hex:32} has no version
      1 ERROR reports.Daily | report for {date} incomplete: {n:1-24} hours missing
      2 INFO app.Main | listening on port {n:1000-9999} after {n:1000-9000} ms
      1 INFO app.Main | draining, {n:0-400} requests in flight
      """;

  private static final byte[] TIME = Bytes.of("{\"@timestamp\":\"");
  private static final byte[] MESSAGE = Bytes.of("Z\",\"@version\":\"1\",\"message\":\"");
  private static final byte[] LOGGER = Bytes.of("\",\"logger_name\":\"com.acme.");
  private static final byte[] THREAD = Bytes.of("\",\"thread_name\":\"exec-");
  private static final byte[] LEVEL = Bytes.of("\",\"level\":\"");
  private static final byte[] VALUE = Bytes.of("\",\"level_value\":");
  private static final byte[] SERVICE = Bytes.of(",\"service\":\"shop\",\"host\":\"");
  private static final byte[] TRACE = Bytes.of("\",\"trace_id\":\"");
  private static final byte[] STACK = Bytes.of("\",\"stack_trace\":\"");
  private static final byte[] END = Bytes.of("\"}\n");
  private static final byte[][] HOSTS = Phrase.words("shop-6d5f-a1 shop-6d5f-b7 shop-6d5f-c3");

  private final Program program = new Program(STATEMENTS.replace("\"", "\\\""));

  @Override
  public String name() {
    return "json";
  }

  @Override
  public List<Statement> statements() {
    return program.statements();
  }

  @Override
  public int perSecond() {
    return 200;
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = program.draw(dice, trouble);
    out.text(TIME);
    clock.local(out, 'T', '.');
    out.text(MESSAGE);
    said.message().write(out, dice);
    out.text(LOGGER).text(said.logger());
    out.text(THREAD).decimal(dice.between(1, 16));
    out.text(LEVEL).text(said.level()).text(VALUE).text(value(said.level()));
    out.text(SERVICE).text(dice.of(HOSTS));
    out.text(TRACE).hex(dice.bits(), 16).hex(dice.bits(), 16);
    if (!said.trace().exception().isEmpty()) {
      out.text(STACK);
      int from = out.length();
      said.trace().header().write(out, dice);
      out.text(said.trace().rest());
      out.escape(from);
    }
    out.text(END);
    return said.statement().id();
  }

  private static byte[] value(byte[] level) {
    return switch (level[0]) {
      case 'E' -> FORTY;
      case 'W' -> THIRTY;
      case 'I' -> TWENTY;
      default -> TEN;
    };
  }

  private static final byte[] FORTY = Bytes.of("40000");
  private static final byte[] THIRTY = Bytes.of("30000");
  private static final byte[] TWENTY = Bytes.of("20000");
  private static final byte[] TEN = Bytes.of("10000");
}
