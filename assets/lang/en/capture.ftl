# Bringing photos in: errors, reports, cameras, watched folders.
