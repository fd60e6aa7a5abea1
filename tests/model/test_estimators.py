"""Estimators by name: each kind of Hugging Face model, against figures worked out by hand from the model itself."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.model import tiny
from tqcheck.quality import load_estimator
from tqcheck.quality.calibrated import ScorerEstimator
from tqcheck.types import Bead, Estimate, Segment, TqcheckError

LANGS = ("fr", "en")
PAIRS = list(zip(tiny.LINES[:3], tiny.LINES[3:6], strict=True))
MIDDLE = (" ".join(tiny.LINES[:3] * 8), " ".join(tiny.LINES[3:6] * 8))
"""Too long for one window."""

LONG = (" ".join(tiny.LINES[:3] * 115), " ".join(tiny.LINES[3:6] * 105))
"""Over 3,000 words a side."""

MAKERS: dict[str, Callable[[Path], Path]] = {
    "regression": lambda folder: tiny.classifier(folder, num_labels=1),
    "xlm-r": lambda folder: tiny.classifier(folder, "XLMRoberta", num_labels=1),
    "two labels": lambda folder: tiny.classifier(folder, id2label={0: "BAD", 1: "OK"}, label2id={"BAD": 0, "OK": 1}),
    "sentence": tiny.sentence_encoder,
    "marian": tiny.marian,
    "m2m100": tiny.m2m100,
    "nllb": tiny.nllb,
    "mbart": tiny.mbart,
    "t5": tiny.t5,
}
TRANSLATORS = ("marian", "m2m100", "nllb", "mbart", "t5")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of a model, made once a session."""
    root = tmp_path_factory.mktemp("models")
    return functools.cache(lambda kind: MAKERS[kind](root / kind.replace(" ", "-")))


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Full precision, so that figures can be compared."""
    monkeypatch.setattr("tqcheck.encoder.loading.number_type", lambda device: torch.float32)


def load(folder: Path | str, langs: tuple[str, str] = LANGS, options: str = "") -> ScorerEstimator:
    """The estimator of a folder, on the processor."""
    estimator = load_estimator(f"hf:{folder}{options}", None, langs, "cpu")
    assert isinstance(estimator, ScorerEstimator)
    return estimator


def bead(source: str, target: str) -> Bead:
    """Two texts side by side."""
    return Bead(Segment(source, 0, len(source)), Segment(target, 0, len(target)))


def estimates(estimator: ScorerEstimator, pairs: list[tuple[str, str]]) -> list[Estimate]:
    """The estimates of pairs without an empty side."""
    found = estimator.estimate([bead(*pair) for pair in pairs])
    return [estimate for estimate in found if estimate is not None]


@pytest.mark.parametrize("kind", MAKERS)
def test_batch_is_singles_in_order(model: Callable[[str], Path], kind: str) -> None:
    """Padding changes nothing, empty sides are None, and progress adds up to the beads."""
    estimator = load(model(kind))
    done: list[int] = []
    beads = [bead(*PAIRS[0]), bead("Rien.", " "), bead(*PAIRS[1]), bead(*MIDDLE), bead(*PAIRS[2])]
    together = estimator.estimate(beads, done.append)
    assert [estimate is None for estimate in together] == [False, True, False, False, False]
    assert sum(done) == len(beads)
    readings = estimator.scorer.read([*PAIRS, MIDDLE])
    for pair, reading in zip([*PAIRS, MIDDLE], readings, strict=True):
        alone = estimator.scorer.read([pair])[0]
        assert reading.figures == pytest.approx(alone.figures, abs=2e-4)
        assert [word.span for word in reading.words] == [word.span for word in alone.words]
    assert len({reading.figures for reading in readings}) == 4, "else their order could not be seen"


def test_regression_by_hand(model: Callable[[str], Path]) -> None:
    """The figure is the model's output, the score that output cut to 0..1, p_error its complement."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = model("xlm-r")
    tokenizer, network = (
        AutoTokenizer.from_pretrained(folder),
        AutoModelForSequenceClassification.from_pretrained(folder),
    )
    estimator = load(folder)
    readings = estimator.scorer.read(PAIRS)
    for pair, reading, estimate in zip(PAIRS, readings, estimates(estimator, PAIRS), strict=True):
        output = float(network.eval().float()(**tokenizer(*pair, return_tensors="pt")).logits.detach())
        assert reading.figures == pytest.approx((output,), abs=1e-4)
        assert reading.score == pytest.approx(min(1.0, max(0.0, output)), abs=1e-4)
        assert estimate.p_error == pytest.approx(1 - estimate.score, abs=1e-4)
        assert estimate.words == ()


def test_labels_by_hand(model: Callable[[str], Path]) -> None:
    """The score is the probability of the good label, the figure its log-odds; the user may name the label."""
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    folder = model("two labels")
    tokenizer, network = (
        AutoTokenizer.from_pretrained(folder),
        AutoModelForSequenceClassification.from_pretrained(folder),
    )
    logits = network.eval().float()(**tokenizer(*PAIRS[0], return_tensors="pt")).logits[0].detach()
    good = load(folder).scorer.read(PAIRS[:1])[0]
    assert good.score == pytest.approx(float(logits.softmax(-1)[1]), abs=1e-4)
    assert good.figures == pytest.approx((float(logits[1] - logits[0]),), abs=1e-3)
    assert load(folder, options="?label=bad").scorer.read(PAIRS[:1])[0].score == pytest.approx(1 - good.score, abs=1e-4)


@pytest.mark.parametrize("kind", TRANSLATORS)
def test_forced_decoding_by_hand(model: Callable[[str], Path], kind: str) -> None:
    """Log-probabilities are those of the model's own loss over the translation and its end."""
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    folder = model(kind)
    tokenizer, network = AutoTokenizer.from_pretrained(folder), AutoModelForSeq2SeqLM.from_pretrained(folder)
    codes = {"m2m100": LANGS, "nllb": ("fra_Latn", "eng_Latn"), "mbart": ("fr_XX", "en_XX")}.get(kind)
    if codes:
        tokenizer.src_lang, tokenizer.tgt_lang = codes
    instruction = "translate French to English: " if kind == "t5" else ""
    for pair, reading in zip(PAIRS, load(folder).scorer.read(PAIRS), strict=True):
        inputs = tokenizer(instruction + pair[0], return_tensors="pt")
        labels = tokenizer(text_target=pair[1], return_tensors="pt")["input_ids"]
        logits = network.eval().float()(**inputs, labels=labels).logits[0].log_softmax(-1)
        forced = logits[torch.arange(labels.shape[1]), labels[0]].tolist()
        if codes:  # the code of the target language is given to the decoder, not chosen by it
            forced = forced[:-1] if kind == "mbart" else forced[1:]
        mean = sum(forced) / len(forced)
        assert reading.figures == pytest.approx((mean, min(forced)), abs=1e-3)
        assert reading.score == pytest.approx(math.exp(mean), abs=1e-4)


@pytest.mark.parametrize("kind", TRANSLATORS)
def test_words_of_a_translation(model: Callable[[str], Path], kind: str) -> None:
    """Every word has a p_bad: 1 - the ratio of its worst token's probability to the best token's there."""
    target = "The ﬁrst cat, “she” said -- 日本 rained!"
    estimate = estimates(load(model(kind)), [(PAIRS[0][0], target)])[0]
    assert [word.text for word in estimate.words] == ["The", "ﬁrst", "cat", "she", "said", "日", "本", "rained"]
    assert all(target[word.span.start : word.span.end] == word.text for word in estimate.words)
    assert all(0 < word.p_bad <= 1 for word in estimate.words)


def test_word_by_hand(model: Callable[[str], Path]) -> None:
    """The worst of a word's tokens against what the model likes best there."""
    scorer = load(model("nllb")).scorer
    tokens = [token for row in scorer._run(*_whole(scorer, PAIRS[0])) for token in row]  # type: ignore[attr-defined]
    word = scorer.read(PAIRS[:1])[0].words[-1]
    mine = [token for token in tokens if token.span.overlaps(word.span)]
    assert len(mine) > 1
    ratio = min(math.exp(token.log_probability) / math.exp(token.best) for token in mine)
    assert word.p_bad == pytest.approx(1 - ratio, abs=1e-3)


def _whole(scorer: object, pair: tuple[str, str]) -> tuple[object, ...]:
    from tqcheck.quality.windows import Countdown

    return [pair], scorer._windows(0, pair), Countdown([0], None)  # type: ignore[attr-defined]


def test_sentence_encoder_by_hand(model: Callable[[str], Path]) -> None:
    """Without pooling files it is the cosine of the tokens' means."""
    from transformers import AutoModel, AutoTokenizer

    folder = model("sentence")
    tokenizer, network = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
    means = [
        network.eval().float()(**tokenizer(text, return_tensors="pt")).last_hidden_state[0].mean(0) for text in PAIRS[0]
    ]
    cosine = torch.nn.functional.cosine_similarity(*means, dim=0).item()
    assert load(folder).scorer.read(PAIRS[:1])[0].figures == pytest.approx((cosine,), abs=1e-4)


@pytest.mark.parametrize(
    ("pooling", "way"),
    [
        ({"pooling_mode_cls_token": True}, "cls"),
        ({"pooling_mode_max_tokens": True}, "max"),
        ({"pooling_mode": "cls"}, "cls"),
    ],
)
def test_pooling_files(model: Callable[[str], Path], tmp_path: Path, pooling: dict[str, object], way: str) -> None:
    """The pooling, a dense layer and a default prompt are read from what sentence-transformers writes."""
    import json
    import shutil

    from safetensors.torch import save_file
    from transformers import AutoModel, AutoTokenizer

    folder = Path(shutil.copytree(model("sentence"), tmp_path / "model"))
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Dense", "Dense")]
    rows = [{"path": path, "type": f"sentence_transformers.models.{kind}"} for path, kind in modules]
    (folder / "modules.json").write_text(json.dumps(rows))
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "config.json").write_text("{}")
    weight = torch.randn(8, 32, generator=torch.Generator().manual_seed(1))
    save_file({"linear.weight": weight}, folder / "2_Dense" / "model.safetensors")
    (folder / "config_sentence_transformers.json").write_text(
        '{"prompts": {"q": "ville "}, "default_prompt_name": "q"}'
    )
    tokenizer, network = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder)
    vectors = []
    for text in PAIRS[0]:
        hidden = network.eval().float()(**tokenizer(f"ville {text}", return_tensors="pt")).last_hidden_state[0]
        vectors.append(((hidden[0] if way == "cls" else hidden.amax(0)) @ weight.T).tanh())
    cosine = torch.nn.functional.cosine_similarity(*vectors, dim=0).item()
    assert load(folder).scorer.read(PAIRS[:1])[0].figures == pytest.approx((cosine,), abs=1e-4)


@pytest.mark.parametrize(("name", "prefix"), [("multilingual-e5-small", "query: "), ("mE5X", ""), ("labse", "")])
def test_prefix_only_for_e5(model: Callable[[str], Path], tmp_path: Path, name: str, prefix: str) -> None:
    """The word that e5 was trained with, for e5 alone."""
    (tmp_path / name).symlink_to(model("sentence"), target_is_directory=True)
    scorer = load(tmp_path / name, options="?pooling=mean").scorer
    assert scorer.prefix == prefix  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", MAKERS)
def test_nothing_is_cut_off(model: Callable[[str], Path], kind: str) -> None:
    """3,000 words are scored to the last: windows fit the model, hold every word and see a change at the very end."""
    estimator = load(model(kind))
    scorer = estimator.scorer
    limit = scorer.limit  # type: ignore[attr-defined]
    seen: list[int] = []
    network = scorer.model  # type: ignore[attr-defined]
    network.register_forward_pre_hook(lambda _, __, given: seen.append(given["input_ids"].shape[1]), with_kwargs=True)
    before, after = scorer.read([LONG, (LONG[0], f"{LONG[1]} {' German' * 40}")])
    assert 0 < max(seen) <= limit
    assert before.figures != after.figures
    if kind in TRANSLATORS:
        assert [word.text for word in before.words][:3] == ["The", "cat", "has"]
        assert before.words[-1].span.end >= len(LONG[1]) - 1
        assert len({word.span for word in before.words}) == len(before.words) > 2_900
        assert len(after.words) == len(before.words) + 40


def test_windows_are_the_mean_by_length(model: Callable[[str], Path]) -> None:
    """A long pair's figure is the mean of its windows' figures by their lengths."""
    scorer = load(model("xlm-r")).scorer
    windows = scorer.windows([LONG])  # type: ignore[attr-defined]
    assert len(windows) > 50
    alone = scorer.read([window.texts(LONG) for window in windows])
    weights = [window.weight for window in windows]
    mean = np.average([reading.figures[0] for reading in alone], weights=weights)
    assert scorer.read([LONG])[0].figures[0] == pytest.approx(mean, abs=1e-4)


@pytest.mark.parametrize(
    ("kind", "langs", "wanted"),
    [
        ("m2m100", ("fr", "en"), ("fr", "en")),
        ("m2m100", ("pt-BR", "zh-TW"), ("pt", "zh")),
        ("nllb", ("fr", "en"), ("fra_Latn", "eng_Latn")),
        ("nllb", ("ar", "fa"), ("arb_Arab", "pes_Arab")),
        ("nllb", ("zh-TW", "zh"), ("zho_Hant", "zho_Hans")),
        ("nllb", ("lv", "no"), ("lvs_Latn", "nob_Latn")),
        ("nllb", ("ps", "qu"), ("pbt_Arab", "quy_Latn")),
        ("mbart", ("fr", "zh"), ("fr_XX", "zh_CN")),
    ],
)
def test_language_codes(
    model: Callable[[str], Path], kind: str, langs: tuple[str, str], wanted: tuple[str, str]
) -> None:
    """Each family's own codes."""
    tokenizer = load(model(kind), langs).scorer.tokenizer  # type: ignore[attr-defined]
    assert (tokenizer.src_lang, tokenizer.tgt_lang) == wanted


def test_language_codes_by_the_user(model: Callable[[str], Path]) -> None:
    """The user's codes come first; a language without a code is one clear line."""
    tokenizer = load(model("nllb"), options="?target=zho_Hant").scorer.tokenizer  # type: ignore[attr-defined]
    assert tokenizer.tgt_lang == "zho_Hant"
    with pytest.raises(TqcheckError, match=r"no code for language 'la'; it has \d+, such as .*\?target=CODE"):
        load(model("nllb"), ("fr", "la"))
    with pytest.raises(TqcheckError, match="no code 'xx'"):
        load(model("mbart"), options="?source=xx")


def test_marian_of_several_targets(tmp_path: Path) -> None:
    """A Marian model that writes several languages is told which by its own token."""
    folder = tiny.marian(tmp_path / "many", (">>fra<<", ">>eng<<", ">>deu<<"))
    scorer = load(folder).scorer
    assert scorer.prefix == ">>eng<< "  # type: ignore[attr-defined]
    ids = scorer._source_ids("Le chat dort.")  # type: ignore[attr-defined]
    assert scorer.tokenizer.convert_ids_to_tokens(ids)[0] == ">>eng<<"  # type: ignore[attr-defined]


def test_kinds_that_serve_and_those_that_do_not(tmp_path: Path) -> None:
    """A model without a head for this task is refused, not run with random weights."""
    from transformers import BertConfig, BertForMaskedLM, BertModel

    tokenizer = tiny.fast_tokenizer()
    config = BertConfig(vocab_size=len(tokenizer), max_position_embeddings=64, **tiny.BERT)
    masked = tiny.save(BertForMaskedLM(config), tokenizer, tmp_path / "masked")
    with pytest.raises(TqcheckError, match=r"masked: a BertForMaskedLM does not judge pairs"):
        load(masked)
    headless = tiny.save(BertModel(config), tokenizer, tmp_path / "headless")
    text = (headless / "config.json").read_text().replace('"BertModel"', '"BertForSequenceClassification"')
    (headless / "config.json").write_text(text)
    with pytest.raises(TqcheckError, match=r"headless: its weights lack classifier"):
        load(headless, options="?label=LABEL_1")


def test_labels_without_a_known_name(tmp_path: Path) -> None:
    """Where no label is known to be the good one the error says how to name it."""
    labels = {0: "entailed", 1: "unsure", 2: "wrong"}
    folder = tiny.classifier(tmp_path / "nli", id2label=labels, label2id={v: k for k, v in labels.items()})
    with pytest.raises(TqcheckError, match=r"\(entailed, unsure, wrong\) .* name it with hf:.*nli\?label=NAME"):
        load(folder)
    with pytest.raises(TqcheckError, match="no label 'good'; its labels are entailed, unsure, wrong"):
        load(folder, options="?label=good")
    with pytest.raises(TqcheckError, match=r"no option 'prefix' .* it has 'label' and 'activation'"):
        load(folder, options="?prefix=x")
    parts = [load(folder, options=f"?label={name}").scorer.read(PAIRS[:1])[0].score for name in labels.values()]
    assert sum(parts) == pytest.approx(1, abs=1e-3)


def test_pickles_are_refused(model: Callable[[str], Path], tmp_path: Path) -> None:
    """A folder that holds only pytorch_model.bin is an error that says so."""
    import shutil

    folder = Path(shutil.copytree(model("regression"), tmp_path / "pickled"))
    (folder / "model.safetensors").unlink()
    with pytest.raises(TqcheckError, match="pickled: holds no weights"):
        load(folder)
    torch.save({}, folder / "pytorch_model.bin")
    with pytest.raises(
        TqcheckError, match=r"pickled: holds only pytorch_model.bin, a pickle .* save the model with saf"
    ):
        load(folder)


def test_code_of_a_model_is_never_run(model: Callable[[str], Path], tmp_path: Path) -> None:
    """A configuration that asks for its own code is an error."""
    import json
    import shutil

    folder = Path(shutil.copytree(model("regression"), tmp_path / "remote"))
    config = json.loads((folder / "config.json").read_text())
    config.update(model_type="own", auto_map={"AutoConfig": "own.Config"})
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "own.py").write_text("raise SystemExit('ran')")
    with pytest.raises(TqcheckError, match="remote: cannot be loaded"):
        load(folder)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nonsense", "--model nonsense: no such estimator; name .*similarity, hf:ID, comet:ID or a folder"),
        ("hf:", "hf: names no model"),
        ("hf:./no/such/folder", "hf:./no/such/folder: no such folder"),
        ("hf:no-such-owner/no-such-model", "no-such-model: cannot be loaded .* check the name and the network"),
        ("comet:no/model", r"comet:no/model: the unbabel-comet package is missing .*; pip install 'tqcheck\[comet\]'"),
    ],
)
def test_missing_models(monkeypatch: pytest.MonkeyPatch, name: str, message: str) -> None:
    """One clear line that names the model and the mend."""
    import sys

    monkeypatch.setitem(sys.modules, "comet", None)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(TqcheckError, match=message) as caught:
        load_estimator(name, None, LANGS, "cpu")
    assert "\n" not in str(caught.value)


def test_folder_without_prefix_and_name(model: Callable[[str], Path], tmp_path: Path) -> None:
    """A folder's name is enough; the name in the signature changes with the weights and the options."""
    import shutil

    folder = model("two labels")
    plain = load_estimator(str(folder), None, LANGS, "cpu")
    assert plain.name == load(folder).name
    assert plain.name.startswith(f"hf:{folder}@")
    assert load(folder, options="?label=BAD").name == f"{plain.name}?label=BAD"
    other = Path(shutil.copytree(folder, tmp_path / "other"))
    tiny.classifier(other, id2label={0: "BAD", 1: "OK"}, label2id={"BAD": 0, "OK": 1}, hidden_act="relu")
    assert load(other).name.partition("@")[2] != plain.name.partition("@")[2]


def test_device_that_is_none(model: Callable[[str], Path]) -> None:
    """A device that torch does not know is one clear line."""
    with pytest.raises(TqcheckError, match="--device nonsense: torch has no such device"):
        load_estimator(f"hf:{model('regression')}", None, LANGS, "nonsense")
