"""What the program remembers of its user between two runs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from visualnn.blocks.literals import read_number

RECENT = 10
"""Files remembered."""


class Settings:
    """The user's choices, kept by Qt where each platform keeps such things."""

    def __init__(self, file: Path | None = None) -> None:
        """``file``: an .ini file to use instead of the user's own settings."""
        self._store = QSettings(str(file), QSettings.Format.IniFormat) if file else QSettings("visualnn", "visualnn")

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return str(self._store.value("theme", "system"))

    @theme.setter
    def theme(self, mode: str) -> None:
        self._store.setValue("theme", mode)

    @property
    def language(self) -> str:
        """Language code, or empty for the system's."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def minimap(self) -> bool:
        """Whether the canvas shows its minimap."""
        return str(self._store.value("minimap", "true")).casefold() == "true"

    @minimap.setter
    def minimap(self, wanted: bool) -> None:
        self._store.setValue("minimap", wanted)

    @property
    def activity(self) -> bool:
        """Whether blocks and wires show life while the network trains."""
        return str(self._store.value("activity", "true")).casefold() == "true"

    @activity.setter
    def activity(self, wanted: bool) -> None:
        self._store.setValue("activity", wanted)

    @property
    def activity_left_out(self) -> frozenset[str]:
        """Which signs of life are not shown: ``gradients``, ``wires``, ``weights``."""
        stored = self._store.value("activity_left_out", [])
        return frozenset([stored] if isinstance(stored, str) else stored if isinstance(stored, list) else [])

    @activity_left_out.setter
    def activity_left_out(self, parts: frozenset[str]) -> None:
        self._store.setValue("activity_left_out", sorted(parts))

    @property
    def welcome(self) -> bool:
        """Whether the program opens with its welcome page."""
        return str(self._store.value("welcome", "true")).casefold() == "true"

    @welcome.setter
    def welcome(self, wanted: bool) -> None:
        self._store.setValue("welcome", wanted)

    @property
    def opened_lessons(self) -> frozenset[str]:
        """The samples that were opened before, by name."""
        stored = self._store.value("lessons", [])
        return frozenset([stored] if isinstance(stored, str) else stored if isinstance(stored, list) else [])

    def tick_lesson(self, sample: str) -> None:
        """A sample was opened."""
        if sample not in self.opened_lessons:
            self._store.setValue("lessons", sorted({*self.opened_lessons, sample}))

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened or saved, newest first, as far as they still exist."""
        stored = self._store.value("recent", [])
        names = [stored] if isinstance(stored, str) else stored if isinstance(stored, list) else []
        return tuple(path for path in map(Path, names) if path.is_file())

    def remember(self, path: Path) -> None:
        """Put a file at the top of the recent ones."""
        newest = [path.absolute(), *(other for other in self.recent if other != path.absolute())]
        self._store.setValue("recent", [str(other) for other in newest[:RECENT]])

    def forget_recent(self) -> None:
        """Empty the list of recent files."""
        self._store.remove("recent")

    @property
    def folder(self) -> str:
        """The folder that file dialogs open in."""
        return str(self._store.value("folder", str(Path.home())))

    @folder.setter
    def folder(self, folder: str) -> None:
        self._store.setValue("folder", folder)

    @property
    def data_folder(self) -> str:
        """The folder that dialogs for files of data open in."""
        return str(self._store.value("data folder", self.folder))

    @data_folder.setter
    def data_folder(self, folder: str) -> None:
        self._store.setValue("data folder", folder)

    def arrangement(self) -> tuple[QByteArray, QByteArray] | None:
        """Geometry of the window and arrangement of its docks, as last kept."""
        geometry, docks = self._store.value("geometry"), self._store.value("docks")
        if isinstance(geometry, QByteArray) and isinstance(docks, QByteArray):
            return geometry, docks
        return None

    def keep_arrangement(self, geometry: QByteArray, docks: QByteArray) -> None:
        """Remember the geometry of the window and the arrangement of its docks."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("docks", docks)

    def race_arrangement(self) -> tuple[QByteArray | None, float | None]:
        """Arrangement of the docks while a race has the room, and the share of the window's height that the user gave
        it, as last kept."""
        docks, share = self._store.value("race docks"), read_number(str(self._store.value("race share", "")))
        fits = share is not None and 0 < share < 1
        return docks if isinstance(docks, QByteArray) else None, share if fits else None

    def keep_race_arrangement(self, docks: QByteArray | None, share: float | None) -> None:
        """Remember the arrangement of the docks while a race has the room; None: as in a new window."""
        for key, value in (("race docks", docks), ("race share", share)):
            if value is None:
                self._store.remove(key)
            else:
                self._store.setValue(key, value)
