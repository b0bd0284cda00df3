/**
 * Runs whole processes on generated logs in alternation, and says what it measured. Uses nothing
 * but the JDK, GNU time and the tools that it compares with.
 */
package bench.report;
