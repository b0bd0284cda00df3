package postmortem.publish.git;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * The settings that publishing takes from the user's configuration: how the remote is reached, who
 * commits, how it is signed, and how line ends are stored. Everything else could only surprise, as
 * a hook, a filter or a header with another password does.
 */
final class AllowedSettings {

  private static final Map<String, Set<String>> BY_SECTION =
      Map.of(
          "remote", Set.of("url", "pushurl", "uploadpack", "receivepack"),
          "url", Set.of("insteadof", "pushinsteadof"),
          "http", Set.of("sslverify", "sslcainfo", "sslcapath", "useragent", "extraheader"),
          "user", Set.of("name", "email", "signingkey"),
          "author", Set.of("name", "email"),
          "committer", Set.of("name", "email"),
          "commit", Set.of("gpgsign"),
          "gpg", Set.of("format", "program", "defaultkeycommand"),
          "core",
              Set.of(
                  "autocrlf",
                  "eol",
                  "filemode",
                  "symlinks",
                  "precomposeunicode",
                  "ignorecase",
                  "excludesfile",
                  "attributesfile",
                  "sshcommand"));

  private AllowedSettings() {}

  /** A copy with nothing else in it. */
  static Config of(Config all) {
    Config allowed = new Config();
    for (String section : all.getSections()) {
      Set<String> names = BY_SECTION.get(section.toLowerCase(Locale.ROOT));
      if (names != null) {
        copy(all, allowed, section, null, names);
        for (String subsection : all.getSubsections(section)) {
          copy(all, allowed, section, subsection, names);
        }
      }
    }
    // Ours lives for one run: nothing in it is worth tidying up.
    allowed.setInt("gc", null, "auto", 0);
    return allowed;
  }

  private static void copy(
      Config from, Config to, String section, @Nullable String subsection, Set<String> names) {
    for (String name : names) {
      List<String> values = List.of(from.getStringList(section, subsection, name));
      // Continuous integration often leaves a token there, which is not the one that was given.
      List<String> kept =
          values.stream()
              .filter(value -> !value.toLowerCase(Locale.ROOT).startsWith("authorization:"))
              .toList();
      if (!kept.isEmpty()) {
        to.setStringList(section, subsection, name, kept);
      }
    }
  }
}
