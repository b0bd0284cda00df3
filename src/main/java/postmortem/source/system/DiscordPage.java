package postmortem.source.system;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.EventTime;
import postmortem.event.stamp.StampLayout;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.HtmlText;

/**
 * A channel of Discord as the page that DiscordChatExporter writes. The times that it shows follow
 * the zone and the manner of the computer that wrote it; the id of each message tells its instant.
 */
final class DiscordPage implements ClassSource {

  private static final int MOST_BYTES = 64 << 20;
  private static final long DISCORD_EPOCH = 1_420_070_400_000L;
  private static final Pattern MESSAGE =
      Pattern.compile(
          "<div id=\"?chatlog__message-container-(\\d{1,20})\"?"
              + " class=(?:chatlog__message-container|\"chatlog__message-container[^\"]{0,200}\")"
              + "[^>]{0,400}>");
  private static final Pattern AUTHOR =
      Pattern.compile("<span class=\"?chatlog__author\"?([^>]{0,1000})>([^<]{0,200})<");
  private static final Pattern ACCOUNT =
      Pattern.compile("\\btitle=(?:\"([^\"]{1,100})\"|([^\\s>\"]{1,100}))");
  private static final Pattern PART =
      Pattern.compile(
          "<div class=\"?chatlog__(content|embed-title|embed-description|embed-field-name"
              + "|embed-field-value)[\" >]");
  private static final Pattern DIV = Pattern.compile("<(/?)div\\b");
  private static final Pattern FILE =
      Pattern.compile("<div class=\"?chatlog__attachment-generic-name\"?>(.{0,2000}?)</div>");
  private static final Pattern PLACE =
      Pattern.compile("<div class=\"?preamble__entry\"?>([^<]{1,300})</div>");
  private static final String CATEGORY = " / ";
  private static final List<StampLayout> RFC3339 = TimeRule.compiled(List.of("rfc3339"));

  @Override
  public String name() {
    return "discord-page";
  }

  @Override
  public String title() {
    return "Discord messages (DiscordChatExporter, HTML)";
  }

  @Override
  public String system() {
    return "discord";
  }

  @Override
  public String url() {
    return "https://github.com/Tyrrrz/DiscordChatExporter";
  }

  @Override
  public String export() {
    return "DiscordChatExporter.Cli export -f HtmlDark -c CHANNEL (-f Json says more)";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(
        name(),
        head ->
            head.shape() != Head.Shape.JSON
                && MESSAGE.matcher(new String(head.bytes(), StandardCharsets.ISO_8859_1)).find());
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    taken.heads().forEach(head -> read(head, reading));
  }

  private void read(Head head, Reading reading) {
    RowBook book = reading.book(head.file(), name());
    WholeFile read = WholeFile.of(head, MOST_BYTES);
    String page = new String(read.bytes(), StandardCharsets.UTF_8);
    String channel = channel(page);
    Matcher message = MESSAGE.matcher(page);
    String author = "";
    String shown = "";
    int line = 1;
    int counted = 0;
    boolean more = message.find();
    while (more) {
      int start = message.start();
      for (; counted < start; counted++) {
        line += page.charAt(counted) == '\n' ? 1 : 0;
      }
      String id = message.group(1);
      int from = message.end();
      more = message.find();
      String inside = page.substring(from, more ? message.start() : page.length());
      // Of several messages in a row the first names the author.
      Matcher named = AUTHOR.matcher(inside);
      if (named.find()) {
        shown = HtmlText.of(named.group(2)).strip();
        author = account(named.group(1)).orElse(shown);
      }
      new PageMessage(id, author, shown, words(inside), channel)
          .event(time(id, head.file().name(), reading), system(), head.file().name(), line, reading)
          .ifPresentOrElse(event -> book.handed(List.of(event)), book::filtered);
    }
    read.tellWhatIsCut(book);
    reading.close(book);
  }

  private static Optional<EventTime> time(String id, String evidence, Reading reading) {
    try {
      long milli = (Long.parseUnsignedLong(id) >>> 22) + DISCORD_EPOCH;
      String stamp = EventTime.format(Instant.ofEpochMilli(milli));
      return reading.stamps().written(evidence, stamp, RFC3339);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> account(String attributes) {
    Matcher title = ACCOUNT.matcher(attributes);
    return title.find()
        ? Optional.of(HtmlText.of(title.group(1) == null ? title.group(2) : title.group(1)).strip())
        : Optional.empty();
  }

  /** The last of what stands above the messages is about the channel, behind its category. */
  private static @Nullable String channel(String page) {
    Matcher place = PLACE.matcher(page);
    String channel = null;
    for (int i = 0; i < 2 && place.find(); i++) {
      channel = HtmlText.of(place.group(1)).strip();
    }
    int behind = channel == null ? -1 : channel.lastIndexOf(CATEGORY);
    return behind < 0 || channel == null ? channel : channel.substring(behind + CATEGORY.length());
  }

  /** What it says, what cards in it say, and what files are called. */
  private static String words(String inside) {
    List<String> said = new ArrayList<>();
    Matcher part = PART.matcher(inside);
    int behind = 0;
    while (part.find(behind)) {
      int end = endOfDiv(inside, part.end());
      String text = HtmlText.of(inside.substring(part.start(), end)).strip();
      if (!text.isEmpty()) {
        said.add(text);
      }
      behind = end;
    }
    Matcher file = FILE.matcher(inside);
    while (file.find()) {
      said.add("file: " + HtmlText.of(file.group(1).replaceAll("<[^>]*>", "")).strip());
    }
    return String.join(" ", said);
  }

  /** Where the element ends in which {@code from} lies. */
  private static int endOfDiv(String html, int from) {
    Matcher div = DIV.matcher(html);
    int open = 1;
    int at = from;
    while (open > 0 && div.find(at)) {
      open += div.group(1).isEmpty() ? 1 : -1;
      at = div.end();
      if (open == 0) {
        return div.start();
      }
    }
    return html.length();
  }
}
