package postmortem.log.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.ExitCode;
import postmortem.diagnostic.Level;

/**
 * The formats of a run, in the order in which a line is tried against them: the user's own, then by
 * {@link Rank}, then by name. Immutable.
 */
public final class FormatLibrary {

  private static final Comparator<LogFormat> ORDER =
      Comparator.comparing(LogFormat::rank).thenComparing(LogFormat::name);

  private final List<LogFormat> formats;

  private FormatLibrary(List<LogFormat> formats) {
    this.formats = List.copyOf(formats);
  }

  /** The formats that come with the program. Their samples are run by its tests, not here. */
  public static FormatLibrary builtIn() {
    return BuiltIn.LIBRARY;
  }

  /** Loaded once, by whoever asks first. */
  private static final class BuiltIn {
    static final FormatLibrary LIBRARY =
        new FormatLibrary(
            BuiltInFiles.list("formats").stream().map(FormatLoader::load).sorted(ORDER).toList());
  }

  /**
   * The format that a file declares; its samples are not run.
   *
   * @throws DiagnosticException with the place of a mistake
   */
  public static LogFormat load(BuiltInFile file) {
    return FormatLoader.load(file);
  }

  /**
   * These formats and the user's own, which come first in the order given; one with the name of a
   * built-in format replaces it.
   *
   * @throws DiagnosticException with the mistakes of all files, samples included
   */
  public FormatLibrary with(List<BuiltInFile> files) {
    List<LogFormat> own = new ArrayList<>();
    List<Diagnostic> mistakes = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (BuiltInFile file : files) {
      try {
        LogFormat format = FormatLoader.load(file);
        String other = names.put(format.name(), file.name());
        if (other != null) {
          mistakes.add(
              format
                  .mark()
                  .error("PM-F013", "a second format \u201c" + format.name() + "\u201d")
                  .helping("the first is in " + other));
        }
        FormatCheck.run(format).stream()
            .filter(d -> d.level() == Level.ERROR)
            .forEach(mistakes::add);
        own.add(format);
      } catch (DiagnosticException e) {
        mistakes.addAll(e.diagnostics());
      }
    }
    if (!mistakes.isEmpty()) {
      throw new DiagnosticException(ExitCode.USAGE, mistakes);
    }
    List<LogFormat> all = new ArrayList<>(own);
    formats.stream().filter(format -> !names.containsKey(format.name())).forEach(all::add);
    return new FormatLibrary(all);
  }

  /** All formats, in the order in which they are tried. */
  public List<LogFormat> formats() {
    return formats;
  }

  /** The format of that name. */
  public Optional<LogFormat> find(String name) {
    return formats.stream().filter(format -> format.name().equals(name)).findFirst();
  }
}
