# Ours

## Summary

${nothing.here}
