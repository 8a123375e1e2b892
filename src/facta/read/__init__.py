"""Files, folders, feeds, archives and pages to documents."""
