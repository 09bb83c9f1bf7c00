"""The spelling engine: what was meant, judged by language models counted from official papers."""
