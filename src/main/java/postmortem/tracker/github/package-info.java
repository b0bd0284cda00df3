/**
 * GitHub as an issue tracker, on github.com or GitHub Enterprise Server. The library's own waiting
 * and repeating is switched off: a lost answer must reach those who can ask what became of it.
 */
@NullMarked
package postmortem.tracker.github;

import org.jspecify.annotations.NullMarked;
