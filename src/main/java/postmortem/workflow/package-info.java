/**
 * The use cases: the only place where stages meet.
 *
 * <ul>
 *   <li>{@code incident}: evidence to a timeline, an analysis and a draft.
 *   <li>{@code log}: logs alone, their formats, records and signatures.
 *   <li>{@code action}: the register of action items; {@code sync}: it and a tracker's issues in
 *       step.
 *   <li>{@code document}: drafts that people work on, to their pull request.
 *   <li>Here: what needs no other, and what all of them need.
 * </ul>
 */
@NullMarked
package postmortem.workflow;

import org.jspecify.annotations.NullMarked;
