<#--
The body of an issue about an action item. Each part begins with an unseen line that names it: an edit
in one part does not stop another one from being kept up to date. What is in the part called facts is
set back when somebody changes it there. The marker that ties the issue to its item is added behind it.
-->
<!-- postmortem:part description -->
<#if description??>
${description}

</#if>
<#if factor??>
Contributing factor: ${factor}

</#if>
From the post-mortem <#if document??>[`${postMortem}`](${document})<#else>`${postMortem}`</#if>, action item `${key}`.

<!-- postmortem:part done-when -->
### Done when

<#if doneWhen??>
${doneWhen}
<#else>
*Nobody has said yet how one can tell that this is done.*
</#if>

<!-- postmortem:part facts -->
### Commitment

| | |
|---|---|
<#if deadline??>
| Deadline | **${deadline}** (${policy}) |
</#if>
<#if priority??>
| Priority | ${priority} |
</#if>
<#if type??>
| Type | ${type} |
</#if>
<#if severity??>
| Severity of the incident | ${severity} |
</#if>
<#if reason??>
| Dropped because | ${reason} |
</#if>
<#if proof??>
| Proof | ${proof} |
</#if>

Deadline and priority are kept in the register `${register}`; change them there. Who does it, and whether it is done, is kept here.
