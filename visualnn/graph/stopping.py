"""When training ends by itself, before the end of its plan, as an immutable value beside the graph."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta


class Stopping(msgspec.Struct, frozen=True, omit_defaults=True):
    """Conditions of which any ends the training; None leaves one out.

    They are judged at the end of every epoch: on the validation rows where there are any, else by the epoch's mean over
    the training rows. Where there are several losses, their weighted sum and the lowest of the accuracies are judged.

    loss: at most this. accuracy: at least this, as a share. epoch: so many epochs are over. patience: for so many
    epochs the loss has not fallen below its lowest value ("early stopping"). restore: when that ends the training, the
    network gets the weights of its best epoch back.
    """

    loss: Annotated[float, Meta(ge=0)] | None = None
    accuracy: Annotated[float, Meta(ge=0, le=1)] | None = None
    epoch: Annotated[int, Meta(ge=1)] | None = None
    patience: Annotated[int, Meta(ge=1)] | None = None
    restore: bool = True

    @property
    def active(self) -> bool:
        """Whether there is any condition."""
        return any(limit is not None for limit in (self.loss, self.accuracy, self.epoch, self.patience))
