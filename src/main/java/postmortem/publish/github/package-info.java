/** Pull requests at GitHub, on github.com or GitHub Enterprise Server. */
@NullMarked
package postmortem.publish.github;

import org.jspecify.annotations.NullMarked;
