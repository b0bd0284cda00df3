package postmortem.source.system;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import postmortem.event.stamp.StampLayout;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.HtmlText;

/**
 * A chat as the page that Telegram Desktop writes. Each message shows its time with the offset of
 * the computer that exported; pages of older versions show it without one.
 */
final class TelegramPage implements ClassSource {

  private static final int MOST_BYTES = 64 << 20;
  private static final Pattern MESSAGE =
      Pattern.compile(
          "<div class=\"message default clearfix([^\"]{0,100})\" id=\"message(\\d{1,20})\"");
  private static final Pattern NEXT = Pattern.compile("<div class=\"message (?:default|service)");
  private static final Pattern TIME =
      Pattern.compile("<div class=\"pull_right date details\" title=\"([^\"]{1,60})\"");
  private static final Pattern AUTHOR =
      Pattern.compile("<div class=\"from_name\">\\s*([^<]{0,200})");
  private static final Pattern PART =
      Pattern.compile("<div class=\"(?:text|title bold|status details)\">");
  private static final Pattern END = Pattern.compile("</div>");
  private static final Pattern CHAT =
      Pattern.compile(
          "<div class=\"page_header\">.{0,400}?<div class=\"text bold\">([^<]{1,300})",
          Pattern.DOTALL);
  private static final List<StampLayout> LAYOUTS =
      TimeRule.compiled(List.of("dd.MM.yyyy HH:mm:ss' UTC'XXX", "dd.MM.yyyy HH:mm:ss"));

  @Override
  public String name() {
    return "telegram-page";
  }

  @Override
  public String title() {
    return "Telegram messages (Telegram Desktop, HTML)";
  }

  @Override
  public String system() {
    return "telegram";
  }

  @Override
  public String url() {
    return "https://telegram.org/blog/export-and-more";
  }

  @Override
  public String export() {
    return "Telegram Desktop > chat > Export chat history > Format HTML (messages.html; JSON says"
        + " more)";
  }

  @Override
  public void claim(Pile pile) {
    pile.takeFiles(
        name(),
        head -> {
          if (head.shape() == Head.Shape.JSON) {
            return false;
          }
          String begin = new String(head.bytes(), StandardCharsets.ISO_8859_1);
          return MESSAGE.matcher(begin).find() && TIME.matcher(begin).find();
        });
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    taken.heads().forEach(head -> read(head, reading));
  }

  private void read(Head head, Reading reading) {
    RowBook book = reading.book(head.file(), name());
    WholeFile read = WholeFile.of(head, MOST_BYTES);
    String page = new String(read.bytes(), StandardCharsets.UTF_8);
    Matcher chat = CHAT.matcher(page);
    String channel = chat.find() ? HtmlText.of(chat.group(1)).strip() : null;
    Matcher message = MESSAGE.matcher(page);
    Matcher next = NEXT.matcher(page);
    String author = "";
    int line = 1;
    int counted = 0;
    while (message.find()) {
      for (; counted < message.start(); counted++) {
        line += page.charAt(counted) == '\n' ? 1 : 0;
      }
      int to = next.find(message.end()) ? next.start() : page.length();
      String inside = page.substring(message.end(), to);
      Matcher time = TIME.matcher(inside);
      // Of several messages in a row the first names the author.
      Matcher named = AUTHOR.matcher(inside);
      if (named.find()) {
        author = HtmlText.of(named.group(1)).strip();
      }
      String stamp = time.find() ? time.group(1) : "";
      new PageMessage(message.group(2), author, author, words(inside), channel)
          .event(
              reading.stamps().written(head.file().name(), stamp, LAYOUTS),
              system(),
              head.file().name(),
              line,
              reading)
          .ifPresentOrElse(event -> book.handed(List.of(event)), book::filtered);
    }
    read.tellWhatIsCut(book);
    reading.close(book);
  }

  /** What it says, and what the files in it are called. */
  private static String words(String inside) {
    List<String> said = new ArrayList<>();
    Matcher part = PART.matcher(inside);
    Matcher end = END.matcher(inside);
    int behind = 0;
    while (part.find(behind)) {
      int to = end.find(part.end()) ? end.start() : inside.length();
      String text = HtmlText.of(inside.substring(part.end(), to)).strip();
      if (!text.isEmpty()) {
        said.add(text);
      }
      behind = to;
    }
    return String.join(" ", said);
  }
}
