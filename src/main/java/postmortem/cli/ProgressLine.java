package postmortem.cli;

import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Progress;

/**
 * One line on a terminal that says how far the reading is: bytes, rate and the time that is left.
 * Appears when reading has taken a second, and leaves nothing behind.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int EVERY_MILLIS = 200;
  private static final int WIDTH = 79;
  private static final long MEGABYTE = 1_000_000;

  private final PrintWriter err;
  private final Clock clock;
  private final AtomicLong read = new AtomicLong();
  private final long began;
  private volatile long expected = -1;
  private volatile @Nullable ProgressBar bar;
  private volatile boolean closed;

  ProgressLine(PrintWriter err, Clock clock) {
    this.err = err;
    this.clock = clock;
    this.began = clock.millis();
  }

  @Override
  public void expect(long bytes) {
    expected = bytes;
  }

  @Override
  public void advance(long bytes) {
    long all = read.addAndGet(bytes);
    ProgressBar shown = bar;
    if (shown != null) {
      // What is read twice is no more than all of it.
      shown.stepTo(expected < 0 ? all : Math.min(all, expected));
    } else if (!closed && clock.millis() - began >= PATIENCE.toMillis()) {
      show(all);
    }
  }

  @Override
  public synchronized void say(String said) {
    if (bar != null && !closed) {
      Line.erase(err);
    }
    new SpokenProgress(err).say(said);
  }

  private synchronized void show(long all) {
    if (bar == null && !closed && (expected < 0 || all < expected)) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("reading")
              .setInitialMax(expected)
              .startsFrom(all, Duration.ofMillis(clock.millis() - began))
              .setUnit(" MB", MEGABYTE)
              .showSpeed(new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT)))
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(EVERY_MILLIS)
              .setConsumer(new Line(err))
              .build();
    }
  }

  /** Takes the line away; nothing is shown from then on. */
  @Override
  public synchronized void close() {
    ProgressBar shown = bar;
    if (shown != null && !closed) {
      shown.close();
      // The library does not, where its first drawing and its last are one.
      Line.erase(err);
    }
    closed = true;
  }

  /** The line where the cursor is, written anew each time. */
  private record Line(PrintWriter err) implements ProgressBarConsumer {

    private static final String ERASE = "\r\u001b[K";

    /** A terminal that is narrower than the text cuts it instead of going to the next line. */
    private static final String CUT = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    @Override
    public int getMaxRenderedLength() {
      return WIDTH;
    }

    @Override
    public void accept(String text) {
      err.print(ERASE + CUT + text + WRAP);
      err.flush();
    }

    @Override
    public void close() {
      erase(err);
    }

    static void erase(PrintWriter err) {
      err.print(ERASE);
      err.flush();
    }
  }
}
