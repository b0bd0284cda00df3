package postmortem.declaration;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that comes with the program, or one of the user's that takes its place: its text, and what
 * it declares.
 */
public final class BuiltInFile {

  private final String name;
  private final Supplier<String> text;
  private final @Nullable Node compiled;

  private BuiltInFile(String name, Supplier<String> text, @Nullable Node compiled) {
    this.name = name;
    this.text = text;
    this.compiled = compiled;
  }

  /**
   * A file whose text is known.
   *
   * @param name path below its folder, such as {@code nginx-access.yaml}
   */
  public static BuiltInFile of(String name, String text) {
    return new BuiltInFile(name, () -> text, null);
  }

  /** A file that was read when the program was built; see {@link CompiledDeclarations}. */
  static BuiltInFile compiled(String name, Supplier<String> text, Node declared) {
    return new BuiltInFile(name, text, declared);
  }

  /** Path below its folder. */
  public String name() {
    return name;
  }

  /** Its content. */
  public String text() {
    return text.get();
  }

  /**
   * What it declares; of samples and rejects only whether there are any, when the file comes with
   * the program. For those read the {@link #text}.
   *
   * @param file its name, for messages
   */
  public Fields fields(String file) {
    return compiled == null
        ? Declaration.fields(file, text())
        : Declaration.known(CompiledDeclarations.placed(compiled, file).fields());
  }
}
