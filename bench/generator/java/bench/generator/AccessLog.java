package bench.generator;

import java.util.ArrayList;
import java.util.List;

/** The combined access log of a shop's web server. A statement is a route with a status. */
final class AccessLog implements Family {

  /** Weight, method, target, and statuses with how often each is answered in a thousand. */
  private static final String ROUTES =
      """
      900 GET /api/v1/products/{n} 200:960 304:30 404:10
      800 GET /api/v1/products?page={n:1-90}&sort={of:price|name|new} 200:990 400:5 500:5!
      700 GET /static/app.{hex:8}.js 200:300 304:700
      600 GET /static/site.{hex:8}.css 200:300 304:700
      600 GET /images/{noun}/{hex:12}.jpg 200:700 304:280 404:20
      500 GET /api/v1/cart 200:970 401:20 502:10!
      450 POST /api/v1/cart/items 201:960 400:20 409:10 502:10!
      400 GET /api/v1/orders/{uuid} 200:970 403:5 404:15 500:10!
      380 GET /health 200:1000
      350 GET / 200:900 304:100
      300 POST /api/v1/orders 201:950 400:20 422:20 502:10!
      280 GET /search?q={noun}+{noun} 200:980 500:10! 504:10!
      260 POST /api/v1/login 200:800 401:180 429:20
      240 GET /api/v1/users/{n}/profile 200:960 401:30 404:10
      220 PUT /api/v1/users/{n}/profile 204:950 400:40 401:10
      200 DELETE /api/v1/cart/items/{n} 204:970 404:30
      190 GET /api/v2/stock/{n}?warehouse={n:1-30} 200:985 503:15!
      180 POST /api/v1/payments/{uuid}/confirm 200:960 402:20 409:10 502:10!
      170 GET /category/{noun} 200:970 301:20 404:10
      160 GET /api/v1/reviews?item={n}&limit={n:5-50} 200:1000
      150 POST /api/v1/reviews 201:930 400:60 403:10
      140 HEAD /api/v1/status 200:1000
      130 OPTIONS /api/v1/cart 204:1000
      120 GET /robots.txt 200:1000
      110 GET /favicon.ico 200:400 304:600
      100 GET /api/v1/invoices/{n}.pdf 200:960 404:20 500:20
      90 POST /api/v1/webhooks/{hex:16} 202:970 401:20 500:10
      80 GET /account/orders?from={date} 200:960 302:40
      75 PATCH /api/v1/orders/{uuid}/address 200:960 409:40
      70 GET /api/v1/recommendations/{n} 200:990 504:10!
      65 GET /login 200:1000
      60 POST /logout 302:1000
      55 GET /api/v1/coupons/{hex:10} 200:600 404:400
      50 POST /graphql 200:980 400:15 500:5!
      45 GET /admin/login 403:1000
      40 GET /old/{noun}.php?id={n} 404:1000
      35 POST /upload/{uuid} 201:940 413:40 499:20
      30 GET /feed/{noun}.xml 200:500 304:500
      25 GET /metrics 200:1000
      20 GET /.well-known/{noun} 404:1000
      15 GET /docs/{version}/guide.html 200:980 404:20
      """;

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Route(byte[] method, Phrase target, byte[] status, boolean body, Statement is) {}

  private static final int MORE = 40;
  private static final byte[] DASHES = Bytes.of(" - - [");
  private static final byte[] REQUEST = Bytes.of("] \"");
  private static final byte[] PROTOCOL = Bytes.of(" HTTP/1.1\" ");
  private static final byte[][] REFERRERS = {
    Bytes.of(" \"-\" \""), Bytes.of(" \"https://shop.example/\" \""),
    Bytes.of(" \"https://shop.example/category/toys\" \""), Bytes.of(" \"-\" \"")
  };
  private static final byte[][] AGENTS = {
    Bytes.of("Mozilla/5.0 (X11; Linux x86_64; rv:134.0) Gecko/20100101 Firefox/134.0\"\n"),
    Bytes.of("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/132.0\"\n"),
    Bytes.of("Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) Safari/604.1\"\n"),
    Bytes.of("ShopApp/5.2 (Android 14)\"\n"),
    Bytes.of("okhttp/4.12.0\"\n"),
    Bytes.of("curl/8.5.0\"\n"),
    Bytes.of("kube-probe/1.30\"\n"),
    Bytes.of("shop-crawler/2.1 (+https://crawler.example/about)\"\n")
  };

  private final List<Route> routes = new ArrayList<>();
  private final List<Statement> statements;
  private final Mix usual;
  private final Mix trouble;

  AccessLog() {
    for (String line : ROUTES.strip().split("\n", -1)) {
      String[] words = line.trim().split(" ", -1);
      for (int i = 3; i < words.length; i++) {
        boolean incident = words[i].endsWith("!");
        String[] answer = words[i].replace("!", "").split(":", -1);
        int weight = Integer.parseInt(words[0]) * Integer.parseInt(answer[1]);
        Phrase target = new Phrase(words[2]);
        String path = target.template().replaceAll("\\?.*", "");
        String template = words[1] + " " + path + " " + answer[0];
        Statement is = new Statement(routes.size(), weight, answer[0], template, incident);
        boolean body = !words[1].equals("HEAD") && !answer[0].matches("204|304");
        routes.add(new Route(Bytes.of(words[1]), target, Bytes.of(answer[0]), body, is));
      }
    }
    statements = routes.stream().map(Route::is).toList();
    usual = new Mix(statements, Statement::weight);
    trouble = new Mix(statements, s -> s.weight() * (s.trouble() ? MORE : 1));
  }

  @Override
  public String name() {
    return "access";
  }

  @Override
  public List<Statement> statements() {
    return statements;
  }

  @Override
  public int perSecond() {
    return 400;
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean incident) {
    Route route = routes.get((incident ? trouble : usual).draw(dice));
    Phrase.ip(out, dice);
    out.text(DASHES);
    clock.access(out);
    out.text(REQUEST).text(route.method()).put(' ');
    route.target().write(out, dice);
    out.text(PROTOCOL).text(route.status()).put(' ');
    out.decimal(route.body() ? dice.between(80, 9000) : 0);
    out.text(dice.of(REFERRERS)).text(dice.of(AGENTS));
    return route.is().id();
  }
}
