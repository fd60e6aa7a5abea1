"""Models of the Hugging Face hub or of a local folder: read safely, with one clear line where that fails.

Weights are safetensors only, since loading a pickle runs whatever code it holds; code that a model brings along is
never run.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    import torch

NO_LIMIT = 10**9
DEFAULT_LIMIT = 512
"""Tokens a model is taken to read where neither it nor its tokenizer says."""

FOLDER_HOLDS = "a model folder holds config.json, model.safetensors and the tokenizer's files"


@dataclass(frozen=True, slots=True)
class ModelName:
    """A hub id or folder and what the user says of it: ``ID?label=good&prefix=...``."""

    id: str
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def local(self) -> bool:
        """Whether it is a folder on this machine."""
        return Path(self.id).is_dir()

    @property
    def title(self) -> str:
        """The last part of the id or path, in small letters: what the model is called."""
        return Path(self.id).absolute().name.lower()

    @property
    def shown(self) -> str:
        """The name in messages."""
        return f"hf:{self.id}"

    def only(self, *known: str) -> None:
        """Refuse options that the model's kind does not have.

        Raises:
            TqcheckError: naming the option.
        """
        for option in self.options:
            if option not in known:
                raise TqcheckError(
                    f"{self.shown}: no option '{option}' for this kind of model; it has {_listed(known)}"
                )


def parse_name(text: str) -> ModelName:
    """The id or folder and the options of what stands after ``hf:``.

    Raises:
        TqcheckError: if nothing stands there.
    """
    name, mark, options = text.partition("?")
    if mark and Path(text).is_dir():
        name, options = text, ""
    if not name:
        raise TqcheckError("hf: names no model; write hf:ID or hf:FOLDER")
    return ModelName(name, dict(parse_qsl(options, keep_blank_values=True)))


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(", ".join(f"'{word}'" for word in words).rsplit(", ", 1)) or "none"


@contextlib.contextmanager
def loading(name: ModelName) -> Iterator[None]:
    """Turn what transformers raises into one line that names the model and the mend.

    Raises:
        TqcheckError: for whatever keeps the model from being loaded.
    """
    from huggingface_hub.errors import HfHubHTTPError
    from safetensors import SafetensorError

    from tqcheck.encoder.loading import quiet_transformers

    hub_errors = (HfHubHTTPError, SafetensorError)
    try:
        with quiet_transformers():
            yield
    except ImportError as error:
        raise TqcheckError(
            f"{name.shown}: a package is missing ({_first_line(error)}); pip install 'tqcheck[models]'"
        ) from error
    except (OSError, ValueError, LookupError, TypeError, RuntimeError, AttributeError, *hub_errors) as error:
        raise TqcheckError(f"{name.shown}: cannot be loaded ({_first_line(error)}); {_mend(name)}") from error


def _first_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[0] if lines else type(error).__name__).rstrip(".")


def _mend(name: ModelName) -> str:
    if name.local:
        return FOLDER_HOLDS
    return "check the name and the network, or download the model and name its folder"


def require_safetensors(name: ModelName, folder: str = "") -> None:
    """Refuse a local folder whose weights are not in safetensors files.

    Raises:
        TqcheckError: naming the folder.
    """
    if not name.local:
        return
    path = Path(name.id, folder)
    if not any(path.glob("*.safetensors")):
        pickles = sorted(p.name for pattern in ("*.bin", "*.pt", "*.ckpt") for p in path.glob(pattern))
        found = f"only {pickles[0]}, a pickle that could run code" if pickles else "no weights"
        raise TqcheckError(f"hf:{path}: holds {found}; save the model with safetensors and name that folder")


def read_config(name: ModelName) -> Any:
    """The model's configuration.

    Raises:
        TqcheckError: if there is no such model or no configuration.
    """
    from transformers import AutoConfig

    if not name.local and (name.id.startswith((".", "/", "~")) or name.id.count("/") > 1):
        raise TqcheckError(f"{name.shown}: no such folder; name an existing one or a hub id")
    with loading(name):
        return AutoConfig.from_pretrained(name.id, local_files_only=name.local, trust_remote_code=False)


def load_model(name: ModelName, auto_class: Any, device: str | None, spare: tuple[str, ...] = ()) -> Any:
    """The model on its device, ready to run; weights whose names begin with one of ``spare`` may be missing.

    Raises:
        TqcheckError: if it cannot be loaded whole.
    """
    from tqcheck.encoder.loading import number_type

    require_safetensors(name)
    with loading(name):
        model, info = auto_class.from_pretrained(
            name.id,
            local_files_only=name.local,
            trust_remote_code=False,
            use_safetensors=True,
            output_loading_info=True,
        )
    missing = sorted(key for key in info["missing_keys"] if not key.startswith(spare or ("\0",)))
    if missing:
        raise TqcheckError(f"{name.shown}: its weights lack {missing[0]}; name a model trained for this task")
    chosen = pick_device(device)
    model.requires_grad_(False)
    return model.eval().to(chosen, number_type(chosen))


def pick_device(device: str | None) -> torch.device:
    """The torch device of that name; without one, CUDA where there is some.

    Raises:
        TqcheckError: if torch knows no such device.
    """
    import torch

    try:
        return torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    except RuntimeError as error:
        raise TqcheckError(f"--device {device}: torch has no such device; name one such as cpu or cuda") from error


def load_tokenizer(name: ModelName) -> Any:
    """The model's tokenizer.

    Raises:
        TqcheckError: if it cannot be loaded.
    """
    from transformers import AutoTokenizer

    with loading(name):
        return AutoTokenizer.from_pretrained(name.id, local_files_only=name.local, trust_remote_code=False)


def read_json(name: ModelName, file: str) -> Any:
    """A JSON file of the model; None where it has none."""
    path = find_file(name, file)
    return None if path is None else json.loads(Path(path).read_text(encoding="utf-8"))


def find_file(name: ModelName, file: str) -> str | None:
    """The path of one of the model's files, fetched if need be; None where the model has none."""
    from transformers.utils import cached_file

    if name.local:
        return str(Path(name.id, file)) if Path(name.id, file).is_file() else None
    with loading(name):
        found: str | None = cached_file(name.id, file, _raise_exceptions_for_missing_entries=False)
        return found


def token_limit(model: Any, tokenizer: Any) -> int:
    """How many tokens the model reads, special ones included: the least of what its parts say.

    Position tables of the RoBERTa family begin behind their padding index.
    """
    import torch

    limits = [tokenizer.model_max_length]
    for key in ("max_position_embeddings", "n_positions"):
        limits.append(getattr(model.config, key, None) or NO_LIMIT)
    for part, module in model.named_modules():
        if part.endswith(("position_embeddings", "embed_positions")) and isinstance(module, torch.nn.Embedding):
            limits.append(module.num_embeddings - (0 if module.padding_idx is None else module.padding_idx + 1))
    known = [int(limit) for limit in limits if limit < NO_LIMIT]
    return min(known, default=DEFAULT_LIMIT)


def full_name(name: ModelName, config: Any) -> str:
    """The name for the signature: the id, ``@`` the hub's commit or the hash of the folder's weights, the options."""
    commit = weights_hash(Path(name.id)) if name.local else (getattr(config, "_commit_hash", None) or "unknown")
    options = "&".join(f"{key}={value}" for key, value in sorted(name.options.items()))
    return f"{name.shown}@{commit[:12]}{f'?{options}' if options else ''}"


def weights_hash(folder: Path) -> str:
    """SHA-256 over the folder's safetensors files, configuration and tokenizer, as hexadecimal digits."""
    digest = hashlib.sha256()
    patterns = ("*.safetensors", "config.json", "tokenizer*", "*.model", "*.spm", "vocab*")
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def padded_rows(rows: Mapping[str, Sequence[Sequence[int]]], pad: int | None, device: Any) -> dict[str, torch.Tensor]:
    """Rows of a tokenizer's output as tensors of equal width: ids padded with ``pad``, all else with 0."""
    import torch

    width = max(len(row) for row in rows["input_ids"])
    return {
        key: torch.tensor(
            [[*row, *[(pad or 0) if key.endswith("input_ids") else 0] * (width - len(row))] for row in values],
            device=device,
        )
        for key, values in rows.items()
    }
