/** What a declared source may say, rule by rule, and a record that is asked by those rules. */
@NullMarked
package postmortem.source.rule;

import org.jspecify.annotations.NullMarked;
