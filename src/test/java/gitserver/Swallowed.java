package gitserver;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;

/** An answer that is kept from the caller. */
final class Swallowed extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  Swallowed(HttpServletResponse response) {
    super(response);
  }

  /** What would have been sent. */
  byte[] bytes() {
    return kept.toByteArray();
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {
      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        // Nothing is ever waited for.
      }

      @Override
      public void write(int b) {
        kept.write(b);
      }
    };
  }

  @Override
  public void flushBuffer() {
    // Nothing leaves.
  }
}
