package postmortem.source.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.Kind;
import postmortem.event.Place;
import postmortem.event.Severity;
import postmortem.event.stamp.StampLayout;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.recognition.GitLogHead;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RecordScan;
import postmortem.source.scan.RowBook;

/**
 * What {@code git log} printed: commits in the default form, {@code fuller} or {@code raw}, with
 * {@code --stat}, {@code --name-status}, {@code --numstat}, {@code -p} or {@code --graph}; and one
 * line per commit when it holds a date. When a commit landed is its commit date where that is told,
 * else its author date. {@code --oneline} tells no time: such lines are unreadable, with a word
 * about how to export them.
 */
final class GitLogText implements ClassSource {

  private static final int MOST_FILES = 100;
  private static final int MOST_TEXT = 16 << 10;

  private static final Pattern RAW = Pattern.compile("(.*) <[^>]*> (\\d{1,11}) ([-+]\\d{4})");
  private static final Pattern STAT =
      Pattern.compile("\\s(\\S.*?)\\s+\\| +(?:\\d+ ?[-+]*|Bin.*|Unmerged.*)");
  private static final Pattern NUMSTAT = Pattern.compile("(?:\\d+|-)\\t(?:\\d+|-)\\t(\\S.*)");
  private static final Pattern STATUS =
      Pattern.compile("(?::\\d+ \\d+ \\S+ \\S+ )?[AMDRCTU]\\d{0,3}\\t(?:[^\\t]+\\t)?([^\\t]+)");
  private static final Pattern DIFF = Pattern.compile("diff --git a/.* b/(.*)");
  private static final Pattern TAG = Pattern.compile("tag: ([^,)]+)");
  private static final Pattern MAIL = Pattern.compile("\\s*<[^>]*>\\s*$");

  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?(?: ?(?:Z|[-+]\\d\\d:?\\d\\d))?"
              + "|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\\d{1,2} )?[JFMASOND][a-z]{2} "
              + "(?:\\d{1,2} )?(?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?: \\d{4})?(?: [-+]\\d{4})?"
              + "|\\b1\\d{9}\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b");

  private static final Pattern EDGES = Pattern.compile("^[\\s|,;:()\\[\\]-]+|[\\s|,;:\\[\\]-]+$");

  private static final List<StampLayout> LAYOUTS =
      TimeRule.compiled(
          List.of(
              "rfc3339",
              "yyyy-MM-dd HH:mm:ss XX",
              "EEE MMM d HH:mm:ss yyyy XX",
              "EEE MMM d HH:mm:ss yyyy",
              "EEE, d MMM yyyy HH:mm:ss XX",
              "yyyy-MM-dd HH:mm:ss",
              "yyyy-MM-dd HH:mm",
              "epoch-s",
              "yyyy-MM-dd"));

  @Override
  public String name() {
    return "git-log";
  }

  @Override
  public String title() {
    return "git log, printed";
  }

  @Override
  public String system() {
    return "git";
  }

  @Override
  public String url() {
    return "https://git-scm.com/docs/git-log";
  }

  @Override
  public String export() {
    return "git log --format=fuller --date=iso-strict --stat > git-log.txt";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(name(), GitLogHead::isLog);
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    for (Head head : taken.heads()) {
      RowBook book = reading.book(head.file(), name());
      Log log =
          new Log(
              head.file().name(),
              reading,
              book,
              GitLogHead.hasBlocks(head),
              GitLogHead.isGraph(head));
      RecordScan scan = reading.scan(head.file());
      scan.each(log::line);
      log.end();
      book.lost(scan.lost());
      reading.close(book);
    }
  }

  /** The commits of one file, one after the other. */
  private final class Log {
    private final String evidence;
    private final Reading reading;
    private final RowBook book;
    private final boolean blocks;
    private final boolean graph;
    private final StringBuilder text = new StringBuilder();
    private final Set<String> files = new LinkedHashSet<>();
    private final List<String> message = new ArrayList<>();
    private java.security.MessageDigest digest = EventId.sha256();
    private long first;
    private @Nullable String hash;
    private @Nullable String decoration;
    private @Nullable String author;
    private @Nullable String written;
    private @Nullable String landed;
    private boolean merge;
    private boolean patch;

    Log(String evidence, Reading reading, RowBook book, boolean blocks, boolean graph) {
      this.evidence = evidence;
      this.reading = reading;
      this.book = book;
      this.blocks = blocks;
      this.graph = graph;
    }

    void line(byte[] bytes, long number) {
      String line = new String(bytes, StandardCharsets.UTF_8);
      if (!blocks) {
        one(bytes, line, number);
        return;
      }
      String plain = graph ? GitLogHead.plain(line) : line.stripTrailing();
      Matcher commit = GitLogHead.COMMIT.matcher(plain);
      if (commit.matches()) {
        end();
        first = number;
        hash = commit.group(1);
        decoration = commit.group(3);
        merge = commit.group(2).length() > hash.length() + 1;
      }
      digest.update(bytes);
      digest.update((byte) '\n');
      if (hash != null && !commit.matches()) {
        inside(plain);
      }
      if (!patch && text.length() < MOST_TEXT) {
        text.append(text.isEmpty() ? "" : "\n").append(plain);
      }
    }

    private void inside(String line) {
      boolean indented = line.startsWith("    ");
      Matcher field = GitLogHead.FIELD.matcher(graph ? line.stripLeading() : line);
      if (!indented && message.isEmpty() && files.isEmpty() && field.matches()) {
        field(field.group(1), field.group(2).strip());
        return;
      }
      Matcher diff = DIFF.matcher(line);
      patch |= diff.matches();
      if (indented) {
        if (!patch) {
          message.add(line.strip());
        }
        return;
      }
      for (Pattern pattern : List.of(DIFF, STATUS, NUMSTAT, STAT)) {
        Matcher file = pattern.matcher(line);
        if (file.matches() && (!patch || pattern == DIFF)) {
          files.add(file.group(1).strip());
          return;
        }
      }
      if (!patch && !message.isEmpty() && !line.isBlank() && line.indexOf(' ') < 0) {
        files.add(line);
      }
    }

    private void field(String name, String value) {
      Matcher raw = RAW.matcher(value);
      switch (name) {
        case "Author" -> author = MAIL.matcher(value).replaceFirst("");
        case "Date", "AuthorDate" -> written = value;
        case "CommitDate" -> landed = value;
        case "Merge" -> merge = true;
        case "parent" -> merge |= text.indexOf("\nparent ") >= 0;
        case "author" -> {
          if (raw.matches()) {
            author = raw.group(1);
            written = raw.group(2);
          }
        }
        case "committer" -> {
          if (raw.matches()) {
            landed = raw.group(2);
          }
        }
        default -> {
          // Nothing that a timeline needs.
        }
      }
    }

    void end() {
      String id = hash;
      if (id != null) {
        String subject = message.isEmpty() ? id : message.get(0);
        String at = landed != null ? landed : written;
        hand(
            id,
            subject,
            at,
            author,
            landed != null ? written : null,
            text.toString(),
            HexFormat.of().formatHex(digest.digest()));
      }
      text.setLength(0);
      files.clear();
      message.clear();
      digest = EventId.sha256();
      hash = null;
      decoration = null;
      author = null;
      written = null;
      landed = null;
      merge = false;
      patch = false;
    }

    /** A line that is a whole commit. */
    private void one(byte[] bytes, String line, long number) {
      Matcher matcher = GitLogHead.LINE.matcher(line.strip());
      first = number;
      if (!matcher.matches()) {
        book.filtered();
        return;
      }
      String rest = matcher.group(3);
      decoration = matcher.group(2);
      Matcher date = DATE.matcher(line);
      String at = date.find() ? date.group() : null;
      if (at != null) {
        rest = rest.replace(at, "").replace("HEAD@{}", "");
      }
      List<String> parts = new ArrayList<>();
      for (String part : rest.split("[|;\\t]|,(?! )", -1)) {
        String edged = EDGES.matcher(part).replaceAll("");
        if (!edged.isBlank()) {
          parts.add(edged);
        }
      }
      String subject = parts.stream().reduce("", (a, b) -> b.length() > a.length() ? b : a);
      String by = parts.size() > 1 && !parts.get(0).equals(subject) ? parts.get(0) : null;
      hand(
          matcher.group(1),
          subject.isEmpty() ? matcher.group(1) : subject,
          at,
          by == null ? null : MAIL.matcher(by).replaceFirst(""),
          null,
          line,
          HexFormat.of().formatHex(EventId.sha256().digest(bytes)));
    }

    private void hand(
        String id,
        String subject,
        @Nullable String at,
        @Nullable String by,
        @Nullable String authored,
        String excerpt,
        String sha256) {
      Place place = new Place.Line(first);
      Optional<EventTime> time = at == null ? Optional.empty() : time(at);
      if (time.isEmpty()) {
        book.unreadable(
            place,
            "PM-S014",
            at == null ? "the log does not say when" : "the log says when only in words",
            "print it with: " + export());
        return;
      }
      Set<String> paths = new LinkedHashSet<>();
      files.forEach(file -> paths.add(reading.redactor().text(file)));
      String tags = decoration == null ? "" : tags(decoration);
      Optional<EventTime> wrote =
          authored == null || authored.equals(at) ? Optional.empty() : time(authored);
      StringBuilder listed = new StringBuilder();
      paths.stream()
          .limit(MOST_FILES)
          .forEach(path -> listed.append(listed.isEmpty() ? "" : "\n").append(path));
      book.handed(
          List.of(
              Event.of(
                      EventId.of(Kind.CHANGE, system(), id),
                      time.get(),
                      GitHistory.type(subject, paths),
                      system())
                  .summary(reading.redactor().text(subject))
                  .severity(Severity.INFO)
                  .service(reading.rules().service(evidence).orElse(null))
                  .actor(by == null || by.isBlank() ? null : reading.redactor().text(by))
                  .attribute(Attribute.COMMIT, id)
                  .attribute(Attribute.FILES, listed.isEmpty() ? null : listed.toString())
                  .attribute("files-count", paths.isEmpty() ? null : Integer.toString(paths.size()))
                  .attribute(Attribute.VERSION, tags.isEmpty() ? null : tags)
                  .attribute("author-time", wrote.map(EventTime::text).orElse(null))
                  .attribute("merge", merge ? "yes" : null)
                  .cite(new Citation(evidence, place, reading.redactor().text(excerpt), sha256))
                  .build()));
    }

    private Optional<EventTime> time(String written) {
      // With --date=raw the offset only says where the author was.
      String plain = written.replaceFirst("^(\\d{9,11}) [-+]\\d{4}$", "$1");
      return reading.stamps().written(evidence, plain, LAYOUTS);
    }

    private String tags(String decorated) {
      List<String> tags = new ArrayList<>();
      Matcher tag = TAG.matcher(decorated);
      while (tag.find()) {
        tags.add(reading.redactor().text(tag.group(1).strip()));
      }
      return String.join(", ", tags);
    }
  }
}
