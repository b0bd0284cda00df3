package github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * GitHub on the loopback interface: its issues, labels, comments and refusals, in the time of a
 * clock of the test's own. It can carry a request out and then lose the answer. Requests are
 * answered one at a time, in the order of their arrival, and all of them are kept.
 */
public final class GitHubServer implements AutoCloseable {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private final ServerSocket socket;
  private final String base;
  private final Clock clock;
  private final Script script = new Script();
  private final Behaviour behaviour = new Behaviour(this);
  private final List<Request> requests = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<String, String> tokens = new TreeMap<>();
  private final Map<String, String> scopes = new TreeMap<>();
  private final Set<String> installations = ConcurrentHashMap.newKeySet();
  private final Set<String> people = ConcurrentHashMap.newKeySet();
  private final Map<String, Repository> byName = new TreeMap<>();
  private final List<RequestCheck> checks = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private Watcher watcher = (request, answer) -> {};
  private long lastId = 5000;

  /**
   * Starts it.
   *
   * @param base path of the API: empty as on github.com, {@code /api/v3} as on Enterprise Server
   */
  public GitHubServer(TestClock clock, String base) {
    this(clock, base, 0);
  }

  /**
   * Starts it at a port.
   *
   * @param port 0 for any that is free
   */
  public GitHubServer(Clock clock, String base, int port) {
    this.clock = clock;
    this.base = base;
    try {
      socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    ServiceLoader.load(RequestCheck.class).forEach(checks::add);
    Thread thread = new Thread(this::accept, "github");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts it as github.com. */
  public GitHubServer(TestClock clock) {
    this(clock, "");
  }

  /** The address of the API. */
  public String url() {
    return "http://127.0.0.1:" + socket.getLocalPort() + base;
  }

  /** Is told what was changed. */
  @FunctionalInterface
  public interface Watcher {
    /** A request that asked for a change and was granted, with the answer to it. */
    void changed(Request request, JsonNode answer);
  }

  /** Tells that watcher of every change from now on. */
  public synchronized void watch(Watcher by) {
    watcher = by;
  }

  /** What goes wrong. */
  public Script script() {
    return script;
  }

  Clock clock() {
    return clock;
  }

  /** Adds somebody with a token. */
  public GitHubServer person(String login, String token) {
    people.add(login);
    tokens.put(token, login);
    return this;
  }

  /** Gives a token scopes, as classic ones have, so that answers tell them. */
  public GitHubServer scopes(String token, String told) {
    scopes.put(token, told);
    return this;
  }

  /** Adds an installation of an app, such as {@code github-actions[bot]}, with a token. */
  public GitHubServer installation(String login, String token) {
    installations.add(login);
    return person(login, token);
  }

  /** Adds a repository. */
  public Repository repository(String name) {
    Repository repository = new Repository(this, 100L + byName.size(), name);
    byName.put(name, repository);
    return repository;
  }

  /** The repository of that name, which is there. */
  public Repository existing(String name) {
    Repository repository = byName.get(name);
    if (repository == null) {
      throw new IllegalArgumentException("no repository " + name);
    }
    return repository;
  }

  void renamed(String from, Repository repository, String to) {
    byName.put(from, repository);
    byName.put(to, repository);
  }

  List<Repository> repositories() {
    return List.copyOf(byName.values());
  }

  @Nullable Repository byName(String name) {
    return byName.get(name);
  }

  @Nullable Repository byId(long id) {
    return byName.values().stream().filter(r -> r.id() == id).findFirst().orElse(null);
  }

  boolean isInstallation(String login) {
    return installations.contains(login);
  }

  boolean knows(String login) {
    return people.contains(login);
  }

  @Nullable String callerOf(String authorization) {
    String[] words = authorization.split(" ", -1);
    return words.length == 2 ? tokens.get(words[1]) : null;
  }

  ObjectNode user(String login) {
    return Json.object()
        .put("login", login)
        .put("id", Math.abs((long) login.hashCode()))
        .put("node_id", "U_1")
        .put("type", isInstallation(login) ? "Bot" : "User")
        .put("url", url() + "/users/" + login)
        .put("html_url", "https://github.example/" + login)
        .put("site_admin", false);
  }

  long nextId() {
    return ++lastId;
  }

  /** All requests so far, in order. */
  public List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** The requests so far which asked for a change. */
  public List<Request> changes() {
    return requests().stream().filter(Request::changes).toList();
  }

  /** Forgets the requests so far. */
  public void forget() {
    synchronized (requests) {
      requests.clear();
    }
  }

  String linkTo(Request request, Repository repository, int page) {
    Map<String, String> query = new TreeMap<>(request.query());
    query.put("page", Integer.toString(page));
    // As GitHub does: links name the repository by its id.
    String rest = request.path().replaceFirst("^/(?:repos/[^/]+/[^/]+|repositories/[0-9]+)", "");
    StringBuilder link = new StringBuilder(url()).append("/repositories/").append(repository.id());
    link.append(rest).append('?');
    query.forEach(
        (name, value) ->
            link.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                .append('&'));
    return link.substring(0, link.length() - 1);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread thread = new Thread(() -> serve(connection), "github-connection");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      Request request = read(in);
      while (request != null && answer(request, connection, in, out)) {
        request = read(in);
      }
    } catch (IOException e) {
      // The caller went away, which callers may do.
    } finally {
      open.remove(connection);
    }
  }

  private @Nullable Request read(InputStream in) throws IOException {
    String first = line(in);
    if (first == null || first.isEmpty()) {
      return null;
    }
    String[] words = first.split(" ", -1);
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    int mark = words[1].indexOf('?');
    String path = mark < 0 ? words[1] : words[1].substring(0, mark);
    Map<String, String> query =
        mark < 0 ? Map.of() : Request.parameters(words[1].substring(mark + 1));
    String below = path.startsWith(base) ? path.substring(base.length()) : "/outside" + path;
    return new Request(words[0], below, query, headers, body);
  }

  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (next != '\r') {
        bytes.write(next);
      }
      next = in.read();
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Answers, or fails to; returns whether the connection goes on. */
  private boolean answer(Request request, Socket connection, InputStream in, OutputStream out)
      throws IOException {
    Fault fault;
    Answer answer;
    synchronized (this) {
      synchronized (requests) {
        requests.add(request);
        checks.forEach(check -> violations.addAll(check.violations(request)));
      }
      fault = script.next(request.endpoint());
      answer =
          fault == null || fault.carriesOut()
              ? behaviour.answer(request)
              : Answer.of(fault, clock.instant().getEpochSecond());
      if (request.changes() && answer.status() < 300) {
        watcher.changed(request, Json.read(answer.body()));
      }
      String[] words = request.headers().getOrDefault("authorization", "").split(" ", -1);
      String told = scopes.get(words[words.length - 1]);
      answer = told == null ? answer : answer.with("X-OAuth-Scopes", told);
    }
    if (fault == null) {
      send(out, answer);
      return true;
    }
    switch (fault) {
      case RESET -> {
        connection.setSoLinger(true, 0);
        return false;
      }
      case CLOSE -> {
        return false;
      }
      case DELAY -> {
        // Until the caller gives up; a caller that never does is let go.
        connection.setSoTimeout(20_000);
        in.read();
        return false;
      }
      case TRUNCATED -> {
        String body = answer.body();
        send(
            out,
            new Answer(answer.status(), answer.headers(), body.substring(0, body.length() / 2)));
        return true;
      }
      case BAD_GATEWAY, EMPTY_LIST -> send(out, Answer.of(fault, 0));
      default -> send(out, answer);
    }
    return true;
  }

  private void send(OutputStream out, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(answer.status()).append(" x\r\n");
    head.append("Date: ").append(DATE.format(clock.instant().atZone(ZoneOffset.UTC)));
    head.append("\r\nServer: github.com\r\n");
    if (answer.status() != 204) {
      head.append("Content-Type: application/json; charset=utf-8\r\n");
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    out.write(whole.toByteArray());
    out.flush();
  }

  /** Ends it; fails if somebody sent a request that GitHub's description does not allow. */
  @Override
  public void close() {
    synchronized (requests) {
      if (!violations.isEmpty()) {
        throw new AssertionError("not as GitHub describes it:\n" + String.join("\n", violations));
      }
    }
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
