"""The one place that loads a transformer encoder, batches by length, picks the number type and the device."""

from tqcheck.encoder.encoder import Encoder, Encoding
from tqcheck.encoder.loading import load_encoder

__all__ = ["Encoder", "Encoding", "load_encoder"]
