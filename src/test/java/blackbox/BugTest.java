package blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import postmortem.cli.Main;

/** What a person sees of our own mistakes and limits: what to do, never a secret. */
class BugTest {

  @TempDir Path folder;

  @Test
  void a_bug_says_where_it_is_and_not_what_it_read() throws IOException {
    IllegalStateException bug = new IllegalStateException("in the middle of hunter2");
    bug.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("postmortem.redact.LineCopy", "run", "LineCopy.java", 7)
        });
    BadCases.check("PM-C999-bug", run(bug));
  }

  @Test
  void neither_does_a_stack_that_overflows_end_in_a_trace_of_the_machine() throws IOException {
    StackOverflowError deep = new StackOverflowError();
    deep.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("postmortem.redact.LineCopy", "run", "LineCopy.java", 7)
        });
    BadCases.check("PM-C999-stack-overflow", run(deep));
  }

  @Test
  void evidence_that_is_too_much_for_the_memory_is_no_bug() throws IOException {
    BadCases.check(
        "PM-C004-memory", run(new IllegalStateException(new OutOfMemoryError("Java heap space"))));
  }

  private String run(Throwable thrown) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          }

          @Override
          public int read(byte[] to, int from, int length) {
            return read();
          }
        };
    int exit =
        Main.run(
            new Main.World(
                broken,
                new PrintWriter(out),
                new PrintWriter(err),
                Map.of(),
                Clock.fixed(Instant.parse("2026-04-01T12:00:00Z"), ZoneOffset.UTC),
                folder,
                folder.resolveSibling("tmp"),
                false),
            "redact",
            "-");
    assertThat(out.toString()).isEmpty();
    assertThat(folder).isEmptyDirectory();
    return "exit " + exit + "\n\n" + err;
  }
}
