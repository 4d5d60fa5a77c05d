"""The second step of signing in: how allauth's authenticators behave here."""

from __future__ import annotations

from allauth.mfa.adapter import DefaultMFAAdapter

GROUND = '<rect width="100%" height="100%" fill="white"/>'


class SecondStep(DefaultMFAAdapter):
    """The picture of the secret has a white ground of its own: a camera reads it on a dark page too."""

    def build_totp_svg(self, url: str) -> str:
        """Return the picture as SVG."""
        picture: str = super().build_totp_svg(url)
        return picture.replace("<path", f"{GROUND}<path", 1)
