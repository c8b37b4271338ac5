"""The one family of errors: what happened, where it happened, and what to do about it."""


class CxtextError(Exception):
    """Anything cxtext cannot do.

    Attributes:
        what: one sentence that says what happened.
        path: the file concerned, or None.
        line, column: 1-based position in that file, or None.
        text: the offending text (one line), or None.
        hint: what the user can do, or None.

    ``str(error)`` is one line (``path:line:column: what. hint``); :meth:`pointed`
    adds the offending line with a caret under the place.
    """

    def __init__(
        self,
        what: str,
        *,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
        text: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.column = column
        self.text = text
        self.hint = hint

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        sentences = [self.what.rstrip(".") + "."]
        if self.hint:
            sentences.append(self.hint.rstrip(".") + ".")
        message = " ".join(sentences)
        return f"{place}: {message}" if place else message

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments do not pickle by themselves, and pools pickle them.
        return (_rebuild, (type(self), self.what, self.__dict__))

    def pointed(self) -> str:
        """The message, and below it the offending line with a caret under the column."""
        if self.text is None:
            return str(self)
        caret = "" if self.column is None else "\n    " + " " * (self.column - 1) + "^"
        return f"{self}\n    {self.text}{caret}"


def _rebuild(kind: type[CxtextError], what: str, state: dict[str, object]) -> CxtextError:
    error = kind(what)
    error.__dict__.update(state)
    return error


class ReadError(CxtextError):
    """A file, a folder or a text that cannot be read as a transcript or a talk."""


class LanguageError(CxtextError):
    """An unknown language tag, or a text whose language cannot be told."""


class LanguageFileError(CxtextError):
    """A language file that breaks its format; says file, key and entry."""


class TableError(CxtextError):
    """A table that lacks the columns a function needs."""


class WriteError(CxtextError):
    """A result that cannot be written where it was asked for."""
