"""Accepted findings: what a finding is known by, the file that records which ones a user lives with, and matching.

:mod:`tqcheck.accepting` applies a baseline to the reports of a run.
"""

from tqcheck.baseline.entries import Baseline, Entry, read_baseline, write_baseline
from tqcheck.baseline.fingerprint import fingerprints
from tqcheck.baseline.matching import moved

__all__ = ["Baseline", "Entry", "fingerprints", "moved", "read_baseline", "write_baseline"]
