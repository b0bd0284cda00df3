/**
 * A counterpart for tests: a server of our own that behaves as GitHub does where it matters, and
 * that can do what it was asked and then fail to say so.
 */
@NullMarked
package github;

import org.jspecify.annotations.NullMarked;
