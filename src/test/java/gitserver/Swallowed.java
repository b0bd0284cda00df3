package gitserver;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

/** An answer that nobody gets. */
final class Swallowed extends HttpServletResponseWrapper {

  Swallowed(HttpServletResponse response) {
    super(response);
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
        // Lost on its way.
      }
    };
  }

  @Override
  public void flushBuffer() {
    // Nothing leaves.
  }
}
