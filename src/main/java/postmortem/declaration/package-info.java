/**
 * Strict YAML with places: every scalar is text, every mistake has a line, a column and a caret.
 */
@NullMarked
package postmortem.declaration;

import org.jspecify.annotations.NullMarked;
