"""Training of the embedded quality-estimation model: data, the two stages, and export."""
