package postmortem.declaration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;
import postmortem.diagnostic.Location;

/** Reads files that people, or the tool itself, wrote: UTF-8, or an error that says where not. */
public final class TextFile {

  private TextFile() {}

  /**
   * The text of a file.
   *
   * @param shown its name, for messages
   * @throws DiagnosticException with exit code 2 when it is not UTF-8
   */
  public static String read(Path file, String shown) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = decoder.decode(bytes, text, true);
    String read = text.flip().toString();
    if (result.isError()) {
      int line = (int) read.chars().filter(c -> c == '\n').count() + 1;
      int column = read.length() - read.lastIndexOf('\n');
      throw DiagnosticException.usage(
          Diagnostic.error("PM-D011", "the file is not UTF-8 text")
              .at(new Location(shown, line, column))
              .helping("save it as UTF-8; if the tool wrote it, restore it from version control"));
    }
    return read;
  }
}
