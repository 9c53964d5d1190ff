"""A launch that cannot go on says why in one paragraph, never in a stack trace."""

import textwrap


class LaunchRefused(Exception):
    """The text names what is wrong and the way out; detail is what a tool printed."""

    def __init__(self, text: str, detail: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.detail = detail.strip()

    def paragraph(self) -> str:
        """The text wrapped for a terminal, below the last lines of the tool's own words."""
        words = textwrap.fill(self.text, 88, break_long_words=False, break_on_hyphens=False)
        tail = "\n".join(self.detail.splitlines()[-15:])
        return f"{tail}\n\n{words}" if tail else words
