"""The reading engine: one encoder, and the heads that read its words."""

from importlib import resources
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from onrecord.engine.labels import NAME_TAGS, ROLES, Labels
from onrecord.engine.words import GAPS, SHAPES

FRAME = {"shape": len(SHAPES), "gap": len(GAPS), "quoted": 2}
"""What the pieces that frame a window ([CLS], [SEP]) look like: a value of their own."""


class Pointer(nn.Module):
    """Scores each word (row) against each word (column): biaffine attention (Dozat & Manning, 2017)."""

    def __init__(self, width: int, size: int, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.from_word = nn.Linear(width, size)
        self.to_word = nn.Linear(width, size)
        self.bilinear = nn.Linear(size, size, bias=False)
        self.bias = nn.Linear(size, 1, bias=False)

    def forward(self, words: Tensor) -> Tensor:
        """(…, words, width) to (…, words, words)."""
        rows = self.dropout(torch.relu(self.from_word(words)))
        columns = self.dropout(torch.relu(self.to_word(words)))
        return self.bilinear(rows) @ columns.transpose(-1, -2) + self.bias(columns).transpose(-1, -2)


class Relation(nn.Module):
    """The relation of a word to the word it depends on."""

    def __init__(self, width: int, size: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.of_word = nn.Linear(width, size)
        self.of_head = nn.Linear(width, size)
        self.out = nn.Linear(size, labels)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """(…, words, width) and (…, words) to (…, words, labels)."""
        governing = self.of_head(words)
        index = heads.unsqueeze(-1).expand(*heads.shape, governing.shape[-1])
        both = self.of_word(words) + torch.gather(governing, -2, index)
        return self.out(self.dropout(torch.relu(both)))


class Engine(nn.Module):
    """Encoder and heads. Every head reads the mean of a word's first and last word piece."""

    def __init__(self, config: dict[str, Any], labels: Labels, encoder: BertModel) -> None:
        super().__init__()
        self.encoder = encoder
        width, dropout = encoder.config.hidden_size, config["dropout"]
        self.shapes = nn.Embedding(FRAME["shape"] + 1, width)
        self.gaps = nn.Embedding(FRAME["gap"] + 1, width)
        self.quoted = nn.Embedding(FRAME["quoted"] + 1, width)
        for embedding in (self.shapes, self.gaps, self.quoted):
            nn.init.zeros_(embedding.weight)
        self.dropout = nn.Dropout(dropout)
        sizes = {
            "starts": 2, "upos": len(labels.upos), "feats": len(labels.feats), "lemmas": len(labels.lemma_rules),
            "names": len(NAME_TAGS), "roles": len(ROLES),
        }  # fmt: skip
        self.taggers = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})
        self.arcs = Pointer(width, config["arcs"], dropout)
        self.relations = Relation(width, config["relations"], len(labels.deprels), dropout)
        self.cues = Pointer(width, config["pointers"], dropout)
        self.sources = Pointer(width, config["pointers"], dropout)

    def words(self, pieces: Tensor, shapes: Tensor, gaps: Tensor, quoted: Tensor, first: Tensor, last: Tensor,
              mask: Tensor | None = None) -> Tensor:  # fmt: skip
        """Word vectors (batch, words, width) of pieces (batch, pieces); `first`, `last`: each word's pieces."""
        embedded = self.encoder.embeddings.word_embeddings(pieces)
        embedded = embedded + self.shapes(shapes) + self.gaps(gaps) + self.quoted(quoted)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        rows = torch.arange(pieces.shape[0], device=pieces.device).unsqueeze(-1)
        return self.dropout((hidden[rows, first] + hidden[rows, last]) * 0.5)


def starting_encoder(package: str) -> BertModel:
    """The pretrained encoder that the Python package carries.

    Without dropout of attention weights, which would double the time of a step on a CPU (no fused attention with it).
    """
    folder = str(resources.files(package) / "model")
    return BertModel.from_pretrained(folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0)


def empty_encoder(package: str) -> BertModel:
    """The same shape without its weights, to load our own into."""
    return BertModel(BertConfig.from_pretrained(str(resources.files(package) / "model")), add_pooling_layer=False)
