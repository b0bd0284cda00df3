# Ours

## Summary
