"""The verbs of profiles."""

from promost.profiles.actions.observing import observe
from promost.profiles.actions.registering import load_register, upload_register
from promost.profiles.actions.taking_up import take_up

__all__ = ["load_register", "observe", "take_up", "upload_register"]
