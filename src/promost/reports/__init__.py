"""Reports of a plan: its progress as .docx, .xlsx and .pdf, and its own document returned with its columns."""
