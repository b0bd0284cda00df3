# ${title}

<#list timeline as row>
## Summary
