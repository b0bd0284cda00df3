package postmortem.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import postmortem.declaration.BuiltInFile;
import postmortem.declaration.BuiltInFiles;
import postmortem.diagnostic.DiagnosticException;
import postmortem.source.rule.SourceDeclaration;
import postmortem.source.system.ClassSamples;
import postmortem.source.system.ClassSource;

/** All sources: those declared in a folder of the program, a user's own, and the classes. */
public final class SourceLibrary {

  private static final String FOLDER = "sources";

  /**
   * What a list of sources shows.
   *
   * @param name unique
   * @param title what people call it
   * @param system the source of its events
   * @param url where the system's maker explains the export
   * @param export the command or menu path that makes it
   * @param samples how many samples prove it; 0 for a class, whose tests do
   */
  public record Listed(
      String name, String title, String system, String url, String export, int samples) {}

  private final Map<String, SourceDeclaration> declared;
  private final Map<String, ClassSource> classes;

  private SourceLibrary(List<SourceDeclaration> declarations) {
    declared = new LinkedHashMap<>();
    declarations.stream()
        .sorted(Comparator.comparing(SourceDeclaration::name))
        .forEach(
            source -> {
              if (declared.put(source.name(), source) != null) {
                throw new IllegalStateException("two built-in sources are named " + source.name());
              }
            });
    classes = new LinkedHashMap<>();
    ClassSource.all().forEach(source -> classes.put(source.name(), source));
    for (SourceDeclaration source : declarations) {
      SourceDeclaration.Join join = source.join();
      if (join != null && !declared.containsKey(join.source())) {
        throw DiagnosticException.usage(
            source
                .mark()
                .error("PM-S026", "joins \u201c" + join.source() + "\u201d, which is no source")
                .helping("postmortem formats list shows the names of all sources"));
      }
    }
  }

  /** The sources that come with the program. */
  public static SourceLibrary builtIn() {
    return BuiltIn.LIBRARY;
  }

  /** Makes what looking at text needs, before somebody does. */
  public void prepare() {
    declared.values().forEach(SourceDeclaration::lines);
  }

  /** Loaded once, by whoever asks first. */
  private static final class BuiltIn {
    static final SourceLibrary LIBRARY = new SourceLibrary(builtInDeclarations());
  }

  /**
   * These sources and one more, which takes the place of one with the same name.
   *
   * @param file its name, for messages
   * @param text the declaration
   */
  public SourceLibrary with(String file, String text) {
    SourceDeclaration own = SourceDeclaration.parse(file, text);
    List<SourceDeclaration> all = new ArrayList<>(declared.values());
    all.removeIf(source -> source.name().equals(own.name()));
    all.add(own);
    return new SourceLibrary(all);
  }

  private static List<SourceDeclaration> builtInDeclarations() {
    List<SourceDeclaration> all = new ArrayList<>();
    for (BuiltInFile file : BuiltInFiles.list(FOLDER)) {
      all.add(SourceDeclaration.ofProgram(FOLDER + "/" + file.name(), file));
    }
    return all;
  }

  /** All sources by name. */
  public List<Listed> list() {
    List<Listed> all = new ArrayList<>();
    for (SourceDeclaration s : declared.values()) {
      all.add(new Listed(s.name(), s.title(), s.system(), s.url(), s.export(), s.samples().size()));
    }
    Map<String, ClassSamples> samples = ClassSamples.all();
    for (ClassSource s : classes.values()) {
      int count = Objects.requireNonNull(samples.get(s.name())).samples().size();
      all.add(new Listed(s.name(), s.title(), s.system(), s.url(), s.export(), count));
    }
    all.sort(Comparator.comparing(Listed::name));
    return List.copyOf(all);
  }

  /** The declared ones, by name. */
  public List<SourceDeclaration> declared() {
    return List.copyOf(declared.values());
  }

  /** The declared one of that name. */
  Optional<SourceDeclaration> declared(String name) {
    return Optional.ofNullable(declared.get(name));
  }

  /** The classes, by name. */
  List<ClassSource> classes() {
    return List.copyOf(classes.values());
  }

  /** The class of that name. */
  Optional<ClassSource> ofClass(String name) {
    return Optional.ofNullable(classes.get(name));
  }
}
