package gitserver;

import github.Fault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletApiRequest;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;
import org.jspecify.annotations.Nullable;

/** Real Git over HTTP, in process: one bare repository, one token, and faults on demand. */
public final class GitServer implements AutoCloseable {

  /** Where on the way of a push something goes wrong. */
  public enum Place {
    /** When the branches are asked for. */
    LIST,
    /** When a push announces itself. */
    ANNOUNCE,
    /** When the push arrives: nothing is taken. */
    BEFORE_PUSH,
    /** When the push was taken: the branch is where it should be. */
    AFTER_PUSH
  }

  private record Broken(Place place, Fault fault) {}

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final Map<String, Path> repositories = new ConcurrentHashMap<>();
  private final String token;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<@Nullable Broken> broken = new AtomicReference<>();
  private final AtomicInteger struck = new AtomicInteger();
  private final AtomicLong largest = new AtomicLong();
  private final AtomicBoolean protects = new AtomicBoolean();
  private final AtomicReference<CountDownLatch> stillness =
      new AtomicReference<>(new CountDownLatch(1));
  private final AtomicReference<Runnable> beforePush = new AtomicReference<>(() -> {});

  private final String name;
  private final boolean isPublic;

  private GitServer(Path repository, String token, String name, int port, boolean isPublic) {
    repositories.put(name, repository);
    this.token = token;
    this.name = name;
    this.isPublic = isPublic;
    connector.setHost("127.0.0.1");
    connector.setPort(port);
  }

  /** Serves a bare repository as {@code /acme/shop.git} to whoever has the token. */
  public static GitServer serving(Path repository, String token) throws Exception {
    GitServer server = new GitServer(repository, token, "acme/shop", 0, false);
    server.start();
    return server;
  }

  /**
   * Serves a bare repository that everybody may read; pushing takes the token.
   *
   * @param name {@code owner/name}
   * @param port 0 for any that is free
   */
  public static GitServer servingToAll(Path repository, String token, String name, int port)
      throws Exception {
    GitServer server = new GitServer(repository, token, name, port, true);
    server.start();
    return server;
  }

  private void start() throws Exception {
    GitServlet git = new GitServlet();
    git.setRepositoryResolver(
        (request, name) -> {
          try {
            Path repository = repositories.get(name.replaceFirst("\\.git$", ""));
            if (repository == null) {
              throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name);
            }
            Repository opened =
                new FileRepositoryBuilder()
                    .setGitDir(repository.toFile())
                    .setMustExist(true)
                    .build();
            return opened;
          } catch (IOException e) {
            throw new org.eclipse.jgit.errors.RepositoryNotFoundException(name, e);
          }
        });
    git.setReceivePackFactory(
        (request, opened) -> {
          ReceivePack pack = new ReceivePack(opened);
          pack.setPreReceiveHook(
              (receiving, commands) -> {
                largest.accumulateAndGet(receiving.getPackSize(), Math::max);
                beforePush.getAndSet(() -> {}).run();
                if (protects.get()) {
                  commands.forEach(
                      command ->
                          command.setResult(
                              ReceiveCommand.Result.REJECTED_OTHER_REASON,
                              "protected branch hook declined"));
                }
              });
          return pack;
        });
    ServletContextHandler handler = new ServletContextHandler();
    handler.setContextPath("/");
    handler.addServlet(new ServletHolder(git), "/*");
    handler.addFilter(
        new FilterHolder(new Gate()), "/*", EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
    server.addConnector(connector);
    server.setHandler(handler);
    server.start();
  }

  /** Serves another bare repository under that name, {@code owner/name}. */
  public void add(String other, Path repository) {
    repositories.put(other, repository);
  }

  /** The address of the repository. */
  public String url() {
    return url(name);
  }

  /** The address of the repository of that name. */
  public String url(String of) {
    return "http://127.0.0.1:" + connector.getLocalPort() + "/" + of + ".git";
  }

  /** Protects every branch from now on. */
  public void protect() {
    protects.set(true);
  }

  /** The next request there goes wrong; one that carries nothing out can do so only before. */
  public void fail(Place place, Fault fault) {
    if (place == Place.AFTER_PUSH && !fault.carriesOut()) {
      throw new IllegalArgumentException(fault + " carries nothing out");
    }
    broken.set(new Broken(place, fault));
  }

  /** The bytes of the largest push so far. */
  public long largestPush() {
    return largest.get();
  }

  /** How often a fault struck. */
  public int struck() {
    return struck.get();
  }

  /** Nothing goes wrong any more, and who waits for an answer waits no longer. */
  public void heal() {
    broken.set(null);
    stillness.getAndSet(new CountDownLatch(1)).countDown();
  }

  /** Runs that once, when the next push has arrived and before it is taken. */
  public void beforeNextPush(Runnable action) {
    beforePush.set(action);
  }

  /** Method and path of every request with the right token. */
  public List<String> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  @Override
  public void close() throws IOException {
    heal();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /** Lets only the token in, and breaks answers. */
  private final class Gate extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, jakarta.servlet.ServletException {
      String expected =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
      boolean writes =
          (request.getRequestURI() + "?" + request.getQueryString()).contains("git-receive-pack");
      // The name of the scheme may be in any case, and actions write it in small letters.
      String given = String.valueOf(request.getHeader("Authorization"));
      if (!(isPublic && !writes) && !expected.equals(given.replaceFirst("(?i)^basic ", "Basic "))) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return;
      }
      requests.add(request.getMethod() + " " + request.getRequestURI());
      Broken now = next(request);
      if (now == null) {
        chain.doFilter(request, response);
      } else if (now.place() == Place.AFTER_PUSH) {
        Swallowed swallowed = new Swallowed(response);
        chain.doFilter(request, swallowed);
        fail(now.fault(), request, response, swallowed.bytes());
      } else if (now.fault() == Fault.TRUNCATED && now.place() != Place.BEFORE_PUSH) {
        Swallowed swallowed = new Swallowed(response);
        chain.doFilter(request, swallowed);
        fail(now.fault(), request, response, swallowed.bytes());
      } else {
        fail(now.fault(), request, response, new byte[0]);
      }
    }

    private @Nullable Broken next(HttpServletRequest request) {
      Broken next = broken.get();
      if (next == null || !isMeant(next, request)) {
        return null;
      }
      broken.set(null);
      struck.incrementAndGet();
      return next;
    }

    private static boolean isMeant(Broken next, HttpServletRequest request) {
      Place place = next.place() == Place.AFTER_PUSH ? Place.BEFORE_PUSH : next.place();
      return place == place(request);
    }

    private static @Nullable Place place(HttpServletRequest request) {
      String path = request.getRequestURI();
      if (path.endsWith("/info/refs")) {
        return "git-receive-pack".equals(request.getParameter("service"))
            ? Place.ANNOUNCE
            : Place.LIST;
      }
      return path.endsWith("/git-receive-pack") ? Place.BEFORE_PUSH : null;
    }

    private void fail(
        Fault fault, HttpServletRequest request, HttpServletResponse response, byte[] answer)
        throws IOException {
      switch (fault) {
        case RESET -> drop(request, true);
        case CLOSE -> drop(request, false);
        case DELAY -> {
          try {
            // Until the caller gives up; a caller that never does is let go.
            if (!stillness.get().await(20, TimeUnit.SECONDS)) {
              request.getServletContext().log("nobody gave up");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          drop(request, false);
        }
        case TRUNCATED -> {
          response.setStatus(HttpServletResponse.SC_OK);
          response.setContentLength(answer.length / 2);
          response.getOutputStream().write(answer, 0, answer.length / 2);
        }
        default -> {
          response.reset();
          fault.headers().forEach(response::setHeader);
          response.setStatus(fault.status());
          response.getOutputStream().write(fault.name().getBytes(StandardCharsets.UTF_8));
        }
      }
    }

    private static void drop(HttpServletRequest request, boolean reset) throws IOException {
      EndPoint end =
          ((ServletApiRequest) request)
              .getRequest()
              .getConnectionMetaData()
              .getConnection()
              .getEndPoint();
      if (reset && end instanceof SocketChannelEndPoint socket) {
        socket.getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      end.close();
    }
  }
}
