"""A training run as one YAML file: which stages, how long, on what; a run that was stopped goes on where it was."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    from torch import Tensor

DEFAULT = Path(__file__).resolve().parent.parent / "recipes" / "estimator.yaml"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GeneratorPlan:
    """The generator of wrong words: training steps, and how many pairs it corrupts for the stages (0: none)."""

    steps: int = 0
    tokens: int = 2400
    seed: int = 1
    pairs: int = 0


@dataclass(frozen=True, slots=True)
class StagePlan:
    """One stage: its name, its schedule, shares of the kinds of examples and weights of the objective's terms.

    ``challenge`` is a folder of challenge sets whose ``tune`` halves are among the written examples, ``graded`` one of
    graded translations, ``rank`` that of the updates of the encoder's lower layers (0: none learn),
    ``shares`` those of earlier stages, by name, in the weights that it begins from (none: the stage before's).
    """

    name: str
    schedule: Mapping[str, float] = field(default_factory=dict)
    mixture: Mapping[str, float] = field(default_factory=dict)
    weights: Mapping[str, float] = field(default_factory=dict)
    tokens: int = 2400
    seed: int = 1
    challenge: str | None = None
    graded: str | None = None
    rank: int = 0
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole run; ``shares`` are those of the stages, by name, in the weights that ship (none: the last stage's).

    Averaging the weights before and after a stage keeps what the stage makes forget (Wortsman et al., 2022, "Robust
    fine-tuning of zero-shot models").
    """

    stages: tuple[StagePlan, ...]
    generator: GeneratorPlan = field(default_factory=GeneratorPlan)
    layers: int = 5
    shares: Mapping[str, float] = field(default_factory=dict)


def read_recipe(path: Path) -> Recipe:
    """The recipe of a YAML file.

    Raises:
        TqcheckError: if the file is not YAML or holds what a recipe does not know.
    """
    import yaml

    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise TqcheckError(f"{path}: cannot be read ({error.strerror}); name a recipe") from error
    except yaml.YAMLError as error:
        raise TqcheckError(f"{path}: not YAML ({' '.join(str(error).split())}); mend the recipe") from error
    if not isinstance(values, dict) or not values.get("stages"):
        raise TqcheckError(f"{path}: no 'stages'; a recipe lists at least one")
    where = str(path)
    stages = tuple(made(StagePlan, stage, f"{where}: stages[{i}]") for i, stage in enumerate(values["stages"]))
    generator = made(GeneratorPlan, values.get("generator") or {}, f"{where}: generator")
    names = [stage.name for stage in stages]
    for index, stage in enumerate(stages):
        _require_stages(stage.shares, names[:index], f"{where}: stages[{index}]: shares")
    _require_stages(values.get("shares") or {}, names, f"{where}: shares")
    rest = {key: value for key, value in values.items() if key not in ("stages", "generator")}
    return dataclasses.replace(made(Recipe, {"stages": stages, **rest}, where), generator=generator)


def _require_stages(shares: Mapping[str, float], names: Sequence[str], where: str) -> None:
    unknown = sorted(set(shares) - set(names))
    if unknown:
        raise TqcheckError(f"{where}: no stage '{unknown[0]}' before it; name stages of this recipe")


def made(kind: Callable[..., T], values: Any, where: str) -> T:
    """A dataclass from a mapping.

    Raises:
        TqcheckError: naming the unknown key, and the nearest known one.
    """
    known = [f.name for f in dataclasses.fields(kind)]  # type: ignore[arg-type]
    if not isinstance(values, Mapping):
        raise TqcheckError(f"{where}: a mapping is wanted, with {', '.join(known)}")
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(str(key), known, 1)
            raise TqcheckError(f"{where}: unknown key '{key}'; " + (f"'{near[0]}'?" if near else ", ".join(known)))
    return kind(**values)


def run(recipe: Recipe, data: Path, work: Path, out: Path, say: Callable[[str], None] = print) -> None:
    """Train, calibrate and export; what is already in ``work`` is gone on from."""
    from tqcheck.encoder import load_encoder
    from tqcheck.quality.embedded import EmbeddedEstimator
    from tqcheck.training.qe import calibrate, export, ngrams, train, translation_table

    start, pool = prepare(recipe, data, work, say)
    network = None
    for plan in recipe.stages:
        say(f"stage {plan.name}")
        stage = stage_of(plan, recipe.layers, work, begun(plan, work) or start, pool)
        network = train.train_stage(data, stage)
        start = stage.folder
    assert network is not None
    if recipe.shares:
        network.load_state_dict(averaged({work / name: share for name, share in recipe.shares.items()}))
    network.eval()
    size = export.export(network.joint, out, network.updates)
    say(f"{out}: {size / 1e6:.1f} MB")
    translation_table.learn(data, out, say=say)
    ngrams.learn(data, out, say=say)
    shipped = EmbeddedEstimator(load_encoder(), folder=out, calibration=calibrate.NEUTRAL)
    graded = next((Path(plan.graded) for plan in reversed(recipe.stages) if plan.graded), None)
    calibrate.write(data, shipped, out / "calibration.json", graded)


def begun(plan: StagePlan, work: Path) -> Path | None:
    """The folder of the weights that a stage begins from, where they are a mean of earlier stages'."""
    from safetensors.torch import save_file

    if not plan.shares:
        return None
    folder = work / f"{plan.name}-start"
    folder.mkdir(exist_ok=True)
    mean = averaged({work / name: share for name, share in plan.shares.items()})
    save_file({name: value.contiguous() for name, value in mean.items()}, folder / "model.safetensors")
    return folder


def averaged(shares: Mapping[Path, float]) -> dict[str, Tensor]:
    """The weighted mean of the networks that stages left in their folders.

    The updates of the lower layers count as zero where a stage had none: their products then shrink as the mean does.
    """
    from safetensors.torch import load_file

    states = {folder: load_file(folder / "model.safetensors") for folder in shares}
    mean: dict[str, Tensor] = {}
    for name in {name: None for state in states.values() for name in state}:
        having = {folder: share for folder, share in shares.items() if name in states[folder]}
        total = sum(shares.values() if ".up." in name else having.values())
        mean[name] = sum(states[folder][name] * (share / total) for folder, share in having.items())  # type: ignore[assignment]
    return mean


def prepare(recipe: Recipe, data: Path, work: Path, say: Callable[[str], None]) -> tuple[Path | None, Path | None]:
    """Build the table of neighbours, train the generator and let it corrupt its pairs, each where it is not there."""
    from tqcheck.encoder import load_encoder
    from tqcheck.training.qe import neighbours

    work.mkdir(parents=True, exist_ok=True)
    if not (work / "neighbours.json").exists():
        say("neighbours")
        neighbours.build_table(load_encoder(), work / "neighbours.json")
    plan = recipe.generator
    if not plan.steps:
        return None, None
    from tqcheck.training.qe import substitute, train_tlm
    from tqcheck.training.qe.material import Material
    from tqcheck.training.qe.states import LowerLayers

    say("generator")
    train_tlm.train_generator(data, work / "generator", plan.steps, plan.tokens, recipe.layers, plan.seed)
    if plan.pairs and not (work / "pool.jsonl").exists():
        encoder = load_encoder()
        generator = train_tlm.load_generator(work / "generator", encoder.model, recipe.layers).to(encoder.model.device)
        lower, centres = LowerLayers(encoder), train_tlm.load_centres().to(encoder.model.device)
        made_pool = substitute.build_pool(generator, lower, centres, Material(data), plan.pairs)
        substitute.write_pool(made_pool, work / "pool.jsonl")
    return work / "generator", work / "pool.jsonl" if plan.pairs else None


def stage_of(plan: StagePlan, layers: int, work: Path, start: Path | None, pool: Path | None) -> Any:
    """A stage from its plan."""
    from tqcheck.training.qe.examples import Mixture
    from tqcheck.training.qe.loop import Schedule
    from tqcheck.training.qe.objective import Weights
    from tqcheck.training.qe.train import Stage

    where = f"stage {plan.name}"
    return Stage(
        folder=work / plan.name,
        schedule=made(Schedule, plan.schedule, f"{where}: schedule"),
        mixture=made(Mixture, plan.mixture, f"{where}: mixture"),
        weights=made(Weights, plan.weights, f"{where}: weights"),
        start=start,
        pool=pool,
        neighbours=work / "neighbours.json",
        tokens=plan.tokens,
        seed=plan.seed,
        layers=layers,
        challenge=Path(plan.challenge) if plan.challenge else None,
        graded=Path(plan.graded) if plan.graded else None,
        rank=plan.rank,
    )
