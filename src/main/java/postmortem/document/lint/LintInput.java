package postmortem.document.lint;

import postmortem.document.read.DocumentText;

/**
 * A document to be linted.
 *
 * @param document what stands in it
 * @param context what is known beside it
 */
public record LintInput(DocumentText document, LintContext context) {}
