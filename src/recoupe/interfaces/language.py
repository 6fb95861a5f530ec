"""The language of help and messages: French where the user's environment asks for it, else English.

Phrases are English in the code. Their French is in ``locale/fr/LC_MESSAGES/recoupe.po``, and compiled in ``recoupe.mo``
beside it (``make messages``). click says its own words through gettext too, so they stand in the same catalogue.
"""

from __future__ import annotations

import gettext
import os
from gettext import gettext as say
from inspect import cleandoc
from pathlib import Path

import rich_click as click

DOMAIN = "recoupe"
LOCALE = Path(__file__).parent / "locale"

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where gettext looks for the user's language; the first that is set decides."""

_PANELS = {
    "arguments_panel_title": "Arguments",
    "commands_panel_title": "Commands",
    "options_panel_title": "Options",
    "default_string": r"\[default: {}]",
    "required_long_string": r"\[required]",
}
"""What rich-click writes around the help, by its own settings: it does not ask gettext."""


def speak_the_users_language(command: click.Command) -> None:
    """Say the help of a command and of those below it, and all that gettext is asked for, as the environment wishes."""
    asked = next(filter(None, map(os.environ.get, _VARIABLES)), "")
    if asked.startswith("fr"):
        gettext.bindtextdomain(DOMAIN, str(LOCALE))
        gettext.textdomain(DOMAIN)
        command.context_settings["rich_help_config"] = {name: say(text) for name, text in _PANELS.items()}
        _translate(command)


def _translate(command: click.Command) -> None:
    """Put what `--help` shows of a command, and of those below it, into the user's language."""
    command.help = command.help and say(cleandoc(command.help))
    for parameter in command.params:
        parameter.metavar = parameter.metavar and say(parameter.metavar)
        parameter.type.name = say(parameter.type.name)
        if isinstance(parameter, click.Option):
            parameter.help = parameter.help and say(parameter.help)
    if isinstance(command, click.Group):
        command.subcommand_metavar = say(command.subcommand_metavar)
        for below in command.commands.values():
            _translate(below)
