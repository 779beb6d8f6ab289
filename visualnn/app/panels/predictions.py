"""What the network says to the rows of its data, in the forms that fit the data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from visualnn.app.panels.inquiry import Inquiry
from visualnn.app.panels.panel import Beginning, Panel
from visualnn.app.panels.views import Choice, View, fitting_views
from visualnn.app.panels.widgets import Hint, Switch
from visualnn.data.dataset import Dataset

if TYPE_CHECKING:
    from visualnn.app.trainer import Trainer
    from visualnn.training.session import Session, Update


class PredictionsPanel(Panel):
    """Asks the engine for predictions a few times a second, only while it can be seen and something changed."""

    ASKS = True

    def __init__(self, trainer: Trainer, parent: QWidget | None = None) -> None:
        super().__init__(trainer, parent)
        self.hint = Beginning(trainer, self.tr("What the network predicts is shown here once it is ready to train."))
        self.choice: Switch | None = None
        self.output = QComboBox()
        self.output.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.output.setToolTip(self.tr("The loss block whose predictions are shown"))
        self.output.setAccessibleName(self.tr("Loss block"))
        self.output.hide()
        self.output.currentIndexChanged.connect(self._change_loss)
        self.head.addStretch(1)
        self.head.addWidget(self.output)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.hint)
        self.unfit = Hint(
            self.tr(
                "There is no view of this loss: views compare what is predicted from the rows of one data block with "
                "their targets."
            )
        )
        self._pages.addWidget(self.unfit)
        self.body.addWidget(self._pages, 1)
        self._dataset: Dataset | None = None
        self._choices: Mapping[str, Choice] = {}
        self._losses: list[tuple[str, str]] = []  # the name of each, and its block
        # The view and the block that the user took for this project, whose networks come and go.
        self._chosen = self._chosen_loss = ""
        trainer.document.opened.connect(self._forget_choice)
        self._views: dict[str, View] = {}
        self._asked_by: View | None = None
        self._inquiry = Inquiry(self, trainer, self._question, self._answered, View.PAUSE)

    @property
    def view(self) -> View | None:
        """The view on the screen."""
        return self._views.get(self.choice.value) if self.choice else None

    def refresh(self, update: Update | None) -> None:
        self._name_losses()
        self._fit(self.trainer.session)
        if self.view:
            self._inquiry.want()

    def _change_loss(self) -> None:
        self._chosen_loss = self.output.currentData()
        self._inquiry.forget()
        self.refresh(self.trainer.latest)

    @property
    def _loss(self) -> int:
        return max(0, self.output.currentIndex())

    def _fit(self, session: Session | None) -> None:
        """Offer the views that fit the data of the loss; the one chosen by hand is kept where it is offered again."""
        data = session.data if session else {}
        dataset = list(data.values())[self._loss] if data else None
        if dataset is None:
            self._pages.setCurrentWidget(self.unfit if data else self.hint)
        if dataset is self._dataset:
            return
        self._dataset = dataset
        self._inquiry.forget()
        for view in self._views.values():
            self._pages.removeWidget(view)
            view.deleteLater()
        self._views.clear()
        if self.choice:
            self.head.removeWidget(self.choice)
            self.choice.hide()
            self.choice.deleteLater()
            self.choice = None
        graph = self.trainer.graph
        self._choices = {}  # their makers hold the data
        if dataset is None or graph is None:
            return
        self._choices = fitting_views(dataset, graph, tuple(data))
        self.choice = Switch({key: choice.title for key, choice in self._choices.items()})
        self.choice.setVisible(len(self._choices) > 1)
        if self._chosen in self._choices:
            self.choice.button(self._chosen).setChecked(True)
        self.choice.changed.connect(self._chosen_by_hand)
        self.head.insertWidget(0, self.choice)
        self._choose()

    def _forget_choice(self) -> None:
        self._chosen = self._chosen_loss = ""

    def _chosen_by_hand(self) -> None:
        assert self.choice
        self._chosen = self.choice.value
        self._choose()

    def _choose(self) -> None:
        assert self.choice
        key = self.choice.value
        if key not in self._views:
            view = self._views[key] = self._choices[key].make()
            view.asks.connect(self._inquiry.want)
            self._pages.addWidget(view)
            self.order_tabs(view)
        view = self._views[key]
        self._pages.setCurrentWidget(view)
        self._inquiry.pause = view.PAUSE
        self._inquiry.forget()
        self._inquiry.want()

    def _name_losses(self) -> None:
        """Let the user choose between the predictions of several losses; the one chosen is kept where it is there
        again, whatever it is called by then."""
        session, graph = self.trainer.session, self.trainer.graph
        losses = [(graph.block(loss).name, loss) for loss in session.data] if session and graph else []
        if losses != self._losses:
            self._losses = losses
            self.output.blockSignals(True)
            self.output.clear()
            for name, loss in losses:
                self.output.addItem(name, loss)
            self.output.setCurrentIndex(max(0, self.output.findData(self._chosen_loss)))
            self.output.blockSignals(False)
        self.output.setVisible(len(losses) > 1)

    def _question(self) -> tuple[Any, ...] | None:
        self._asked_by = self.view
        return self._asked_by.question(self._loss) if self._asked_by else None

    def _answered(self, answer: Any) -> None:
        if self._asked_by is not None and self._asked_by is self.view:
            self._asked_by.show_answer(answer)
