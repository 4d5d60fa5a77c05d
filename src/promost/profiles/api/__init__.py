"""The room's part of the API: indicators, observed levels (read, add), the register of enterprises (read)."""

from __future__ import annotations

from ninja import Router

from promost.profiles.api import enterprises, levels

router = Router()
router.add_router("", levels.router)
router.add_router("", enterprises.router)
