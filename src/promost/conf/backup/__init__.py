"""Backups: a quick copy before an upgrade (``copying``), and the whole installation in one archive (``writing``)."""

from promost.conf.backup.copying import back_up

__all__ = ["back_up"]
