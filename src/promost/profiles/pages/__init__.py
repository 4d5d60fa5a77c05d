"""What pages about indicators and levels need beside the answers of queries."""

from promost.profiles.pages.rooms import room_name

__all__ = ["room_name"]
