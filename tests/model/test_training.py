"""Training of the embedded estimator: labels, the resumable loop, recipes, packing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from tqcheck.encoder import Encoder
from tqcheck.quality.embedded import load_network
from tqcheck.quality.interaction import Interaction, Pairs, start_from
from tqcheck.training.errors.types import Corrupted, Planted
from tqcheck.training.qe.batches import UNKNOWN, Batches, Tokenized
from tqcheck.training.qe.examples import Example, Group, clean, deleted, mismatched, planted
from tqcheck.training.qe.export import export
from tqcheck.training.qe.loop import Loop, Schedule
from tqcheck.training.qe.material import bucketed, usable
from tqcheck.training.qe.neighbours import Neighbours
from tqcheck.training.qe.objective import Weights, objective
from tqcheck.training.qe.recipe import DEFAULT, averaged, read_recipe
from tqcheck.training.qe.states import LowerLayers
from tqcheck.training.qe.tlm import mask_words
from tqcheck.training.qe.train_tlm import load_centres
from tqcheck.types import Severity, Span, TqcheckError

SOURCE = "La présidence russe a dénoncé une attaque, mardi matin."
GOOD = "The Russian presidency denounced an attack on Tuesday morning."
OMITTED = "The Russian presidency denounced an attack."


class Fixed:
    """Draws the same group for ever."""

    def __init__(self, group: Group) -> None:
        self.group = group

    def draw(self, _rng: random.Random) -> Group:
        """The group."""
        return self.group


@pytest.fixture(scope="module")
def lower(encoder: Encoder) -> LowerLayers:
    """The frozen layers."""
    return LowerLayers(encoder)


def batches(lower: LowerLayers, group: Group, tokens: int = 200) -> Batches:
    """Batches of one group."""
    return Batches(lower, Fixed(group), load_centres(), tokens, 1)  # type: ignore[arg-type]


def labelled_tokens(tokenized: Tokenized, row: int, labels: Tensor) -> str:
    """The texts of the tokens of one translation whose label is 1."""
    target = tokenized.group.examples[row].target
    places = tokenized.offsets[row]
    return "".join(target[s:e] for (s, e), label in zip(places, labels[row].tolist(), strict=False) if label == 1)


def test_lower_layers_are_the_encoders_token_layer(lower: LowerLayers, encoder: Encoder) -> None:
    ids, _ = lower.tokenize([SOURCE, GOOD])
    vectors, mask = lower(ids)
    for row, text in enumerate((SOURCE, GOOD)):
        expected = torch.from_numpy(encoder.encode([text], sentences=False)[0].tokens)
        assert torch.allclose(vectors[row, mask[row]], expected, atol=0.05)


def test_planted_errors_label_their_tokens(lower: LowerLayers) -> None:
    worse = GOOD.replace("Russian", "Belgian")
    spans = (Planted("nation", "accuracy/mistranslation", Severity.MAJOR, Span(4, 11)),)
    made = batches(lower, Group(SOURCE, (clean(GOOD), planted(GOOD, Corrupted(worse, spans)))))
    batch = made(0)
    assert labelled_tokens(made.ready[0][0], 1, batch.words).strip() == "Belgian"
    assert not (batch.words[0] == 1).any()
    assert batch.error[:2].tolist() == [0.0, 1.0]
    assert batch.effort[0] == UNKNOWN
    assert batch.ranked[0].tolist() == [0, 1]


def test_an_omission_labels_the_gap_and_the_source_words(lower: LowerLayers) -> None:
    gap = (Planted("clause-dropped", "accuracy/omission", Severity.MAJOR, Span(42, 42)),)
    made = batches(lower, Group(SOURCE, (clean(GOOD), planted(GOOD, Corrupted(OMITTED, gap)))))
    batch, group = made(0), made(0) and made.ready[0][0]
    place = batch.gaps[1].tolist().index(1.0)
    assert OMITTED[group.offsets[1][place][0] :] == "."
    assert deleted(GOOD, OMITTED) == (Span(43, 61),)
    omitted = [
        SOURCE[s:e].strip()
        for (s, e), v in zip(group.source_offsets, batch.omitted[1].tolist(), strict=False)
        if v == 1
    ]
    assert {"mardi", "matin"} <= set(omitted)
    assert not {"présidence", "russe", "attaque"} & set(omitted)


def test_a_translation_of_something_else_is_all_wrong(lower: LowerLayers) -> None:
    batch = batches(lower, Group(SOURCE, (clean(GOOD), mismatched("Please enter your password."))))(0)
    assert (batch.words[1][batch.pairs.target_mask[1]] == 1).all()
    assert (batch.omitted[1][batch.pairs.source_mask[1]] == 1).all()


def test_unknown_labels_do_not_train(encoder: Encoder, lower: LowerLayers) -> None:
    unknown = Example(GOOD, bad=None, gaps=None)
    batch = batches(lower, Group(SOURCE, (unknown,), ranked=False))(0)
    model = start_from(encoder.model, 1)
    loss, _ = objective(model(batch.pairs, load_centres()), batch, Weights(omitted=1.0))
    assert float(loss.detach()) == 0.0


def test_padding_changes_no_judgement(encoder: Encoder, lower: LowerLayers) -> None:
    model = start_from(encoder.model, 2).eval()
    ids, _ = lower.tokenize([SOURCE, GOOD, "Oui.", "Yes."])
    centres = load_centres()
    both = Pairs(*lower([ids[0], ids[2]]), *lower([ids[1], ids[3]]))
    alone = Pairs(*lower([ids[2]]), *lower([ids[3]]))
    with torch.no_grad():
        wide, narrow = model(both, centres), model(alone, centres)
    n, m = len(ids[2]), len(ids[3])
    for value, expected in (
        (wide.words[1, :m], narrow.words[0]), (wide.gaps[1, : m + 1], narrow.gaps[0]),
        (wide.omitted[1, :n], narrow.omitted[0]), (wide.effort[1:], narrow.effort), (wide.error[1:], narrow.error),
    ):  # fmt: skip
        assert torch.allclose(value, expected, atol=0.03)


def step_loss(model: nn.Linear, step: int) -> tuple[Tensor, dict[str, float]]:
    """A loss that differs from step to step."""
    value = model(torch.full((1, 2), float(step % 5))).pow(2).sum()
    return value, {"loss": float(value.detach())}


def test_a_stopped_run_ends_as_one_that_was_not(tmp_path: Path) -> None:
    results = []
    for name, stops in (("whole", (12,)), ("stopped", (5, 12))):
        for steps in stops:
            torch.manual_seed(3)
            model = nn.Linear(2, 1)
            loop = Loop(model, Schedule(12, warmup=2), tmp_path / name, body="weight")
            loop.run(lambda step, model=model: step_loss(model, step), stop=steps)  # type: ignore[misc]
        results.append(load_file(tmp_path / name / "model.safetensors")["weight"])
    assert torch.equal(*results)


def test_a_run_ends_with_the_mean_of_its_weights(tmp_path: Path) -> None:
    """The first steps weigh alike, later ones less and less; a stopped run keeps the mean it had."""
    found = {}
    for name, schedule, stops in (
        ("last", Schedule(6, warmup=2), (6,)),
        ("mean", Schedule(6, warmup=2, mean=0.75), (6,)),
        ("stopped", Schedule(6, warmup=2, mean=0.75), (4, 6)),
    ):
        seen: list[Tensor] = []
        for stop in stops:
            torch.manual_seed(3)
            model = nn.Linear(2, 1)
            start = model.weight.detach().clone()
            loop = Loop(model, schedule, tmp_path / name, body="weight")

            def loss_of(
                step: int, model: nn.Linear = model, seen: list[Tensor] = seen
            ) -> tuple[Tensor, dict[str, float]]:
                seen.append(model.weight.detach().clone())
                return step_loss(model, step)

            loop.run(loss_of, stop=stop)
        found[name] = (seen, load_file(tmp_path / name / "model.safetensors")["weight"])
    after = [*found["last"][0][1:], found["last"][1]]
    mean = start
    for step, weight in enumerate(after, 1):
        mean = mean.lerp(weight, 1 - min(0.75, step / (step + 1)))
    assert torch.allclose(found["mean"][1], mean)
    assert torch.allclose(found["stopped"][1], mean)
    assert not torch.allclose(found["last"][1], mean, atol=1e-4)


def test_packing_keeps_the_judgement(encoder: Encoder, lower: LowerLayers, tmp_path: Path) -> None:
    model = start_from(encoder.model, 2).eval()
    assert export(model, tmp_path) < 4_200_000
    loaded = load_network(tmp_path).float()
    ids, _ = lower.tokenize([SOURCE, GOOD])
    pairs = Pairs(*lower(ids[:1]), *lower(ids[1:]))
    with torch.no_grad():
        ours, theirs = model(pairs, load_centres()).words, loaded(pairs, load_centres()).words
    assert torch.allclose(ours, theirs, atol=0.05)


def test_neighbours_replace_words_and_mark_them() -> None:
    near = Neighbours({"attack": ["defence"], "tuesday": ["monday"]})
    made = near.plant(GOOD, random.Random(1), 3)
    assert made is not None
    assert made.target == GOOD.replace("attack", "defence")  # a capital inside the sentence is left alone
    assert [made.target[e.span.start : e.span.end] for e in made.errors] == ["defence"]


def test_masks_take_whole_words() -> None:
    masked, where = mask_words([1, 2, 3, 4], [True, False, True, False], 9, random.Random(2), share=1.0)
    assert (masked, where) == ([9, 9, 9, 9], [True] * 4)
    _, where = mask_words([1, 2, 3, 4], [True, False, True, False], 9, random.Random(2), share=0.0)
    assert sum(where) == 1


def test_batches_of_like_length() -> None:
    found = bucketed([5, 50, 6, 49, 7], 100, random.Random(1))
    assert sorted(map(sorted, found)) == [[0, 2, 4], [1, 3]]


@pytest.mark.parametrize(
    ("pair", "kept"),
    [(("a b", "c d"), True), (("", "c"), False), (("a " * 70, "b " * 70), False), (("a b c", "d " * 30), False),
     (("same", "same"), False)],
)  # fmt: skip
def test_usable_pairs(pair: tuple[str, str], kept: bool) -> None:
    assert usable(pair) is kept


def test_the_shipped_recipe_is_read() -> None:
    recipe = read_recipe(DEFAULT)
    assert [stage.name for stage in recipe.stages]
    assert all(stage.schedule["steps"] > 0 for stage in recipe.stages)


@pytest.mark.parametrize(
    ("text", "message"),
    [("stages: [{name: a, shedule: {}}]", "'schedule'"), ("layers: 5", "no 'stages'"), ("a: [", "not YAML"),
     ("stages: [{name: a}]\nlayer: 4", "'layers'"), ("stages: [{name: a}]\nshares: {b: 1}", "no stage 'b'"),
     ("stages: [{name: a, shares: {a: 1}}]", "no stage 'a' before it")],
)  # fmt: skip
def test_a_wrong_recipe_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "run.yaml"
    path.write_text(text)
    with pytest.raises(TqcheckError, match=message):
        read_recipe(path)


def test_weights_of_stages_are_averaged(tmp_path: Path) -> None:
    for name, value in (("one", 1.0), ("other", 5.0)):
        (tmp_path / name).mkdir()
        save_file({"w": torch.full((2,), value)}, tmp_path / name / "model.safetensors")
    found = averaged({tmp_path / "one": 0.5, tmp_path / "other": 1.5})
    assert found["w"].tolist() == [4.0, 4.0]


def test_settings_of_the_network_are_enough_to_rebuild_it() -> None:
    model = Interaction(24, 1, 2, 48)
    assert Interaction(**model.settings).state_dict().keys() == model.state_dict().keys()
