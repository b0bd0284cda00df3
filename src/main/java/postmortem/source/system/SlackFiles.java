package postmortem.source.system;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import postmortem.event.StreamName;
import postmortem.source.head.Head;
import postmortem.source.tree.Pointer;
import postmortem.source.tree.Tree;

/** The files of a Slack export: what each of them holds, told by its beginning and its name. */
final class SlackFiles {

  /** Elements of a list. */
  static final Pointer ITEMS = Pointer.parse("/*");

  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}\\.json");
  private static final Pattern STAMP = Pattern.compile("[0-9]{9,11}\\.[0-9]{1,6}");
  private static final Pointer MESSAGES = Pointer.parse("/messages/*");
  private static final Pointer MATCHES = Pointer.parse("/messages/matches/*");
  private static final Pointer MEMBERS = Pointer.parse("/members/*");
  private static final Pointer CHANNELS = Pointer.parse("/channels/*");

  /** Further files at the root of an export: direct messages, integration logs and so on. */
  private static final Set<String> ASIDES =
      Set.of(
          "integration_logs.json",
          "dms.json",
          "mpims.json",
          "groups.json",
          "canvases.json",
          "lists.json",
          "huddle_transcripts.json",
          "teams.json",
          "file_conversations.json",
          "org_users.json",
          "channels.json",
          "users.json");

  private SlackFiles() {}

  /** Where a file's messages are; null when it holds none. */
  static @Nullable Pointer messages(Head head) {
    Tree root = head.root();
    boolean lines = head.shape() == Head.Shape.JSON_LINES;
    if ((head.shape() != Head.Shape.JSON && !lines) || root == null) {
      return null;
    }
    List<Pointer> places =
        lines ? List.of(ITEMS, MESSAGES, MATCHES, Pointer.ROOT) : List.of(ITEMS, MESSAGES, MATCHES);
    for (Pointer pointer : places) {
      List<Tree> items = pointer.all(root);
      if (!items.isEmpty()
          && STAMP.matcher(SlackText.word(items.get(0), "ts")).matches()
          && items.get(0).child("type") != null
          && (items.get(0).child("text") != null || items.get(0).child("user") != null)) {
        return pointer;
      }
    }
    return null;
  }

  static boolean isDay(Head head) {
    return DAY.matcher(lastPart(head)).matches();
  }

  static boolean isEmptyList(Head head) {
    return head.root() instanceof Tree.Arr arr && arr.items().isEmpty();
  }

  /** Lists of users and of channels. */
  static boolean isList(Head head) {
    return people(head) != null || channels(head) != null;
  }

  static @Nullable Pointer people(Head head) {
    return holding(head, List.of(ITEMS, MEMBERS), List.of("id", "name", "profile"));
  }

  static @Nullable Pointer channels(Head head) {
    return holding(head, List.of(ITEMS, CHANNELS), List.of("id", "name", "created", "creator"));
  }

  private static @Nullable Pointer holding(Head head, List<Pointer> pointers, List<String> names) {
    Tree root = head.root();
    if (head.shape() != Head.Shape.JSON || root == null) {
      return null;
    }
    for (Pointer pointer : pointers) {
      List<Tree> items = pointer.all(root);
      if (!items.isEmpty() && names.stream().allMatch(n -> items.get(0).child(n) != null)) {
        return pointer;
      }
    }
    return null;
  }

  /** Whether it lies at the root of the export that some files are of. */
  static boolean isAside(Head head, List<Head> mine) {
    return ASIDES.contains(lastPart(head))
        && mine.stream()
            .anyMatch(one -> folder(folder(one.file().name())).equals(folder(head.file().name())));
  }

  private static String lastPart(Head head) {
    String name = StreamName.unpacked(head.file().name());
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String folder(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }

  static String channel(Head head) {
    String name = head.file().name();
    if (head.root() instanceof Tree.Obj root) {
      for (String key : List.of("channel_name", "name", "channel", "channel_id")) {
        String said = SlackText.word(root, key);
        if (!said.isBlank()) {
          return said;
        }
      }
    }
    if (isDay(head)) {
      String folder = folder(name);
      return folder.substring(Math.max(folder.lastIndexOf('/'), folder.lastIndexOf('!')) + 1);
    }
    return lastPart(head).replaceAll("(\\.conversations\\.history)?\\.json$", "");
  }
}
