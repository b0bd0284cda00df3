<#--
The generated part of a pull request about a post-mortem. It is renewed on every run of publish; what people
write around it stays as it is.
-->
Post-mortem: **[${title}](${document})**

<#if severity??>
- Severity: ${severity}
</#if>
<#if status??>
- Status: ${status}
</#if>
- Timeline: ${timelineRows}
- Action items: ${actionItems}

### What changed

<#list files as file>
- ${file.what} ${file.path}
<#else>
Nothing: the base has it all.
</#list>
<#if moreFiles??>
- and ${moreFiles} more
</#if>

### Lint

<#if findings?size == 0>
Nothing to say.
<#else>
${lint}.

<#assign remarks = findings?filter(f -> f.severity == "info")>
<#list findings?filter(f -> f.severity != "info") as finding>
- ${finding.severity} ${finding.rule}, line ${finding.line}: ${finding.message}
</#list>
<#if remarks?has_content>

<details><summary>Remarks</summary>

<#list remarks as remark>
- ${remark.rule}, line ${remark.line}: ${remark.message}
</#list>
<#if moreFindings??>
- and ${moreFindings} more
</#if>

</details>
<#elseif moreFindings??>
- and ${moreFindings} more
</#if>
</#if>
