package postmortem.evidence;

import java.util.Locale;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Location;

/** What finding and decompressing evidence has to say: one method per code. */
final class Trouble {

  private Trouble() {}

  static Diagnostic missing(String argument) {
    return Diagnostic.error("PM-E001", "no such file or folder")
        .at(Location.of(argument))
        .helping("check the spelling; paths are relative to the current folder, or to that of -C");
  }

  static Diagnostic unreadable(String name) {
    return Diagnostic.error("PM-E002", "it cannot be read")
        .at(Location.of(name))
        .helping("check its permissions, and that nobody moves it meanwhile");
  }

  static Diagnostic emptyFolder(String argument) {
    return Diagnostic.error("PM-E003", "the folder holds no evidence")
        .at(Location.of(argument))
        .helping("put the exported files into it, or name another folder");
  }

  static Diagnostic binary(String name) {
    return Diagnostic.error("PM-E004", "it is neither text nor an archive that is read")
        .at(Location.of(name))
        .helping("export it as text, JSON or CSV, or take it out of the evidence");
  }

  static Diagnostic truncated(String name, String kind, long compressed, long decompressed) {
    return Diagnostic.warning(
            "PM-E005",
            String.format(
                Locale.ROOT,
                "the %s data ends too early, at byte %,d; the %,d bytes before that are used",
                kind,
                compressed,
                decompressed))
        .at(Location.of(name))
        .helping("copy or export it again: its end is missing");
  }

  static Diagnostic damaged(
      String name, String kind, String what, long compressed, long decompressed) {
    return Diagnostic.warning(
            "PM-E006",
            String.format(
                Locale.ROOT,
                "the %s data is damaged near byte %,d (%s); the %,d bytes before that are used",
                kind,
                compressed,
                what,
                decompressed))
        .at(Location.of(name))
        .helping("copy or export it again");
  }

  static Diagnostic damagedArchive(String name, String kind, String consequence) {
    return Diagnostic.error("PM-E006", "the " + kind + " archive is damaged; " + consequence)
        .at(Location.of(name))
        .helping("copy or export it again");
  }

  static Diagnostic tooManyBytes(String name, long limit) {
    return Diagnostic.warning(
            "PM-E007",
            String.format(
                Locale.ROOT, "it has more than %,d bytes; those after them are not read", limit))
        .at(Location.of(name))
        .helping("raise the limit with --max-file-bytes");
  }

  static Diagnostic archiveTooLarge(String name, long bytes, long limit) {
    return Diagnostic.error(
            "PM-E007",
            String.format(
                Locale.ROOT,
                "its members have %,d bytes together, more than %,d; it is not read",
                bytes,
                limit))
        .at(Location.of(name))
        .helping("raise the limit with --max-file-bytes");
  }

  static Diagnostic tooDense(String name, int limit, long decompressed) {
    return Diagnostic.warning(
            "PM-E008",
            String.format(
                Locale.ROOT,
                "it grows to more than %,d times its size when decompressed, as bombs do; only its"
                    + " first %,d bytes are read",
                limit,
                decompressed))
        .at(Location.of(name))
        .helping("raise the limit with --max-ratio if you trust it");
  }

  static Diagnostic archiveTooDense(String name, int limit) {
    return Diagnostic.error(
            "PM-E008",
            String.format(
                Locale.ROOT,
                "it grows to more than %,d times its size when unpacked, as bombs do; it is not"
                    + " read",
                limit))
        .at(Location.of(name))
        .helping("raise the limit with --max-ratio if you trust it");
  }

  static Diagnostic tooManyMembers(String name, int limit) {
    return Diagnostic.error(
            "PM-E009",
            String.format(
                Locale.ROOT,
                "it has more than %,d member%s; only the first %s read",
                limit,
                limit == 1 ? "" : "s",
                limit == 1 ? "is" : "are"))
        .at(Location.of(name))
        .helping("raise the limit with --max-files");
  }

  static Diagnostic tooManyFiles(int limit) {
    return Diagnostic.error(
            "PM-E009",
            String.format(
                Locale.ROOT,
                limit == 1
                    ? "there is more than %,d file of evidence; only the first by name is read"
                    : "there are more than %,d files of evidence; only the first by name are read",
                limit))
        .helping("name fewer folders, or raise the limit with --max-files");
  }

  static Diagnostic tooDeep(String name, int limit) {
    return Diagnostic.error(
            "PM-E010",
            limit == 0
                ? "it is an archive; none is unpacked"
                : String.format(
                    Locale.ROOT,
                    "it is an archive inside %,d other%s; it is not unpacked",
                    limit,
                    limit == 1 ? "" : "s"))
        .at(Location.of(name))
        .helping("unpack it, or raise the limit with --max-nesting");
  }

  static Diagnostic notUnpacked(String name, String kind) {
    return Diagnostic.error("PM-E011", kind + " data is not unpacked here")
        .at(Location.of(name))
        .helping(
            "unpack it and give what was in it; gzip, bzip2, xz, zstd, lz4, zip and tar are read as"
                + " they are");
  }

  static Diagnostic skipped(String argument, String what) {
    return Diagnostic.note("PM-E012", what)
        .at(Location.of(argument))
        .helping(
            "if it is evidence, name it as an argument of its own; unpack it before, if need be");
  }

  static Diagnostic packedIncident(String member) {
    return Diagnostic.warning("PM-E022", "what people state is not looked for in archives")
        .at(Location.of(member))
        .helping("put this file beside the archive, or name it with --incident");
  }

  static Diagnostic twice(String argument) {
    return Diagnostic.note("PM-E013", "it was given twice; it is read once")
        .at(Location.of(argument))
        .helping("name it once, or its folder");
  }

  static Diagnostic empty(String name) {
    return Diagnostic.note("PM-E014", "it is empty")
        .at(Location.of(name))
        .helping("if something should be in it, export it again");
  }

  static Diagnostic notRegular(String name) {
    return Diagnostic.error("PM-E015", "it is a device, a pipe or a socket, not a file")
        .at(Location.of(name))
        .helping("name it as an argument of its own, or pipe it in with -");
  }

  static Diagnostic encrypted(String name) {
    return Diagnostic.error("PM-E016", "it is encrypted, or packed in a way that is not read here")
        .at(Location.of(name))
        .helping("unpack the archive and give the folder");
  }

  static Diagnostic escaping(String name) {
    return Diagnostic.note(
            "PM-E017", "the archive wants it outside of itself; it is read under this name")
        .at(Location.of(name))
        .helping("nothing of an archive is ever unpacked to disk; this one may be forged");
  }

  static Diagnostic grown(String name, long bytes, boolean cut) {
    return Diagnostic.note(
            "PM-E021",
            String.format(
                Locale.ROOT,
                "it grew while it was read: what came behind its first %,d bytes is not used%s",
                bytes,
                cut ? ", and its last line may be cut off" : ""))
        .at(Location.of(name))
        .helping("run again to have the rest, or copy it to a place where nobody writes");
  }

  static Diagnostic loop(String name) {
    return Diagnostic.warning(
            "PM-E018", "the link leads back to a folder above; it is not followed")
        .at(Location.of(name))
        .helping("what it leads to is read where it lies, if that is inside the evidence");
  }

  static Diagnostic workTree(String name) {
    return Diagnostic.note("PM-E019", "the history of a work tree is not read")
        .at(Location.of(name))
        .helping("to have its commits: git bundle create history.bundle --all");
  }

  static Diagnostic packedRepository(String name) {
    return Diagnostic.error("PM-E020", "a Git repository inside an archive is not read")
        .at(Location.of(name))
        .helping("unpack it, or put a bundle in its place: git bundle create history.bundle --all");
  }
}
