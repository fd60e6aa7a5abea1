"""Settings that stand in files: where they are found, how they are read, and which documents they are for.

Nothing here knows the command line: which keys there are, and what each may hold, is the business of
:mod:`tqcheck.cli.configuration`, which takes both from the options themselves.
"""

from tqcheck.config.configuration import EXTENDING, NO_CONFIGURATION, Configuration, Override, Setting, settings_for
from tqcheck.config.files import discover, read_settings
from tqcheck.config.settings_file import SettingsFile

__all__ = [
    "EXTENDING",
    "NO_CONFIGURATION",
    "Configuration",
    "Override",
    "Setting",
    "SettingsFile",
    "discover",
    "read_settings",
    "settings_for",
]
