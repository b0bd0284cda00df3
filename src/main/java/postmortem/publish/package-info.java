/**
 * A post-mortem on its way to the people who review it: a branch of the remote repository, and a
 * pull request from it. What is here knows neither Git nor a hosting service; {@code git} and
 * {@code github} do.
 */
@NullMarked
package postmortem.publish;

import org.jspecify.annotations.NullMarked;
