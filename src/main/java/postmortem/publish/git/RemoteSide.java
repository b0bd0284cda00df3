package postmortem.publish.git;

import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.publish.Waiting;

/** The remote {@code origin}: what it has, taking from it, giving to it. */
final class RemoteSide {

  /** The name under which GitHub takes any kind of token. */
  private static final String TOKEN_USER = "x-access-token";

  /** Until when a remote has to say something. */
  static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URIish uri;
  private final @Nullable String token;
  private final ExternalSsh ssh;
  private final Duration timeout;
  private final Waiting waiting;
  private TimedHttp http;

  private RemoteSide(
      URIish uri, @Nullable String token, ExternalSsh ssh, Duration timeout, Waiting waiting) {
    this.uri = uri;
    this.token = token;
    this.ssh = ssh;
    this.timeout = timeout;
    this.waiting = waiting;
    this.http = new TimedHttp(timeout);
  }

  /** What the settings say of {@code origin}, rewritten as they say, without a password in it. */
  static RemoteSide origin(
      Config settings,
      Map<String, String> variables,
      @Nullable String token,
      Duration timeout,
      Waiting waiting) {
    try {
      RemoteConfig remote = new RemoteConfig(settings, "origin");
      List<URIish> uris = remote.getPushURIs().isEmpty() ? remote.getURIs() : remote.getPushURIs();
      if (uris.isEmpty()) {
        throw DiagnosticException.usage(
            Diagnostic.error("PM-P006", "the clone has no remote named origin")
                .helping("git remote add origin <address of the repository>"));
      }
      URIish uri = uris.get(0);
      if (isHttp(uri)) {
        uri = uri.setUser(null).setPass(null);
      }
      return new RemoteSide(
          uri,
          token,
          new ExternalSsh(variables, settings.getString("core", null, "sshcommand")),
          timeout,
          waiting);
    } catch (URISyntaxException e) {
      throw DiagnosticException.usage(
          Diagnostic.error("PM-P006", "the address of the remote origin cannot be read")
              .helping("see it with: git remote get-url origin"));
    }
  }

  private static boolean isHttp(URIish uri) {
    String scheme = uri.getScheme();
    return scheme != null && scheme.toLowerCase(Locale.ROOT).matches("https?");
  }

  /** The address, without a password. */
  String address() {
    return uri.setPass(null).toString();
  }

  @Nullable String host() {
    return uri.getHost();
  }

  String path() {
    return String.valueOf(uri.getPath());
  }

  /** Whether a token would travel so that others can read it. */
  boolean isReadableByOthers() {
    String host = uri.getHost();
    return "http".equals(uri.getScheme())
        && host != null
        && !host.matches("localhost|127\\..*|\\[?::1\\]?");
  }

  /** All branches by their whole name, and {@code HEAD} if it is told. */
  SortedMap<String, Ref> branches(Repository scratch) {
    try {
      return patiently(() -> listed(scratch));
    } catch (NotSupportedException e) {
      throw refused("origin cannot be reached this way", e);
    } catch (TransportException e) {
      throw refused("origin cannot be read", e);
    }
  }

  private SortedMap<String, Ref> listed(Repository scratch)
      throws NotSupportedException, TransportException {
    try (Transport transport = open(scratch);
        FetchConnection connection =
            transport.openFetch(
                List.of(new RefSpec("HEAD"), new RefSpec("refs/heads/*:refs/heads/*")))) {
      SortedMap<String, Ref> branches = new TreeMap<>();
      for (Ref ref : connection.getRefs()) {
        if (ref.getName().equals("HEAD") || ref.getName().startsWith("refs/heads/")) {
          branches.put(ref.getName(), ref);
        }
      }
      return branches;
    }
  }

  /** An exchange with the remote. */
  @FunctionalInterface
  private interface Exchange<T> {
    T run() throws NotSupportedException, TransportException;
  }

  /** Repeats what the remote did not do because of too many requests, as long as may be waited. */
  private <T> T patiently(Exchange<T> exchange) throws NotSupportedException, TransportException {
    while (true) {
      http = new TimedHttp(timeout);
      try {
        return exchange.run();
      } catch (TransportException e) {
        TimedHttp.Limit limit = http.limit();
        if (limit == null
            || !waiting.waitOut(
                "Git at " + uri.getHost() + " answers " + limit.status(), limit.asked())) {
          throw e;
        }
      } catch (IllegalThreadStateException e) {
        // JGit asks ssh for its exit code as soon as nothing comes from it, even while it still
        // runs.
        throw new TransportException(uri, "ssh ended before it had connected", e);
      }
    }
  }

  /** Takes a commit with its trees, and its contents only where they cannot be left out. */
  void take(Repository scratch, String branch, int depth) {
    RefSpec spec = new RefSpec("+refs/heads/" + branch + ":refs/taken/" + branch);
    try {
      take(scratch, spec, depth, blobless());
    } catch (NotSupportedException | TransportException e) {
      try {
        // Many servers know no filter. What else went wrong goes wrong again.
        take(scratch, spec, depth, FilterSpec.NO_FILTER);
      } catch (NotSupportedException | TransportException again) {
        throw refused("the branch " + branch + " cannot be read from origin", again);
      }
    }
  }

  private static FilterSpec blobless() {
    try {
      return FilterSpec.fromFilterLine("blob:none");
    } catch (PackProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(Repository scratch, RefSpec spec, int depth, FilterSpec filter)
      throws NotSupportedException, TransportException {
    patiently(
        () -> {
          try (Transport transport = open(scratch)) {
            transport.setFilterSpec(filter);
            transport.setDepth(depth);
            transport.setCheckFetchedObjects(false);
            return transport.fetch(NullProgressMonitor.INSTANCE, List.of(spec));
          }
        });
  }

  /**
   * Gives a commit to a branch, if the branch is still where it was. A push that met a limit was
   * not carried out; should it have been, the next one finds the branch moved.
   *
   * @throws IOException when it cannot be told whether the remote has it now
   */
  RemoteRefUpdate give(Repository scratch, ObjectId commit, String branch, ObjectId expected)
      throws IOException {
    return patiently(
        () -> {
          try (Transport transport = open(scratch)) {
            Collection<RemoteRefUpdate> updates =
                transport
                    .push(
                        NullProgressMonitor.INSTANCE,
                        List.of(update(scratch, commit, branch, expected)))
                    .getRemoteUpdates();
            return updates.iterator().next();
          }
        });
  }

  /** One push uses it up. */
  private static RemoteRefUpdate update(
      Repository scratch, ObjectId commit, String branch, ObjectId expected)
      throws TransportException {
    try {
      return new RemoteRefUpdate(
          scratch, commit.name(), commit, "refs/heads/" + branch, false, null, expected);
    } catch (IOException e) {
      throw new TransportException(String.valueOf(e.getMessage()), e);
    }
  }

  private Transport open(Repository scratch) throws NotSupportedException, TransportException {
    Transport transport = Transport.open(scratch, uri);
    transport.setTimeout((int) TIMEOUT.toSeconds());
    if (transport instanceof SshTransport overSsh) {
      overSsh.setSshSessionFactory(ssh);
    }
    if (transport instanceof TransportHttp overHttp) {
      overHttp.setHttpConnectionFactory(http);
      if (token != null) {
        transport.setCredentialsProvider(new OnlyHere(uri, token));
      }
    }
    return transport;
  }

  /** Exit code 4, with what the transport said. */
  DiagnosticException refused(String what, Exception cause) {
    Diagnostic diagnostic = Diagnostic.error("PM-P010", what + ": " + address());
    String said = printable(cause.getMessage());
    if (!said.isEmpty()) {
      diagnostic = diagnostic.noting(said);
    }
    return new DiagnosticException(
        ExitCode.REMOTE, List.of(diagnostic.helping(advice(said, http.limit() != null))));
  }

  private static String advice(String said, boolean limited) {
    if (limited) {
      return "too many requests: publish again in some minutes";
    }
    String lower = said.toLowerCase(Locale.ROOT);
    if (lower.contains("not authorized") || lower.contains("authentication")) {
      return "GITHUB_TOKEN must be valid and may write contents of this repository";
    }
    if (lower.contains("not permitted") || lower.contains("forbidden")) {
      return "the token may not write here: it needs the permission contents: write";
    }
    if (lower.contains("not found")) {
      return "the repository was renamed, is private to others, or the token may not see it";
    }
    if (lower.matches(
        ".*(\\b50[0-4]\\b|timed? ?out|time-out|reset|refused|end of (file|stream)).*")) {
      return "the server or the network is in trouble: publish again later; what arrived is found";
    }
    return "see whether git push works from this clone; then publish again";
  }

  /** What a remote says, on one line, without what could drive a terminal. */
  static String printable(@Nullable String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    String line = out.toString().strip().replaceAll(" {2,}", " ");
    return line.length() > 500 ? line.substring(0, 500) + "\u2026" : line;
  }

  /** The token is for the host that origin names, and for nobody it leads on to. */
  private static final class OnlyHere extends CredentialsProvider {

    private final URIish home;
    private final UsernamePasswordCredentialsProvider answer;

    OnlyHere(URIish home, String token) {
      this.home = home;
      this.answer = new UsernamePasswordCredentialsProvider(TOKEN_USER, token);
    }

    @Override
    public boolean isInteractive() {
      return false;
    }

    @Override
    public boolean supports(CredentialItem... items) {
      return answer.supports(items);
    }

    @Override
    public boolean get(URIish uri, CredentialItem... items) {
      boolean here =
          String.valueOf(home.getHost()).equalsIgnoreCase(String.valueOf(uri.getHost()))
              && home.getPort() == uri.getPort()
              && String.valueOf(home.getScheme()).equals(uri.getScheme());
      return here && answer.get(uri, items);
    }

    @Override
    public void reset(URIish uri) {
      // A token that was refused once is refused again; nobody can be asked for another.
    }
  }
}
