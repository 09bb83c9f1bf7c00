"""Run in an environment of its own: corrects the lines of standard input (JSON list) and prints {"lines", "seconds"}.

``python proofread_rivals.py NAME [LANGUAGE_MODEL]``. pycorrector's package asks for torch at import although its kenlm
method uses none: modules that are missing are stood in for.
"""

import importlib.machinery
import json
import sys
import time
from unittest.mock import MagicMock

STOOD_IN = (
    "torch",
    "transformers",
    "datasets",
    "pandas",
    "sentencepiece",
    "peft",
    "pytorch_lightning",
    "tqdm",
    "requests",
)


def with_pycorrector(model):
    for name in STOOD_IN:
        try:
            __import__(name)
        except ImportError:
            stand_in = MagicMock(name=name)
            stand_in.__spec__ = importlib.machinery.ModuleSpec(name, None)
            stand_in.__path__ = []
            sys.modules[name] = stand_in
    sys.meta_path.append(_Missing())
    from pycorrector.corrector import Corrector

    corrector = Corrector(language_model_path=model)
    corrector.correct("今天天气很好")
    return lambda line: corrector.correct(line)["target"]


class _Missing:
    """Sub-modules of what is stood in for."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in STOOD_IN and isinstance(sys.modules.get(name.partition(".")[0]), MagicMock):
            return importlib.machinery.ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        module = MagicMock(name=spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module):
        pass


def with_autocorrect(_):
    import autocorrect_py

    return autocorrect_py.format


def main():
    correct = {"pycorrector": with_pycorrector, "autocorrect-py": with_autocorrect}[sys.argv[1]](*sys.argv[2:3] or [""])
    lines = json.load(sys.stdin)
    begun = time.process_time()
    answers = [correct(line) for line in lines]
    print(json.dumps({"lines": answers, "seconds": time.process_time() - begun}))


if __name__ == "__main__":
    main()
