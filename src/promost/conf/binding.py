"""The address at which the site listens, and who may reach it."""

from __future__ import annotations

import errno
import ipaddress
import socket
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

from promost.conf.environment import Misconfigured
from promost.conf.words import fill
from promost.conf.words import gettext_noop as _

WRONG = _("“%(text)s” is no address to listen at; write HOST:PORT, for example 127.0.0.1:8000.")
NOT_LOOPBACK = _(
    "In a demonstration anybody may sign in as anybody, so it listens to this machine alone. %(host)s can be reached "
    "from outside: use 127.0.0.1, or start the real site with promost serve."
)
TAKEN = _("Something else listens at %(address)s already. Stop it, or choose another port: --bind %(host)s:%(next)s")
UNKNOWN_HOST = _("This machine cannot listen at %(address)s: %(reason)s.")


@dataclass(frozen=True, slots=True)
class Address:
    """A host (a name or an IP address, without brackets) and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        """Write it as in a link."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def near(self) -> str:
        """The host by which this machine itself reaches the site."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 - told apart, not bound to

    @property
    def url(self) -> str:
        """Where a browser on this machine finds the site."""
        return f"http://{Address(self.near, self.port)}"

    @property
    def is_loopback(self) -> bool:
        """Whether this machine alone can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def parse(text: str) -> Address:
    """Read HOST:PORT, [IPv6]:PORT or :PORT. Raises Misconfigured."""
    host, colon, port = text.rpartition(":")
    if not colon or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Misconfigured(fill(WRONG, text=text))
    return Address(host.strip("[]") or "127.0.0.1", int(port))


def refuse_outsiders(address: Address, *, demo: bool) -> None:
    """Raise Misconfigured for a demonstration that others could reach."""
    if demo and not address.is_loopback:
        raise Misconfigured(fill(NOT_LOOPBACK, host=address.host))


def check_free(address: Address) -> None:
    """Raise Misconfigured if the site could not listen at the address."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((address.host, address.port))
        except OSError as error:
            raise Misconfigured(_refusal(address, error)) from error


def _refusal(address: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return fill(TAKEN, address=address, host=address.host, next=address.port + 1)
    return fill(UNKNOWN_HOST, address=address, reason=error.strerror)


def answers(address: Address) -> bool:
    """Tell whether a site answers at the address, whatever it says; asking also warms it up for the first visitor."""
    asked = HTTPConnection(address.near, address.port, timeout=15)
    try:
        asked.request("GET", "/")
        asked.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
    return True
