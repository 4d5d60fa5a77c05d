"""A programme in force of recipient, donor and curator, and a token for each side, an editor's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from promost.accounts.models import Membership, Role
from promost.kit import clock
from tests.api.calls import call, token
from tests.progress.statements.signing import Signed

PAPER = [{"name": "act.pdf", "content": "JVBERi0xLjQgdGhlIHNpZ25lZCBhY3Q="}]


@dataclass
class Agreed:
    """The programme, and calls by side."""

    signed: Signed
    bearers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def build(cls, role: Role = Role.EDITOR) -> Agreed:
        """Make the programme; the side's people have a role there."""
        signed = Signed.of_three()
        Membership.objects.update(role=role)
        return cls(signed, {side: token(signed.users[side], body) for side, body in signed.bodies.items()})

    def call(self, side: str, path: str, method: str = "GET", body: Any = None) -> Any:
        """Call for a side; "{plan}" and "{measure}" stand in the path for the programme's own."""
        names = {"plan": self.signed.plan.uuid, "measure": self.signed.measure.uuid}
        return call(self.bearers[side], path.format(**names), method, body)

    def post(self, side: str, path: str, **body: Any) -> Any:
        """Send a body."""
        return self.call(side, path, "POST", body)

    def hand_in(self, side: str = "donor") -> str:
        """Hand in the measure's document and return its id."""
        answer = self.post(side, "/measures/{measure}/completions", token=str(uuid4()), files=PAPER)
        assert answer.status_code == 201, answer.content
        return str(answer.json()["id"])

    def viewer(self, side: str) -> None:
        """Make the people of a side readers."""
        Membership.objects.filter(organisation=self.signed.bodies[side]).update(role=Role.VIEWER, since=clock.now())
