/** What people state about an incident, and the settings of their repository. */
@NullMarked
package postmortem.incident;

import org.jspecify.annotations.NullMarked;
