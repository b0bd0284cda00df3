/** A Git server of the tests' own, and the git that a user has. */
package gitserver;
