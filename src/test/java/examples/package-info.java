/**
 * Makes the example incidents under {@code examples/} and the truth about them under {@code
 * src/test/resources/truth/}.
 *
 * <p>One class per exporting system, one per incident. Everything is seeded: the same sources give
 * the same content on every machine. How to write the folders again: {@code examples/README.md}.
 */
@NullMarked
package examples;

import org.jspecify.annotations.NullMarked;
