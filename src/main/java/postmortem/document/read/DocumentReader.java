package postmortem.document.read;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/**
 * Reads Markdown, ours or anybody's, into facts with places. Never throws on bad input. The parser
 * behind it can be made to recurse or to run for long by a few kilobytes of text, so it works on a
 * thread of its own with a bounded stack and a bound of processor time. The clock of the wall would
 * refuse good documents wherever the machine is busy or stood still.
 */
public final class DocumentReader {

  private static final long STACK_BYTES = 4 << 20;

  /** How often is looked at what reading has cost, in milliseconds. */
  private static final long LOOK_MILLIS = 20;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private DocumentReader() {}

  /** Reads under {@link ReadLimits#DEFAULT}. */
  public static DocumentText read(String file, String text) {
    return read(file, text, ReadLimits.DEFAULT);
  }

  /**
   * Reads a document. What cannot be read is missing in the result and said in its diagnostics.
   *
   * @param file its name, for messages
   */
  public static DocumentText read(String file, String text, ReadLimits limits) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (text.length() > limits.characters()) {
      diagnostics.add(
          Diagnostic.error(
                  "PM-M001", "the document is longer than " + limits.characters() + " characters")
              .at(Location.of(file))
              .helping("move long excerpts into files of their own and link to them"));
      return document(file, List.of(), FrontMatter.NONE, new BodyReader(""), diagnostics);
    }
    String whole = text.startsWith("\ufeff") ? text.substring(1) : text;
    List<String> lines = whole.lines().toList();
    int front = FrontMatterReader.lines(lines);
    FrontMatter frontMatter = FrontMatter.NONE;
    if (front > 0) {
      try {
        frontMatter = FrontMatterReader.read(file, lines.subList(0, front - 1));
      } catch (DiagnosticException e) {
        diagnostics.addAll(e.diagnostics());
      }
    }
    BodyReader body = body(file, blank(whole, front), limits, diagnostics);
    return document(
        file, lines, frontMatter, body == null ? new BodyReader("") : body, diagnostics);
  }

  private static DocumentText document(
      String file,
      List<String> lines,
      FrontMatter frontMatter,
      BodyReader body,
      List<Diagnostic> diagnostics) {
    return new DocumentText(
        file,
        lines,
        frontMatter,
        body.headings,
        body.passages,
        body.tables,
        body.timeline,
        body.actions,
        body.htmlActions,
        body.factors,
        body.links,
        diagnostics);
  }

  /** The text with its first lines emptied, so that all places stay what they are. */
  private static String blank(String text, int lines) {
    if (lines == 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int line = 0;
    int i = 0;
    for (; i < text.length() && line < lines; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        out.append('\n');
        line++;
      }
    }
    return out.append(text, i, text.length()).toString();
  }

  /** The body; null when it could not be read, which is then said. */
  private static @Nullable BodyReader body(
      String file, String text, ReadLimits limits, List<Diagnostic> diagnostics) {
    FutureTask<BodyReader> task =
        new FutureTask<>(
            () -> {
              BodyReader reader = new BodyReader(text);
              reader.read();
              return reader;
            });
    Thread worker = new Thread(null, task, "read " + file, STACK_BYTES);
    worker.setDaemon(true);
    try {
      // A finished task answers even an interrupted caller, so the wait alone would notice or not.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      worker.start();
      while (THREADS.getThreadCpuTime(worker.getId()) <= limits.time().toNanos()) {
        try {
          return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          // Not done yet: what it cost so far decides.
        }
      }
      // The parser does not heed interrupts; as a daemon it ends with the process.
      diagnostics.add(
          Diagnostic.error(
                  "PM-M002",
                  "reading the document took more than "
                      + limits.time().toSeconds()
                      + " s of processor time")
              .at(Location.of(file))
              .helping("look for long runs of backticks, brackets or asterisks"));
    } catch (ExecutionException e) {
      diagnostics.add(failure(file, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      diagnostics.add(
          Diagnostic.error("PM-M004", "reading the document was interrupted")
              .at(Location.of(file))
              .helping("run it again"));
    }
    return null;
  }

  private static Diagnostic failure(String file, ExecutionException e) {
    if (e.getCause() instanceof StackOverflowError) {
      return Diagnostic.error("PM-M003", "the document is nested too deeply to be read")
          .at(Location.of(file))
          .helping("look for long runs of asterisks, brackets or quote marks");
    }
    throw new IllegalStateException("the Markdown parser failed on " + file, e.getCause());
  }
}
