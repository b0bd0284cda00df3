package postmortem.log.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lines of all built-in formats. */
final class SampleLines {

  private static final String BYTES = " \t-:.,0123456789TZabAB_[]{}()<>/+\"=|";

  private SampleLines() {}

  /** The samples of these formats. */
  static List<String> of(List<LogFormat> formats) {
    List<String> samples = new ArrayList<>();
    for (LogFormat format : formats) {
      for (FormatSample sample : format.declared().fields().list("samples", FormatSample::read)) {
        samples.add(String.join("\n", sample.lines()));
      }
    }
    return samples;
  }

  /** The samples, and each of them several times with a few bytes changed, lost or doubled. */
  static List<String> mutated(List<LogFormat> formats, Random random) {
    List<String> samples = of(formats);
    List<String> lines = new ArrayList<>(samples);
    for (String sample : samples) {
      for (int n = 0; n < 30; n++) {
        StringBuilder line = new StringBuilder(sample);
        for (int m = random.nextInt(3); m >= 0 && !line.isEmpty(); m--) {
          int at = random.nextInt(Math.min(line.length(), 34));
          char other = BYTES.charAt(random.nextInt(BYTES.length()));
          switch (random.nextInt(4)) {
            case 0 -> line.setCharAt(at, other);
            case 1 -> line.deleteCharAt(at);
            case 2 -> line.insert(at, other);
            default -> line.setLength(Math.max(1, line.length() - random.nextInt(20)));
          }
        }
        if (!line.isEmpty() && line.charAt(0) != '\n') {
          lines.add(line.toString());
        }
      }
    }
    return lines;
  }
}
