# Ours
