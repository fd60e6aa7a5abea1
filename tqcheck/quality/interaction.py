"""The embedded estimator's network: a few transformer layers over the encoder's token vectors of both sides.

The encoder's lower layers, with low-rank updates of their own (``encoder/low_rank.py``), read source and target apart;
the layers here read the two together. Late interaction of this kind lets each text be read once, with whatever it is
compared, and costs less than a cross-encoder of all layers (Cao et al., 2020, "DeFormer"; MacAvaney et al., 2020,
"PreTTR"). Because the lower layers' vectors already match across languages, every token is also given what it matches:
the mean of the other side's vectors, weighted by similarity, and how good its best matches are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

MATCH_FEATURES = 4
SHARPNESS = 20.0
"""Start of the learned factor that similarities are multiplied with before the softmax that picks the counterpart."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A padded batch: vectors (pairs, tokens, hidden) and masks (pairs, tokens; True where there is a token)."""

    source: Tensor
    source_mask: Tensor
    target: Tensor
    target_mask: Tensor


class Judgement(NamedTuple):
    """Logits of a batch.

    ``words`` (pairs, target tokens): the token is wrong; ``gaps`` (pairs, target tokens + 1): something is missing
    before it, or at the end; ``omitted`` (pairs, source tokens): the token has no counterpart; ``effort`` (pairs,): the
    share of words a post-editor changes; ``error`` (pairs,): there is a major error.
    """

    words: Tensor
    gaps: Tensor
    omitted: Tensor
    effort: Tensor
    error: Tensor


class Interaction(nn.Module):
    """Joint layers over source and target, and the heads."""

    def __init__(self, hidden: int = 384, layers: int = 5, heads: int = 12, intermediate: int = 1536) -> None:
        super().__init__()
        self.settings = {"hidden": hidden, "layers": layers, "heads": heads, "intermediate": intermediate}
        self.marks = nn.Parameter(torch.randn(3, hidden) * 0.02)
        self.counterpart = nn.Linear(hidden, hidden)
        self.match = nn.Linear(MATCH_FEATURES, hidden)
        self.sharpness = nn.Parameter(torch.tensor(math.log(SHARPNESS)))
        self.body = joint_layers(hidden, layers, heads, intermediate)
        self.token_heads = nn.Linear(hidden, 3)
        self.match_heads = nn.Linear(MATCH_FEATURES, 3, bias=False)
        self.pool = nn.Linear(3 * hidden, hidden)
        self.segment_heads = nn.Linear(hidden, 2)

    def forward(self, pairs: Pairs, centres: Tensor) -> Judgement:
        """The logits of a batch; ``centres`` (2, hidden) are the languages' mean vectors."""
        states, matches = self.states(pairs, centres)
        n, m = pairs.source.shape[1], pairs.target.shape[1]
        tokens = self.token_heads(states) + self.match_heads(matches)
        source, target = states[:, 1 : n + 1], states[:, n + 2 : n + 2 + m]
        pooled = torch.cat([states[:, 0], _mean(source, pairs.source_mask), _mean(target, pairs.target_mask)], dim=-1)
        effort, error = self.segment_heads(functional.gelu(self.pool(pooled))).unbind(-1)
        return Judgement(
            words=tokens[:, n + 2 : n + 2 + m, 0],
            gaps=self._gaps(tokens[..., 1], pairs),
            omitted=tokens[:, 1 : n + 1, 2],
            effort=effort,
            error=error,
        )

    def _gaps(self, logits: Tensor, pairs: Pairs) -> Tensor:
        """Gap logits before each target token, with the end mark's after the last one."""
        n, m = pairs.source.shape[1], pairs.target.shape[1]
        gaps = torch.cat([logits[:, n + 2 : n + 2 + m], logits[:, -1:]], dim=1)
        length = pairs.target_mask.sum(1, keepdim=True)
        return gaps.scatter(1, length, logits[:, -1:])

    def states(self, pairs: Pairs, centres: Tensor) -> tuple[Tensor, Tensor]:
        """The last layer's vectors of ``[mark] source [mark] target [mark]`` and how well each token is matched.

        (pairs, tokens + 3, hidden) and (pairs, tokens + 3, MATCH_FEATURES); marks are matched by nothing, 0.
        """
        (source, source_matches), (target, target_matches) = self._matched(pairs, centres)
        count = source.shape[0]  # len() would fix the batch size in an export
        first, middle, last = (mark.expand(count, 1, -1) for mark in self.marks)
        joined = torch.cat([first, source, middle, target, last], dim=1)
        one = pairs.source_mask.new_ones(count, 1)
        mask = torch.cat([one, pairs.source_mask, one, pairs.target_mask, one], dim=1)
        sides = torch.zeros(joined.shape[:2], dtype=torch.long, device=joined.device)
        sides[:, source.shape[1] + 1 :] = 1
        output: Any = self.body(
            inputs_embeds=joined,
            attention_mask=mask.long(),
            token_type_ids=sides,
            position_ids=torch.zeros_like(sides),
        )
        none = source_matches.new_zeros(count, 1, MATCH_FEATURES)
        return output.last_hidden_state, torch.cat([none, source_matches, none, target_matches, none], dim=1)

    def _matched(self, pairs: Pairs, centres: Tensor) -> tuple[tuple[Tensor, Tensor], tuple[Tensor, Tensor]]:
        """Both sides' vectors with what they match on the other side added, and how well they match it."""
        left = functional.normalize(pairs.source - centres[0], dim=-1)
        right = functional.normalize(pairs.target - centres[1], dim=-1)
        similarity = left @ right.transpose(1, 2)
        source = self._with_match(pairs.source, pairs.target, similarity, pairs.target_mask)
        target = self._with_match(pairs.target, pairs.source, similarity.transpose(1, 2), pairs.source_mask)
        return source, target

    def _with_match(self, own: Tensor, other: Tensor, similarity: Tensor, other_mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = similarity.masked_fill(~other_mask[:, None, :], -1.0)
        weights = torch.softmax(hidden.float() * self.sharpness.exp(), dim=-1).to(own.dtype)
        top = hidden.topk(min(2, hidden.shape[-1]), dim=-1).values
        best, second = top[..., :1], top[..., -1:]
        expected = (weights * hidden).sum(-1, keepdim=True)
        features = torch.cat([best, best - second, expected, weights.amax(-1, keepdim=True)], dim=-1).to(own.dtype)
        return own + self.counterpart(weights @ other) + self.match(features), features


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    share = mask.to(states.dtype)
    return (states * share[..., None]).sum(1) / share.sum(1, keepdim=True).clamp(min=1)


def joint_layers(hidden: int, layers: int, heads: int, intermediate: int) -> nn.Module:
    """A BERT without vocabulary and positions: its inputs are vectors that know theirs."""
    from transformers import BertConfig, BertModel

    config = BertConfig(  # type: ignore[call-arg]
        vocab_size=1,
        hidden_size=hidden,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=intermediate,
        max_position_embeddings=1,
        type_vocab_size=2,
        pad_token_id=None,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    return BertModel(config, add_pooling_layer=False)


def start_from(encoder: Any, layers: int = 5) -> Interaction:
    """A network whose joint layers begin as the encoder's last ones.

    ``encoder`` is a transformers BertModel; the match parts begin near zero so that the start is the encoder's own.
    """
    config = encoder.config
    model = Interaction(config.hidden_size, layers, config.num_attention_heads, config.intermediate_size)
    top = encoder.encoder.layer[-layers:]
    body: Any = model.body
    for mine, theirs in zip(body.encoder.layer, top, strict=True):
        mine.load_state_dict({key: value.float() for key, value in theirs.state_dict().items()})
    below = encoder.encoder.layer[-layers - 1].output.LayerNorm
    with torch.no_grad():
        norm = body.embeddings.LayerNorm
        norm.weight.copy_(below.weight)
        norm.bias.copy_(below.bias)
        body.embeddings.position_embeddings.weight.zero_()
        model.counterpart.weight.mul_(0.1)
        model.match_heads.weight.zero_()
    return model
