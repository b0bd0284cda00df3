package postmortem.evidence;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import postmortem.diagnostic.Diagnostics;
import postmortem.redact.Redactor;

/** What lies in folders and archives without being evidence. */
final class Junk {

  /** What people state about the incident; never evidence. */
  static final String INCIDENT = "incident.yaml";

  private static final Set<String> SYSTEM = Set.of("thumbs.db", "desktop.ini", "__macosx");
  private static final int SHOWN = 3;

  private Junk() {}

  /** Whether a file or folder of that name is hidden or belongs to an operating system. */
  static boolean is(String name) {
    return name.startsWith(".") || SYSTEM.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The members of an archive that are evidence; the others are counted in a note. A Git repository
   * among them cannot be read.
   */
  static List<Archive.Member> without(
      List<Archive.Member> members, String archive, Redactor redactor, Diagnostics diagnostics) {
    List<String> repositories = repositories(members);
    repositories.forEach(
        folder ->
            diagnostics.add(
                Trouble.packedRepository(
                    redactor.text(folder.isEmpty() ? archive : archive + "!/" + folder))));
    List<Archive.Member> kept = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Archive.Member member : members) {
      String name = member.name();
      if (repositories.stream()
          .anyMatch(folder -> folder.isEmpty() || name.startsWith(folder + "/"))) {
        continue;
      }
      List<String> parts = List.of(name.split("/", -1));
      if (member.link() || parts.stream().anyMatch(Junk::is)) {
        skipped.add(redactor.text(name));
      } else if (parts.get(parts.size() - 1).equals(INCIDENT)) {
        diagnostics.add(Trouble.packedIncident(redactor.text(archive + "!/" + name)));
      } else {
        kept.add(member);
      }
    }
    if (!skipped.isEmpty()) {
      diagnostics.add(Trouble.skipped(archive, counted(skipped.stream().sorted().toList())));
    }
    return kept;
  }

  /** The folders that hold a HEAD, an object and a ref, as a bare repository does. */
  private static List<String> repositories(List<Archive.Member> members) {
    Set<String> names = new HashSet<>();
    members.forEach(member -> names.add(member.name()));
    List<String> folders = new ArrayList<>();
    for (String name : names) {
      if (name.equals("HEAD") || name.endsWith("/HEAD")) {
        String folder = name.substring(0, name.length() - "HEAD".length());
        if (names.contains(folder + "config")
            && names.stream().anyMatch(other -> other.startsWith(folder + "objects/"))) {
          folders.add(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1));
        }
      }
    }
    Collections.sort(folders);
    return folders;
  }

  /** "2 files are not read, since they are hidden, a system's own, or links: a, b". */
  static String counted(List<String> names) {
    String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
    int more = names.size() - SHOWN;
    return String.format(
        Locale.ROOT,
        "%,d %s not read, being hidden, a system's own, or links: %s%s",
        names.size(),
        names.size() == 1 ? "file is" : "files are",
        first,
        more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
  }
}
