package postmortem.source.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import postmortem.event.Attribute;
import postmortem.event.Event;
import postmortem.event.EventId;
import postmortem.event.EventTime;
import postmortem.event.EventType;
import postmortem.event.Kind;
import postmortem.event.ShortText;
import postmortem.source.head.Head;
import postmortem.source.head.Pile;
import postmortem.source.rule.SourceRecord;
import postmortem.source.rule.TimeRule;
import postmortem.source.scan.LeftOut;
import postmortem.source.scan.Reading;
import postmortem.source.scan.RecordScan;
import postmortem.source.scan.RecordSink;
import postmortem.source.scan.RowBook;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/**
 * Slack: a workspace export (one folder per channel, one file per day, beside the lists of users
 * and channels), answers of {@code conversations.history}, {@code conversations.replies} and {@code
 * search.messages}, on one line each or not, and dumps with nested threads. A message is identified
 * by its stamp and author, so that a broadcast reply and a second export of the same channel are
 * the same event. A message that was deleted is told as that where the export keeps its place.
 */
final class SlackExport implements ClassSource {

  private static final String DELETED = "(message deleted)";
  private static final String REPLIES = "/slackdump_thread_replies/*";
  private static final int LONGEST = 1_000;
  private static final TimeRule TIME = TimeRule.of("/ts", "s");
  private static final TimeRule EDITED = TimeRule.of("/edited/ts", "s");

  /** Subtypes that say nothing about the incident. */
  private static final Set<String> NON_EVENTS =
      Set.of(
          "channel_join",
          "channel_leave",
          "group_join",
          "group_leave",
          "channel_name",
          "group_name",
          "channel_purpose",
          "group_purpose",
          "channel_archive",
          "channel_unarchive",
          "group_archive",
          "group_unarchive",
          "channel_convert_to_private",
          "bot_add",
          "bot_remove",
          "bot_enable",
          "bot_disable",
          "pinned_item",
          "unpinned_item",
          "reminder_add",
          "message_deleted",
          "message_changed",
          "message_replied",
          "huddle_thread");

  SlackExport() {}

  @Override
  public String name() {
    return "slack";
  }

  @Override
  public String title() {
    return "Slack messages";
  }

  @Override
  public String system() {
    return "slack";
  }

  @Override
  public String url() {
    return "https://slack.com/help/articles/201658943-Export-your-workspace-data";
  }

  @Override
  public String export() {
    return "Tools & settings > Workspace settings > Import/export data > Export, or"
        + " conversations.history";
  }

  @Override
  public void claim(Pile pile) {
    List<Head> mine = new ArrayList<>();
    for (Head head : pile.heads()) {
      if (SlackFiles.messages(head) != null
          || (SlackFiles.isDay(head) && SlackFiles.isEmptyList(head))) {
        mine.add(head);
      }
    }
    if (mine.stream().anyMatch(head -> SlackFiles.messages(head) != null)) {
      for (Head head : pile.heads()) {
        if (!mine.contains(head) && (SlackFiles.isList(head) || SlackFiles.isAside(head, mine))) {
          mine.add(head);
        }
      }
      pile.take(name(), mine, List.of());
    }
  }

  @Override
  public void read(Pile.Taken taken, Reading reading) {
    Map<String, String> people = new HashMap<>();
    Map<String, String> channels = new HashMap<>();
    List<Head> chats = new ArrayList<>();
    for (Head head : taken.heads()) {
      Pointer users = SlackFiles.people(head);
      Pointer rooms = SlackFiles.channels(head);
      if (SlackFiles.messages(head) != null || SlackFiles.isDay(head)) {
        chats.add(head);
      } else if (users != null) {
        names(head, users, reading, people, true);
      } else if (rooms != null) {
        names(head, rooms, reading, channels, false);
      } else {
        names(head, SlackFiles.ITEMS, reading, new HashMap<>(), false);
      }
    }
    SlackText text = new SlackText(people, channels);
    for (Head head : chats) {
      chat(head, text, people, channels, reading);
    }
  }

  /** Reads a list; its rows are no events. */
  private void names(
      Head head, Pointer items, Reading reading, Map<String, String> names, boolean people) {
    RowBook book = reading.book(head.file(), name());
    RecordScan scan = reading.scan(head.file());
    scan.json(
        List.of(items),
        LeftOut.NOTHING,
        record -> {
          Tree tree = record.tree();
          String id = SlackText.word(tree, "id");
          String name = people ? handle(tree) : SlackText.word(tree, "name");
          if (!id.isEmpty() && !name.isEmpty()) {
            names.put(id, reading.redactor().text(name));
          }
          book.filtered();
        });
    book.lost(scan.lost());
    reading.close(book);
  }

  private static String handle(Tree user) {
    Tree profile = user.child("profile");
    String display = profile == null ? "" : SlackText.word(profile, "display_name");
    String name = SlackText.word(user, "name");
    return !display.isBlank()
        ? display
        : !name.isBlank() ? name : SlackText.word(user, "real_name");
  }

  private void chat(
      Head head,
      SlackText text,
      Map<String, String> people,
      Map<String, String> channels,
      Reading reading) {
    RowBook book = reading.book(head.file(), name());
    RecordScan scan = reading.scan(head.file());
    Pointer messages = SlackFiles.messages(head);
    String named = SlackFiles.channel(head);
    String channel = channels.getOrDefault(named, named);
    RecordSink sink =
        record -> {
          message(record, channel, text, people, reading, book);
          record
              .elements(REPLIES)
              .forEach(reply -> message(reply, channel, text, people, reading, book));
        };
    List<Pointer> places = List.of(messages == null ? SlackFiles.ITEMS : messages);
    scan.records(head, places, LeftOut.NOTHING, sink);
    book.lost(scan.lost());
    reading.close(book);
  }

  private void message(
      SourceRecord record,
      String channel,
      SlackText text,
      Map<String, String> people,
      Reading reading,
      RowBook book) {
    Tree tree = record.tree();
    String subtype = SlackText.word(tree, "subtype");
    boolean bot = subtype.equals("bot_message") || !SlackText.word(tree, "bot_id").isEmpty();
    boolean deleted = subtype.equals("tombstone");
    String said = deleted ? DELETED : text.of(tree, bot);
    if (NON_EVENTS.contains(subtype) || said.isBlank()) {
      book.filtered();
      return;
    }
    Optional<EventTime> time = reading.stamps().read(record, TIME);
    if (time.isEmpty()) {
      book.unreadable(
          record.place(),
          "PM-S006",
          "no time could be read",
          "a message has a field \u201cts\u201d");
      return;
    }
    String stamp = SlackText.word(tree, "ts");
    String thread = SlackText.word(tree, "thread_ts");
    String author = author(tree);
    String redacted = reading.redactor().text(said);
    Event event =
        Event.of(
                EventId.of(Kind.CHAT, system(), author, stamp),
                time.get(),
                EventType.MESSAGE,
                system())
            .summary(ShortText.of(redacted, LONGEST))
            .actor(deleted ? null : actor(tree, author, people, reading))
            .service(reading.rules().service(record.evidence()).orElse(null))
            .attribute(Attribute.CHANNEL, reading.redactor().text(channelOf(tree, channel)))
            .attribute(Attribute.THREAD, thread.equals(stamp) ? null : thread)
            .attribute(
                "edited", reading.stamps().read(record, EDITED).map(EventTime::text).orElse(null))
            .attribute("reactions", reactions(record))
            .cite(record.citation())
            .build();
    book.handed(List.of(event));
  }

  /** The channel that a found message names itself, else that of its file. */
  private static String channelOf(Tree message, String channel) {
    Tree own = message.child("channel");
    String name = own == null ? "" : SlackText.word(own, "name");
    return name.isEmpty() ? channel : name;
  }

  private static String author(Tree message) {
    String user = SlackText.word(message, "user");
    String bot = SlackText.word(message, "bot_id");
    String name = SlackText.word(message, "username");
    if (!user.isEmpty() || !bot.isEmpty() || !name.isEmpty()) {
      return !user.isEmpty() ? user : !bot.isEmpty() ? bot : name;
    }
    // Comments on files, as old exports have them, name their author one level deeper.
    Tree comment = message.child("comment");
    return comment == null ? "" : SlackText.word(comment, "user");
  }

  private static @Nullable String actor(
      Tree message, String author, Map<String, String> people, Reading reading) {
    String known = people.get(author);
    if (known != null) {
      return known;
    }
    Tree profile = message.child("user_profile");
    Tree bot = message.child("bot_profile");
    List<String> names =
        List.of(
            SlackText.word(message, "username"),
            profile == null ? "" : SlackText.word(profile, "display_name"),
            profile == null ? "" : SlackText.word(profile, "name"),
            bot == null ? "" : SlackText.word(bot, "name"),
            author);
    return names.stream()
        .filter(name -> !name.isBlank())
        .findFirst()
        .map(reading.redactor()::text)
        .orElse(null);
  }

  private static @Nullable String reactions(SourceRecord record) {
    List<String> all = new ArrayList<>();
    for (SourceRecord reaction : record.elements("/reactions/*")) {
      reaction
          .text("/name")
          .ifPresent(
              name -> all.add(name + reaction.text("/count").map(count -> " " + count).orElse("")));
    }
    return all.isEmpty() ? null : String.join(", ", all);
  }
}
