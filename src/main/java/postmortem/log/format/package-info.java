/** Declared log formats: their language, compiled to matchers over bytes, and the built-in ones. */
@NullMarked
package postmortem.log.format;

import org.jspecify.annotations.NullMarked;
