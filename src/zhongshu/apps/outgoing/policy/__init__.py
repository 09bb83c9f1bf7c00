"""Rules of drafting that need no database: form fields and documents, merging, what counts as substance."""
