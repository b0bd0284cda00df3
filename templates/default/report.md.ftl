<#macro cited evidence><#if evidence?has_content> (${evidence})</#if></#macro>
<#function milestone id><#return milestones?filter(m -> m.id == id)?first></#function>
<#function duration id><#return durations?filter(d -> d.id == id)?first></#function>
<#assign mitigated = duration("ttm")>
<#assign resolved = duration("ttr")>
---
id: ${front.id}
title: ${front.title}
severity:<#if front.severity??> ${front.severity}</#if>
status: draft
owner:
reviewed:
published:
audience:
tags: []
---

# ${title}

> Drafted from evidence. Every statement links to the evidence that it rests on; a line that begins with _Question_ needs a person.

## Summary

<#list milestones as m>
<#if m.time??>
- **${m.name}**: ${m.time} UTC<#if m.since??>, ${m.since} after impact start</#if>. ${m.what}<@cited m.evidence/>.
<#else>
- **${m.name}**: unknown.
</#if>
</#list>
<#if changes.ranked?has_content>
<#assign first = changes.ranked?first>
- **First among the changes before impact**: ${first.what}, ${first.time} UTC<#if first.before??>, ${first.before} before impact start</#if><#if first.doubt??>; ${first.doubt}</#if><@cited first.evidence/>. [How the changes are ranked](#changes-before-impact).
</#if>
<#if timeline.asLikely?has_content>
- **Which incident**: something went wrong at [another time](#timeline) as well, and nothing here says which of them was the incident; what stands out most is shown.
</#if>

_Question: What happened, in two sentences for somebody who was not there?_

## Impact

<#if services?has_content>
- **Services**: <#list services as s>${s.name}<@cited s.evidence/><#sep>, </#list>.
<#else>
- **Services**: unknown.
</#if>
<#if mitigated.value??>
- **From impact start to mitigation**: ${mitigated.value}, ${mitigated.begins} to ${mitigated.ends} UTC.
<#else>
- **From impact start to mitigation**: unknown: ${mitigated.from}.
</#if>
<#if resolved.value??>
- **From impact start to resolution**: ${resolved.value}, ${resolved.begins} to ${resolved.ends} UTC.
<#else>
- **From impact start to resolution**: unknown: ${resolved.from}.
</#if>
<#if slo??>
- **Objective that was broken**: ${slo} (stated in `incident.yaml`).
</#if>

<#if measurements?has_content>
| Measured | Before | After | Moved at (UTC) | Back at (UTC) | Evidence |
|---|---|---|---|---|---|
<#list measurements as m>
| ${m.name} | ${m.before} | ${m.after} | ${m.time} | ${m.back!"unknown"} | ${m.evidence} |
</#list>

</#if>
<#if counted?has_content>
<#list counted as c>
- **Counted**: ${c.text}<@cited c.evidence/>.
</#list>
- _Question: How many users stand behind these numbers, and how do we know? A request is not a user, a retry is one more request, two logs may count the same one, and what was not exported is not counted._
<#else>
- _Question: How many users and requests were affected, and how do we know?_
</#if>
- _Question: What could users not do, and what did they see instead?_
- _Question: How many of them wrote to support?_

## Timeline

<#if timeline.rows?has_content>
| Time (UTC) |<#if timeline.zone??> ${timeline.zone} |</#if> What happened | Kind | Evidence |
|---|<#if timeline.zone??>---|</#if>---|---|---|
<#list timeline.rows as r>
| ${r.time} |<#if timeline.zone??> ${r.local} |</#if> ${r.what} | ${r.kind} | ${r.evidence} |
</#list>
<#else>
No row of the evidence is significant enough to stand here.
</#if>
<#if timeline.more??>

Shown is what matters most from ${timeline.from} to ${timeline.to} UTC, and changes of the day before. [timeline.jsonl](timeline.jsonl) holds ${timeline.more} more<#if timeline.more == "1"> row<#else> rows</#if>.
</#if>
<#if timeline.elsewhere?has_content>

Errors rose, and an alert or a message of an incident came, at another time as well: another incident, or another part of this one. To draft a time on its own, give `--from` and `--until`.

<#list timeline.elsewhere as e>
- ${e.text}<@cited e.evidence/>.
</#list>
</#if>
<#if timeline.expected?has_content>

Errors rose, and alerts were kept quiet, at another time as well; whether users noticed is not known here.

<#list timeline.expected as e>
- ${e.text}<@cited e.evidence/>.
</#list>
</#if>
<#if timeline.asLikely?has_content>

Something went wrong at another time as well, and nothing here says which of them was the incident. To draft a time on its own, give `--from` and `--until`.

<#list timeline.asLikely as e>
- ${e.text}<@cited e.evidence/>.
</#list>
</#if>

## Detection and response

| Milestone | Time (UTC) | What happened | Rule | Evidence |
|---|---|---|---|---|
<#list milestones as m>
| ${m.name} | ${m.time!"unknown"} | ${m.what} | ${m.rule} | ${m.evidence} |
</#list>

| Measure | Value | From (UTC) | To (UTC) |
|---|---|---|---|
<#list durations as d>
| ${d.name}, ${d.words} | ${d.value!"unknown"} | ${d.from} | ${d.to} |
</#list>

- _Question: How did responders learn what was wrong, and what would have cut that time in half?_
- _Question: What did responders try that did not help, and what did they learn from it?_

## Changes before impact

<#if changes.ranked?has_content>
These changed before the impact. The score says how much each has in common with what went wrong; it does not say that one of them caused it.

| Rank | Change | Time (UTC) | Before impact | Score | Terms | Evidence |
|---|---|---|---|---|---|---|
<#list changes.ranked as c>
| ${c.rank} | ${c.what} | ${c.time} | ${c.before!"unknown"} | ${c.score} | ${c.terms} | ${c.evidence} |
</#list>
<#if changes.more??>

${changes.more} more<#if changes.more == "1"> change ranks<#else> changes rank</#if> below these.
</#if>
<#else>
The evidence records no change before the impact; what people only said of one is not ranked.

_Question: What changed before it that was not exported?_
</#if>

## Contributing factors

<#if factors?has_content>
<#list factors as f>
${f.indent}- <#if f.branch??>**${f.branch}**: </#if><#if f.question>_Question: ${f.text}_<#else>${f.text}<@cited f.evidence/>.</#if>
</#list>
<#else>
- _Question: What set it off, and what was already there that made it possible?_
- _Question: How did technology, and how did the way of working, contribute?_
</#if>

## What went well

<#list wentWell as f>
- ${f.text}<@cited f.evidence/>.
</#list>
- _Question: What helped to notice it, to understand it or to stop it?_

## What went poorly

<#list wentPoorly as f>
- ${f.text}<@cited f.evidence/>.
</#list>
- _Question: What made it harder to notice, to understand or to stop?_

## Where we got lucky

- _Question: What kept it from being worse that nobody had planned for?_
- _Question: What was surprising?_

## Action items

_Question: What will be done, by whom and until when? One row for each action: a verb first, one owner, a date, and how one will see that it is done._

| ID | Action | Owner | Deadline | Priority | Type | Done when |
|---|---|---|---|---|---|---|

## Evidence and its limits

[evidence.yaml](evidence.yaml) holds the checksums. A row is a record of the evidence: placed rows became events, merged ones say the same as a placed one, counted ones went into rates and series, filtered ones lie outside the time that was asked for or are declared to be no events, unreadable ones have no known format or no time.

| Evidence | Read as | Rows | Placed | Merged | Counted | Filtered | Unreadable | Times (UTC) |
|---|---|---|---|---|---|---|---|---|
<#list evidence.files as f>
| ${f.name} | ${f.reader} | ${f.read} | ${f.placed} | ${f.merged} | ${f.aggregated} | ${f.filtered} | ${f.unreadable} | ${f.span} |
</#list>
<#if evidence.more??>
| ${evidence.more} more files | | | | | | | | |
</#if>
| **${evidence.total.name}** | | ${evidence.total.read} | ${evidence.total.placed} | ${evidence.total.merged} | ${evidence.total.aggregated} | ${evidence.total.filtered} | ${evidence.total.unreadable} | |

<#if evidence.limits?has_content>
<#list evidence.limits as l>
- ${l}
</#list>
<#else>
Every row was read, no zone had to be assumed, and no gap was found.
</#if>

<#if evidence.observability?has_content>
| How well it could be seen | Grade | Because |
|---|---|---|
<#list evidence.observability as o>
| ${o.aspect} | ${o.grade} | ${o.because} |
</#list>

</#if>
## Excerpts

<#list excerpts as e>
<details id="e-${e.id}"><summary>${e.time} <code>${e.title}</code><#if e.more??> and ${e.more} more</#if></summary>
<#list e.citations as c>
<#if c?index gt 0>
<p><code>${c.target}</code></p>
</#if>
<pre><code>${c.text}</code></pre>
</#list>
<#if e.left??>
<p>${e.left} more in <code>timeline.jsonl</code></p>
</#if>
</details>

<#else>
The document names no event.
</#list>
