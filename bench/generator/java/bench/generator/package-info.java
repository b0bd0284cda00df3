/**
 * Seeded logs of any size with a known truth: which log statement wrote each record. Uses nothing
 * but the JDK, so that one call of the compiler builds it.
 */
package bench.generator;
