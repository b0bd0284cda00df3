/**
 * Exports of other systems: declared sources, and classes where a system has logic of its own.
 *
 * <p>Where to look, in the order in which evidence goes through; each package uses those above it:
 *
 * <ul>
 *   <li>{@code tree}: a file as a tree of values, whatever it was written in; {@code head}: its
 *       first bytes.
 *   <li>{@code rule}: what a declaration may say, and a record that is asked by its rules, with the
 *       instants in it.
 *   <li>{@code scan}: the records of a file, one at a time. Those of no interest are told by their
 *       bytes.
 *   <li>{@code recognition}: which file belongs to which source.
 *   <li>{@code declared}: what becomes of records; {@code log}: those that are lines of a log, and
 *       go on to the log engine.
 *   <li>{@code system}: systems with logic of their own.
 *   <li>{@code guess}: what no source knows.
 *   <li>Here: {@link SourceLibrary} has all sources, {@link SourceReader} takes evidence through
 *       them, {@link SourceCheck} judges a declaration by its own samples.
 * </ul>
 */
@NullMarked
package postmortem.source;

import org.jspecify.annotations.NullMarked;
