package postmortem.publish.git;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** Connections with a patience of their own; a transport knows whole seconds alone. */
final class TimedHttp extends JDKHttpConnectionFactory {

  private final Duration timeout;

  TimedHttp(Duration timeout) {
    this.timeout = timeout;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return new Timed(url, proxy, timeout);
  }

  private static final class Timed extends JDKHttpConnection {

    private final Duration timeout;

    Timed(URL url, Proxy proxy, Duration timeout) throws IOException {
      super(url, proxy);
      this.timeout = timeout;
    }

    @Override
    public void setReadTimeout(int milliseconds) {
      super.setReadTimeout((int) timeout.toMillis());
    }
  }
}
