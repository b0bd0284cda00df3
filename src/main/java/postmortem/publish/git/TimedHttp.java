package postmortem.publish.git;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections with a patience of their own; a transport knows whole seconds alone. They also keep
 * in mind whether the server asked for fewer requests, which a transport tells like any refusal.
 */
final class TimedHttp extends JDKHttpConnectionFactory {

  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * The server asked for fewer requests.
   *
   * @param status of the answer
   * @param asked for how long to be still; null when it did not say
   */
  record Limit(int status, @Nullable Duration asked) {}

  private final Duration timeout;
  private @Nullable Limit limit;

  TimedHttp(Duration timeout) {
    this.timeout = timeout;
  }

  /** The last limit that was met; null for none. */
  @Nullable Limit limit() {
    return limit;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Timed(url, proxy);
  }

  private final class Timed extends JDKHttpConnection {

    Timed(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public void setReadTimeout(int milliseconds) {
      super.setReadTimeout((int) timeout.toMillis());
    }

    /** A 403 alone is a refusal; one that says when to come back is a limit. */
    @Override
    public int getResponseCode() throws IOException {
      int status = super.getResponseCode();
      Duration asked = seconds(getHeaderField("Retry-After"));
      if (status == TOO_MANY_REQUESTS
          || (status == HttpURLConnection.HTTP_FORBIDDEN && asked != null)) {
        limit = new Limit(status, asked);
      }
      return status;
    }
  }

  private static @Nullable Duration seconds(@Nullable String header) {
    return header != null && header.strip().matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(header.strip()))
        : null;
  }
}
