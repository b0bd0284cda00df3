package postmortem.log.format;

import postmortem.declaration.Fields;

/**
 * The text that a format was declared with; its samples are read from it when they are needed.
 *
 * @param file name of the file
 * @param text all of it
 * @param bodyName what stands for the pattern's name where there is no pattern
 */
record Declared(String file, String text, String bodyName) {

  private static final String SAMPLES = "\nsamples:";

  /**
   * The text without its samples, which are most of it: reading YAML is what costs at start-up.
   * Samples and rejects are the last keys of a file; {@link FormatCheck} sees to that.
   */
  static String withoutSamples(String text) {
    int samples = text.indexOf(SAMPLES);
    return samples < 0 ? text : text.substring(0, samples + 1);
  }

  static boolean hasSamples(String text) {
    return text.contains(SAMPLES);
  }

  Fields fields() {
    return postmortem.declaration.Declaration.fields(file, text);
  }
}
