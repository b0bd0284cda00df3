package postmortem.document.render;

import org.jspecify.annotations.Nullable;

/**
 * What the template of an issue sees. Text components are escaped where they are printed; {@link
 * Markup} is Markdown already. A missing component (null) is asked for with {@code ??}.
 *
 * @param id of the action item
 * @param postMortem id of its post-mortem
 * @param key its ID in the document's table
 * @param title what is to be done
 * @param description more about it, in paragraphs
 * @param factor the contributing factor it is about
 * @param document address of the post-mortem, at the commit where it is known
 * @param doneWhen the end state that one can verify, in paragraphs
 * @param deadline day until when
 * @param policy what set the deadline
 * @param priority how soon
 * @param type prevent, detect, mitigate or process
 * @param severity of the incident
 * @param reason why it was dropped
 * @param proof that it is done
 * @param register the file of the register that holds it
 */
public record IssueView(
    Markup id,
    Markup postMortem,
    Markup key,
    String title,
    @Nullable Markup description,
    @Nullable Markup factor,
    @Nullable Markup document,
    @Nullable Markup doneWhen,
    @Nullable Markup deadline,
    @Nullable Markup policy,
    @Nullable Markup priority,
    @Nullable String type,
    @Nullable String severity,
    @Nullable Markup reason,
    @Nullable Markup proof,
    Markup register) {}
