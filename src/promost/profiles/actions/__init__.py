"""The verbs of profiles."""

from promost.profiles.actions.answering import answer
from promost.profiles.actions.looking import look, record_look
from promost.profiles.actions.observing import observe
from promost.profiles.actions.registering import load_register, upload_register
from promost.profiles.actions.taking_up import take_up

__all__ = ["answer", "load_register", "look", "observe", "record_look", "take_up", "upload_register"]
