package postmortem.redact;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One copy of a text without its secrets; see {@link Redactor#copy}. */
final class LineCopy {

  private static final int BUFFER = 1 << 16;

  /** A line longer than this is redacted in pieces. */
  private static final int PIECE = 1 << 20;

  /** As much of a piece is looked at again together with the next one. */
  private static final int OVERLAP = 1 << 13;

  private static final Pattern KEY_BEGIN =
      Pattern.compile("-----BEGIN[ A-Z0-9]{0,40}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern KEY_END = Pattern.compile("-----END[ A-Z0-9]{0,60}(?:-----)?");
  private static final String KEY_END_WORD = "-----END";

  /** A line of a key's body, also behind what a logger puts before it. */
  private static final Pattern KEY_BODY =
      Pattern.compile(
          "(?<![^\\s\"'>|])(?:[A-Za-z0-9+/=]{16,2048}|(?<=^[ \\t]{0,40})[A-Za-z0-9+/=]{1,15})\\s{0,4}$");

  private static final String KEY_RULE = "private-key";
  private static final int MOST_KEY_LINES = 400;
  private static final int MOST_OTHER_LINES = 5;

  private final Redactor redactor;
  private final InputStream in;
  private final Appendable out;
  private final Consumer<Replacement> report;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private String carried = "";
  private long line = 1;
  private boolean insideKey;
  private int keyLines;
  private int otherLines;

  LineCopy(Redactor redactor, InputStream in, Appendable out, Consumer<Replacement> report) {
    this.redactor = redactor;
    this.in = new BufferedInputStream(in, BUFFER);
    this.out = out;
    this.report = report;
  }

  void run() throws IOException {
    byte[] chunk = new byte[BUFFER];
    try {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        int start = 0;
        for (int i = 0; i < count; i++) {
          if (chunk[i] == '\n') {
            pending.write(chunk, start, i - start);
            line();
            out.append('\n');
            line++;
            start = i + 1;
          }
        }
        pending.write(chunk, start, count - start);
        if (pending.size() > PIECE) {
          piece();
        }
      }
    } finally {
      // Also when the input breaks: what was read is written, and without its secrets.
      line();
    }
  }

  /** Writes what is pending as the rest of a line. */
  private void line() throws IOException {
    String text = carried + decoded(pending.size());
    pending.reset();
    carried = "";
    if (!text.isEmpty()) {
      write(text);
    }
  }

  /** Writes the safe part of a line that is too long to be held. */
  private void piece() throws IOException {
    byte[] bytes = pending.toByteArray();
    int whole = bytes.length;
    while (whole > 0 && (bytes[whole - 1] & 0xC0) == 0x80) {
      whole--;
    }
    // The last character may still miss its last bytes.
    whole = Math.max(whole - 1, 0);
    String text = carried + decoded(whole);
    pending.reset();
    pending.write(bytes, whole, bytes.length - whole);
    int cut = text.length() - OVERLAP;
    List<Hit> hits = redactor.hits(text);
    for (int i = hits.size() - 1; i >= 0; i--) {
      Hit hit = hits.get(i);
      if (hit.from() < cut && cut < hit.end()) {
        cut = hit.from();
      }
    }
    if (cut <= 0) {
      // One secret is longer than all that was read.
      cut = text.length();
    }
    if (Character.isLowSurrogate(text.charAt(Math.min(cut, text.length() - 1)))) {
      cut--;
    }
    carried = text.substring(cut);
    write(text.substring(0, cut));
  }

  private String decoded(int length) {
    return new String(pending.toByteArray(), 0, length, StandardCharsets.UTF_8);
  }

  private void write(String text) throws IOException {
    if (insideKey) {
      keyLine(text);
      return;
    }
    out.append(redacted(text));
    Matcher begin = KEY_BEGIN.matcher(text);
    int behind = -1;
    while (begin.find()) {
      behind = begin.end();
    }
    if (behind >= 0 && text.indexOf(KEY_END_WORD, behind) < 0) {
      insideKey = true;
      keyLines = 0;
      otherLines = 0;
    }
  }

  private void keyLine(String text) throws IOException {
    Matcher end = KEY_END.matcher(text);
    if (end.find()) {
      insideKey = false;
      replace(text, end.start(), end.end());
      return;
    }
    Matcher body = KEY_BODY.matcher(text);
    if (body.find()) {
      otherLines = 0;
      replace(text, body.start(), body.end());
    } else {
      otherLines++;
      out.append(redacted(text));
    }
    keyLines++;
    insideKey = keyLines < MOST_KEY_LINES && otherLines <= MOST_OTHER_LINES;
  }

  private void replace(String text, int start, int end) throws IOException {
    int stop = end;
    while (stop > start && Character.isWhitespace(text.charAt(stop - 1))) {
      stop--;
    }
    out.append(redacted(text.substring(0, start)));
    out.append(redactor.marker(KEY_RULE, text.substring(start, stop)));
    report.accept(new Replacement(KEY_RULE, line));
    out.append(redacted(text.substring(stop)));
  }

  private String redacted(String text) {
    return redactor.text(text, rule -> report.accept(new Replacement(rule, line)));
  }
}
