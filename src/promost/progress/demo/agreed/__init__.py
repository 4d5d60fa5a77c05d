"""How both sides agree in the story: the plan comes into force, documents are answered for, statements are signed.

Every deed is done by the room's own action, at its moment; what has been done before is not done again.
"""

from promost.progress.demo.agreed.answering import answer, close_terms
from promost.progress.demo.agreed.force import amend, approve
from promost.progress.demo.agreed.signing import sign
from promost.progress.demo.agreed.told import Programme, programmes

__all__ = ["Programme", "amend", "answer", "approve", "close_terms", "programmes", "sign"]
