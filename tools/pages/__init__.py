"""The generated pages of docs/reference, one file a page; each holds `page`, which returns its Markdown."""
