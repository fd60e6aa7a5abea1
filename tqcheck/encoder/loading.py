"""Finds and loads an encoder: the embedded one, a local folder, or a model of the hub that the user names."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqcheck.encoder.packing import unpack_state
from tqcheck.types import TqcheckError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

    from tqcheck.encoder.encoder import Encoder

EMBEDDED = Path(__file__).resolve().parent.parent / "models" / "encoder"


def load_encoder(name: str | None = None, device: str | None = None) -> Encoder:
    """Load an encoder by name.

    Args:
        name: None for the embedded encoder, else a local folder or a hub id such as ``intfloat/multilingual-e5-base``.
        device: a torch device such as ``"cpu"`` or ``"cuda"``; None picks CUDA where there is one.

    Raises:
        TqcheckError: if the model is not there or cannot be read.
    """
    import torch

    from tqcheck.encoder.encoder import Encoder

    chosen = torch.device(device or ("cuda" if torch.cuda.is_available() else "cpu"))
    with quiet_transformers():
        model, tokenizer = _load_packed(EMBEDDED) if name is None else _load_named(name)
    model.requires_grad_(False)
    return Encoder(model.eval().to(chosen, number_type(chosen)), tokenizer, signature(name))


def number_type(device: torch.device) -> torch.dtype:
    """bfloat16 where the processor multiplies it in hardware, else float32."""
    import torch

    if device.type == "cuda":
        return torch.bfloat16
    supported = getattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)()
    return torch.bfloat16 if supported else torch.float32


def signature(name: str | None) -> str:
    """Names the weights: ``embedded-`` and the first 12 hexadecimal digits of their SHA-256, or the name as given."""
    if name is not None:
        return name
    digest = hashlib.sha256((EMBEDDED / "model.safetensors").read_bytes())
    digest.update((EMBEDDED / "tokenizer.json").read_bytes())
    return f"embedded-{digest.hexdigest()[:12]}"


@contextlib.contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep progress bars and advice of transformers off the user's terminal while a model loads."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    from transformers.utils import logging as transformers_logging

    level = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)


def load_tokenizer(folder: Path) -> PreTrainedTokenizerBase:
    """The fast tokenizer of a Hugging Face folder, without asking the network."""
    from transformers import PreTrainedTokenizerFast

    settings: dict[str, Any] = json.loads((folder / "tokenizer_config.json").read_text(encoding="utf-8"))
    settings.pop("tokenizer_class", None)
    return PreTrainedTokenizerFast(tokenizer_file=str(folder / "tokenizer.json"), **settings)


def _load_packed(folder: Path) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    import torch
    from safetensors.torch import load_file
    from transformers import BertConfig, BertModel

    config = BertConfig.from_json_file(str(folder / "config.json"))
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    columns = {name: tensor.shape[-1] for name, tensor in model.state_dict().items() if tensor.dim() == 2}
    state = unpack_state(load_file(folder / "model.safetensors"), columns)
    model.load_state_dict(state, strict=True, assign=True)
    _fill_buffers(model)
    return model, load_tokenizer(folder)


def _fill_buffers(model: PreTrainedModel) -> None:
    """Give real values to the index buffers that the meta device left empty and no weight file holds."""
    import torch

    embeddings: Any = model.embeddings
    positions = model.config.max_position_embeddings
    embeddings.position_ids = torch.arange(positions).expand((1, -1))
    if hasattr(embeddings, "token_type_ids"):
        embeddings.token_type_ids = torch.zeros((1, positions), dtype=torch.long)


def _load_named(name: str) -> tuple[PreTrainedModel, PreTrainedTokenizerBase]:
    from transformers import AutoModel, AutoTokenizer

    local = Path(name).is_dir()
    try:
        model = AutoModel.from_pretrained(name, local_files_only=local, use_safetensors=True)
        tokenizer = AutoTokenizer.from_pretrained(name, local_files_only=local, use_fast=True)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).splitlines()[0]
        raise TqcheckError(f"{name}: no encoder could be loaded ({reason}); name a local folder or a hub id") from error
    return model, tokenizer
