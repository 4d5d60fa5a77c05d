"""Where the site listens: a demonstration, in which anybody is anybody, is reached from this machine alone."""

from __future__ import annotations

import argparse
import socket
from typing import Any

import pytest

from promost.conf import binding, demonstration, server
from promost.conf.binding import Address
from promost.conf.environment import Misconfigured

OUTSIDE = ["0.0.0.0:8000", "[::]:8000", "192.168.1.5:8000", "example.org:8000", "10.0.0.1:80"]
INSIDE = ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", ":8000", "127.8.9.1:8000"]


@pytest.fixture
def nothing_starts(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Keep anything from being started, and say what would have been."""
    started: list[Any] = []
    monkeypatch.setattr("promost.conf.server.subprocess.Popen", lambda *words, **_: started.append(words))
    monkeypatch.setattr("promost.conf.server.subprocess.run", lambda *words, **_: started.append(words))
    return started


@pytest.mark.parametrize("text", OUTSIDE)
def test_a_demonstration_is_not_shown_to_others(text: str) -> None:
    with pytest.raises(Misconfigured, match="listens to this machine alone"):
        binding.refuse_outsiders(binding.parse(text), demo=True)
    binding.refuse_outsiders(binding.parse(text), demo=False)


@pytest.mark.parametrize("text", INSIDE)
def test_this_machine_may_see_it(text: str) -> None:
    binding.refuse_outsiders(binding.parse(text), demo=True)


@pytest.mark.parametrize("text", OUTSIDE)
def test_no_way_of_starting_gets_round_that(
    text: str, monkeypatch: pytest.MonkeyPatch, nothing_starts: list[Any], tmp_path: Any
) -> None:
    monkeypatch.setenv("PROMOST_DEMO", "1")
    monkeypatch.setenv("PROMOST_HOME", str(tmp_path))
    for command in (server, demonstration):
        parser = argparse.ArgumentParser()
        command.configure(parser)
        with pytest.raises(Misconfigured, match="listens to this machine alone"):
            command.run(parser.parse_args(["--bind", text]))
    with pytest.raises(Misconfigured, match="listens to this machine alone"):
        server.serve(binding.parse(text))
    assert not nothing_starts


@pytest.mark.parametrize("text", ["", "8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http", "127.0.0.1:0", "a:70000"])
def test_what_is_no_address_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(Misconfigured, match=r"write HOST:PORT, for example 127\.0\.0\.1:8000"):
        binding.parse(text)


def test_a_port_that_is_taken_is_told_with_another_to_try() -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(Misconfigured, match=f"--bind 127.0.0.1:{port + 1}"):
            binding.check_free(Address("127.0.0.1", port))
    binding.check_free(Address("127.0.0.1", port))


def test_a_site_answers_or_does_not(live_server: Any) -> None:
    host, port = live_server.url.removeprefix("http://").split(":")
    assert binding.answers(Address(host, int(port)))
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        assert not binding.answers(Address("127.0.0.1", deaf.getsockname()[1]))


def test_an_address_that_this_machine_does_not_have() -> None:
    with pytest.raises(Misconfigured, match=r"cannot listen at 203\.0\.113\.7:8000"):
        binding.check_free(Address("203.0.113.7", 8000))


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("0.0.0.0:80", "http://127.0.0.1:80"),
        ("[::]:80", "http://[::1]:80"),
        ("example.org:80", "http://example.org:80"),
    ],
)
def test_the_address_is_told_as_a_browser_here_takes_it(text: str, url: str) -> None:
    assert binding.parse(text).url == url
