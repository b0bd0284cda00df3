/**
 * Exports of other systems: declared sources, and classes where a system has logic of its own.
 *
 * <p>Where to look, in the order in which evidence goes through:
 *
 * <ul>
 *   <li>Which file belongs to which source: {@link Claims}, {@link Head}, {@link Recognition}.
 *   <li>What a declaration may say: {@link SourceDeclaration} and the rules in it, each of which
 *       reads its own part of the YAML.
 *   <li>The records of a file, one at a time: {@link RecordScan}. Those of no interest are told by
 *       their bytes: {@link Sieve}.
 *   <li>A record, whatever it was written in: {@link SourceRecord} over {@link Tree} and {@link
 *       Pointer}; its instants: {@link StampReader}.
 *   <li>What becomes of records: {@link DeclaredEvents}, {@link SeriesReading}, {@link TraceBook}.
 *       Those of a log go on to the log engine: {@link DeclaredLog}, {@link LogPlan}.
 *   <li>What no source knows: {@link ShapeGuess}, {@link UnknownExports}.
 *   <li>Systems with logic of their own: what {@link ClassSource} permits.
 * </ul>
 */
@NullMarked
package postmortem.source;

import org.jspecify.annotations.NullMarked;
