package postmortem.source.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import postmortem.source.head.Pile;
import postmortem.source.scan.Reading;

/**
 * A source with logic of its own, which no declaration could say. The compiler keeps the list: a
 * class that is not permitted here does not compile, and each permitted one is found.
 */
public sealed interface ClassSource
    permits Certificates,
        DiscordPage,
        GitHistory,
        GitLogText,
        Mails,
        PagerDutyLogEntries,
        SlackExport,
        TelegramPage {

  /** Its own name, unique among all sources. */
  String name();

  /** What people call it. */
  String title();

  /** The system it comes from: the source of its events. */
  String system();

  /** Where the system's maker explains the export. */
  String url();

  /** The command or menu path that makes the export. */
  String export();

  /** Takes from the pile what it recognises. */
  void claim(Pile pile);

  /** Reads what it took. */
  void read(Pile.Taken taken, Reading reading);

  /** One of each, by name. */
  static List<ClassSource> all() {
    List<ClassSource> all = new ArrayList<>();
    for (Class<?> type : ClassSource.class.getPermittedSubclasses()) {
      try {
        all.add((ClassSource) type.getDeclaredConstructor().newInstance());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " needs a constructor without arguments", e);
      }
    }
    all.sort(Comparator.comparing(ClassSource::name));
    return List.copyOf(all);
  }
}
