package postmortem.source.tree;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.Arrays;
import org.yaml.snakeyaml.LoaderOptions;
import postmortem.evidence.Limits;

/**
 * UTF-8 for a YAML parser, which remembers where its characters stand in the bytes. What YAML
 * forbids (control characters, broken UTF-8) becomes U+FFFD instead of ending the file. Aliases are
 * never followed, so a small file cannot become a large one. Not thread-safe.
 */
public final class YamlText extends Reader implements TreeReader.Offsets {

  private static final int CHUNK = 1 << 13;
  private static final char REPLACEMENT = '\ufffd';

  private final InputStream in;
  private final byte[] buffer = new byte[CHUNK];
  private int filled;
  private int at;
  private long characters;
  private long bytes;
  private int second = -1;

  /** Behind which character how many bytes were more than characters so far; ascending. */
  private long[] behind = new long[64];

  private long[] extra = new long[64];
  private int known;

  public YamlText(InputStream in) {
    this.in = in;
  }

  /** A parser of all documents of the text, bounded like those of JSON. */
  public YAMLParser parser(Limits limits) throws IOException {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    return YAMLFactory.builder()
        .loaderOptions(options)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.maxDepth())
                .maxStringLength(TreeReader.LONGEST_STRING)
                .build())
        .build()
        .createParser(this);
  }

  @Override
  public long of(JsonLocation location) {
    long character = Math.max(0, location.getCharOffset());
    int found = Arrays.binarySearch(behind, 0, known, character);
    int index = found >= 0 ? found : -found - 2;
    return character + (index < 0 ? 0 : extra[index]);
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      if (second >= 0) {
        target[offset + count] = (char) second;
        second = -1;
        count++;
        continue;
      }
      if (at == filled && (count > 0 || !fill())) {
        break;
      }
      int point = next();
      if (Character.isBmpCodePoint(point)) {
        target[offset + count] = (char) point;
      } else {
        target[offset + count] = Character.highSurrogate(point);
        second = Character.lowSurrogate(point);
      }
      count++;
    }
    return count == 0 ? -1 : count;
  }

  private boolean fill() throws IOException {
    filled = Math.max(0, in.read(buffer, 0, buffer.length));
    at = 0;
    return filled > 0;
  }

  private int next() throws IOException {
    int first = buffer[at] & 0xff;
    at++;
    int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
    int point = length == 1 ? first : first & (0xff >> (length + 1));
    int taken = 1;
    while (taken < length && (at < filled || fill()) && (buffer[at] & 0xc0) == 0x80) {
      point = (point << 6) | (buffer[at] & 0x3f);
      at++;
      taken++;
    }
    characters++;
    bytes += taken;
    if (taken > 1) {
      remember();
    }
    return taken == length && first < 0xf5 && printable(point) ? point : REPLACEMENT;
  }

  private static boolean printable(int point) {
    return (point >= 0x20 && point <= 0x7e)
        || point == '\n'
        || point == '\r'
        || point == '\t'
        || point == 0x85
        || (point >= 0xa0 && point <= 0xd7ff)
        || (point >= 0xe000 && point <= 0xfffd && point != 0xfeff)
        || (point >= 0x10000 && point <= 0x10ffff);
  }

  private void remember() {
    if (known == behind.length) {
      behind = Arrays.copyOf(behind, known * 2);
      extra = Arrays.copyOf(extra, known * 2);
    }
    behind[known] = characters;
    extra[known] = bytes - characters;
    known++;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
