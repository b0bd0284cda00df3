package gitserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import org.eclipse.jgit.transport.ReceivePack;

/** Real Git over HTTP, in process: one bare repository, one token, and faults on demand. */
public final class GitServer implements AutoCloseable {

  /** What the server does to the next push. */
  public enum Fault {
    /** Takes it and answers. */
    NONE,
    /** Refuses it, as a protected branch is. */
    PROTECTED,
    /** Takes it, and then answers 502. */
    BAD_GATEWAY_AFTER_COMMIT,
    /** Takes it, and then closes the connection without an answer. */
    CLOSE_AFTER_COMMIT,
    /** Answers 502 and takes nothing. */
    BAD_GATEWAY_BEFORE_COMMIT
  }

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);
  private final Path repository;
  private final String token;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
  private final AtomicReference<Runnable> beforePush = new AtomicReference<>(() -> {});

  private final String name;
  private final boolean isPublic;

  private GitServer(Path repository, String token, String name, int port, boolean isPublic) {
    this.repository = repository;
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
                beforePush.getAndSet(() -> {}).run();
                if (fault.get() == Fault.PROTECTED) {
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

  /** The address of the repository. */
  public String url() {
    return "http://127.0.0.1:" + connector.getLocalPort() + "/" + name + ".git";
  }

  /** Does that to the next push. */
  public void next(Fault what) {
    fault.set(what);
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
      if (!(isPublic && !writes) && !expected.equals(request.getHeader("Authorization"))) {
        response.setHeader("WWW-Authenticate", "Basic realm=\"git\"");
        response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        return;
      }
      requests.add(request.getMethod() + " " + request.getRequestURI());
      boolean push =
          request.getMethod().equals("POST")
              && request.getRequestURI().endsWith("/git-receive-pack");
      Fault now = push && fault.get() != Fault.PROTECTED ? fault.getAndSet(Fault.NONE) : Fault.NONE;
      switch (now) {
        case BAD_GATEWAY_BEFORE_COMMIT -> response.sendError(502);
        case BAD_GATEWAY_AFTER_COMMIT -> {
          chain.doFilter(request, new Swallowed(response));
          response.reset();
          response.sendError(502);
        }
        case CLOSE_AFTER_COMMIT -> {
          chain.doFilter(request, new Swallowed(response));
          org.eclipse.jetty.ee10.servlet.ServletApiRequest inner =
              (org.eclipse.jetty.ee10.servlet.ServletApiRequest) request;
          inner.getRequest().getConnectionMetaData().getConnection().getEndPoint().close();
        }
        default -> chain.doFilter(request, response);
      }
    }
  }
}
