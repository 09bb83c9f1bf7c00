"""批示: what a leader wrote, sentence by sentence, and what each sentence wants of whom."""

from zhongshu.lib.instruction.sentences import Said, Sentence, sentences
from zhongshu.lib.instruction.units import Named, Part, named

__all__ = ["Named", "Part", "Said", "Sentence", "named", "sentences"]
