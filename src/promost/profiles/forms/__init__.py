"""The forms of the room."""

from promost.profiles.forms.answers import AnswersForm
from promost.profiles.forms.levels import LevelForm
from promost.profiles.forms.loads import LoadForm
from promost.profiles.forms.looks import LookForm

__all__ = ["AnswersForm", "LevelForm", "LoadForm", "LookForm"]
