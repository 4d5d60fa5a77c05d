"""The room's part of the API: schemes, matching, applications, what officers see. Decisions are no token's."""

from __future__ import annotations

from ninja import Router

from promost.support.api import applications, elsewhere, officers, schemes

router = Router()
for part in (schemes, applications, elsewhere, officers):
    router.add_router("", part.router)
