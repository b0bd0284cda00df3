package postmortem.source.system;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.Attribute;
import postmortem.event.Citation;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Place;
import postmortem.event.ShortText;
import postmortem.event.stamp.StampLayout;
import postmortem.source.declared.DeclaredEvents;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;

/**
 * Mails, one in a file ({@code .eml}) or many ({@code mbox}): the alert that woke somebody up, the
 * words of a provider. When a mail was is when its sender dated it; what it tells of may have been
 * earlier, so one that a machine wrote is a note beside an alert and no alert, and all others are
 * messages.
 */
final class Mails implements ClassSource {

  private static final int MOST_BYTES = 64 << 20;
  private static final int LONGEST = 600;
  private static final int MOST_LINES = 200;

  /** The line above each mail of an mbox. */
  private static final Pattern ABOVE =
      Pattern.compile("(?m)^From \\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} .{10,40}$");

  private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}:.*");
  private static final Pattern DATED =
      Pattern.compile(
          "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), +)?\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d.*");

  /** Senders that are no persons. */
  private static final Pattern MACHINE =
      Pattern.compile(
          "(?i)(?:^|<)[^<@]*(?:no-?reply|donotreply|alert|alarm|monitor|nagios|icinga|zabbix|grafana"
              + "|pager|notif|cron|root|status)[^<@]*@[^<]*$");

  private static final Pattern COMMENT = Pattern.compile("\\s*\\([^()]*\\)\\s*$");
  private static final Pattern ADDRESS = Pattern.compile("\\s*<[^>]*>\\s*$");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final List<StampLayout> LAYOUTS =
      TimeRule.compiled(
          List.of(
              "EEE, d MMM yyyy HH:mm:ss XX",
              "d MMM yyyy HH:mm:ss XX",
              "EEE, d MMM yyyy HH:mm:ss z",
              "d MMM yyyy HH:mm:ss z",
              "EEE, d MMM yyyy HH:mm XX",
              "d MMM yyyy HH:mm XX",
              "EEE, d MMM yyyy HH:mm:ss",
              "d MMM yyyy HH:mm:ss"));

  @Override
  public String name() {
    return "mails";
  }

  @Override
  public String title() {
    return "Mails (.eml, mbox)";
  }

  @Override
  public String system() {
    return "mail";
  }

  @Override
  public String url() {
    return "https://www.rfc-editor.org/rfc/rfc5322";
  }

  @Override
  public String export() {
    return "save the mail as .eml (\"Show original\", \"Save as\"), or export a folder as mbox";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(name(), head -> head.shape() != Head.Shape.JSON && isMail(head.bytes()));
  }

  /** Whether the bytes begin with the header of a mail, which says who wrote it and when. */
  private static boolean isMail(byte[] bytes) {
    boolean from = false;
    boolean date = false;
    int lines = 0;
    String begin = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String line : begin.lines().toList()) {
      if (lines == 0 && ABOVE.matcher(line).matches()) {
        lines++;
        continue;
      }
      if (line.isBlank()) {
        return from && date;
      }
      boolean more = Character.isWhitespace(line.charAt(0)) && lines > 0;
      if ((!more && !FIELD.matcher(line).matches()) || lines > MOST_LINES) {
        return false;
      }
      from |= line.regionMatches(true, 0, "From:", 0, 5) && line.indexOf('@') > 0;
      date |=
          line.regionMatches(true, 0, "Date:", 0, 5)
              && DATED.matcher(line.substring(5).strip()).matches();
      lines++;
    }
    return false;
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    taken.heads().forEach(head -> read(head, reading));
  }

  private void read(Head head, Reading reading) {
    RowBook book = reading.book(head.file(), name());
    WholeFile read = WholeFile.of(head, MOST_BYTES);
    // A character for each byte; each part says its own charset.
    String all = new String(read.bytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
    Matcher above = ABOVE.matcher(all);
    int line = 1;
    int counted = 0;
    int from = 0;
    if (above.lookingAt()) {
      from = Math.min(all.length(), above.end() + 1);
    }
    while (from < all.length()) {
      boolean more = above.find(from);
      int to = more ? above.start() : all.length();
      for (; counted < from; counted++) {
        line += all.charAt(counted) == '\n' ? 1 : 0;
      }
      int at = line;
      Optional<Event> event =
          MailText.of(all.substring(from, to))
              .flatMap(mail -> event(mail, head.file().name(), at, reading));
      if (event.isPresent()) {
        book.handed(List.of(event.get()));
      } else {
        book.unreadable(
            new Place.Line(at),
            "PM-S006",
            "no time could be read",
            "a mail says its time in the field Date of its header");
      }
      from = more ? Math.min(all.length(), above.end() + 1) : all.length();
    }
    read.tellWhatIsCut(book);
    reading.close(book);
  }

  private Optional<Event> event(MailText mail, String evidence, int line, Reading reading) {
    String dated = COMMENT.matcher(mail.field("date")).replaceFirst("");
    Optional<EventTime> time = reading.stamps().written(evidence, dated.strip(), LAYOUTS);
    if (time.isEmpty()) {
      return Optional.empty();
    }
    String subject = plain(mail.field("subject"), reading);
    String body = plain(mail.words(), reading);
    String cut = ShortText.of(body, LONGEST);
    String words = subject.isEmpty() || cut.isEmpty() ? subject + cut : subject + ": " + cut;
    String sender = mail.field("from");
    String name = ADDRESS.matcher(sender).replaceFirst("").replace("\"", "").strip();
    String actor = reading.redactor().text(name.isEmpty() ? sender : name);
    String automatic = mail.field("auto-submitted");
    EventType type =
        MACHINE.matcher(sender).find() || (!automatic.isBlank() && !automatic.startsWith("no"))
            ? EventType.ALERT_NOTE
            : EventType.MESSAGE;
    String id = mail.field("message-id").strip();
    String print =
        HexFormat.of()
            .formatHex(
                EventId.sha256()
                    .digest((dated + sender + words + id).getBytes(StandardCharsets.UTF_8)));
    Instant uncorrected = time.get().at().minus(reading.rules().clockOffset(evidence));
    return Optional.of(
        Event.of(
                DeclaredEvents.id(type, system(), uncorrected, List.of(id.isEmpty() ? print : id)),
                time.get(),
                type,
                system())
            .summary(words.isEmpty() ? "(a mail without words)" : words)
            .actor(actor.isEmpty() ? null : actor)
            .service(reading.rules().service(evidence).orElse(null))
            .attribute(Attribute.CHANNEL, "mail")
            .cite(new Citation(evidence, new Place.Line(line), actor + ": " + words, print))
            .build());
  }

  private static String plain(String text, Reading reading) {
    return BLANKS.matcher(reading.redactor().text(text.strip())).replaceAll(" ").strip();
  }
}
