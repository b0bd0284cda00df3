package postmortem.log.format;

import postmortem.declaration.BuiltInFile;
import postmortem.declaration.Declaration;
import postmortem.declaration.Fields;

/**
 * The file that a format was declared in; its samples are read from it when they are needed.
 *
 * @param file with all of its text
 * @param bodyName what stands for the pattern's name where there is no pattern
 */
record Declared(BuiltInFile file, String bodyName) {

  Fields fields() {
    return Declaration.fields(file.name(), file.text());
  }
}
