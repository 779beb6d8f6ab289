"""Runs are kept on the disk, within bounds, and survive damage."""

from __future__ import annotations

import datetime
import json
import os

import msgspec
import numpy as np
import pytest

from visualnn.messages import Message, UserError
from visualnn.project import store
from visualnn.project.run import Best, Curves, Run, Traces, new_id
from visualnn.project.runs import RunStore

BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def make(minute=0, steps=3, **facts):
    project = store.load(store.find("xor"))
    started = BEGIN + datetime.timedelta(minutes=minute)
    return Run(id=new_id(), started=started, project=project, state="finished", steps=steps, **facts)


def traces(size=4):
    loss = Curves(("loss", "gradient/hidden layer"), np.arange(1, 4), np.float32([[3, 1], [2, 1], [1, 1]]))
    return Traces(
        (loss,), {"hidden layer/W": np.zeros(size, np.float32)}, {"hidden layer/W": np.ones(size, np.float32)}
    )


@pytest.fixture
def place(tmp_path):
    return tmp_path / "runs"


def test_a_run_is_there_again_when_the_program_starts_again(place):
    run = make(
        metrics={"test": {"accuracy": 0.75}},
        best=Best("validation", 0.5, 2),
        remarks=(Message("run_from", {"step": 7}),),
        document="xor.vnn",
    )
    RunStore(place).keep(run, traces())
    again = RunStore(place)
    assert again.runs == (msgspec.structs.replace(run, number=1),)
    found = again.traces(run.id)
    assert [array.tolist() for array in found.series("loss")] == [[1, 2, 3], [3, 2, 1], [3, 2, 1]]
    assert found.initial["hidden layer/W"].tolist() == [0, 0, 0, 0]
    assert found.final["hidden layer/W"].tolist() == [1, 1, 1, 1]
    with pytest.raises(KeyError):
        found.series("perplexity")


def test_what_becomes_of_a_run_takes_its_place_and_the_name_stays(place):
    kept = RunStore(place)
    run = make()
    kept.keep(msgspec.structs.replace(run, state="running", steps=0), Traces())
    kept.rename(run.id, " wide ")
    kept.keep(run, traces())
    for store_ in (kept, RunStore(place)):
        (only,) = store_.runs
        assert (only.name, only.state, only.steps, only.number) == ("wide", "finished", 3, 1)


def test_a_run_that_goes_on_keeps_its_arrays_unless_it_was_deleted(place):
    kept = RunStore(place)
    run = make()
    kept.keep(run, traces())
    going_on = msgspec.structs.replace(run, state="running")
    assert kept.keep(going_on, None)
    assert kept.runs[0].state == "running"
    assert kept.traces(run.id).final
    kept.delete([run.id])
    assert not kept.keep(going_on, None)
    assert kept.runs == ()


def test_a_run_that_was_going_on_when_the_program_died_is_called_interrupted(place):
    RunStore(place).keep(msgspec.structs.replace(make(), state="running"), traces())
    assert RunStore(place).runs[0].state == "interrupted"


def test_a_run_without_steps_leaves_nothing_on_the_disk(place):
    kept = RunStore(place)
    kept.keep(make(steps=0), Traces())
    assert len(kept.runs) == 1
    assert RunStore(place).runs == ()


def test_deleted_runs_come_back_until_the_program_ends(place):
    kept = RunStore(place)
    first, second = make(0), make(1)
    for run in (first, second):
        kept.keep(run, traces())
    kept.delete([first.id, second.id])
    assert kept.runs == ()
    assert kept.size == 0
    kept.keep(second, traces())  # it was still training: gone is gone
    assert kept.runs == ()
    assert RunStore(place).runs == ()  # another program, which must take nothing from this one
    kept.undelete([first.id])
    assert [run.id for run in kept.runs] == [first.id]
    assert kept.traces(first.id).final
    assert [run.id for run in RunStore(place).runs] == [first.id]
    os.utime(place / f"{second.id}.deleted", (0, 0))  # long ago
    assert [run.id for run in RunStore(place).runs] == [first.id]
    assert [entry.name for entry in place.iterdir()] == [first.id]


def test_the_oldest_without_a_name_go_first_and_it_is_said(place):
    kept = RunStore(place, most=3)
    runs = [make(minute) for minute in range(5)]
    for run in runs[:2]:
        kept.keep(run, traces())
    kept.rename(runs[0].id, "precious")
    for run in runs[2:]:
        kept.keep(run, traces())
    assert [run.id for run in kept.runs] == [runs[number].id for number in (4, 3, 2, 0)]
    (said,) = kept.problems
    assert "1 of the oldest" in said.text
    assert len(list(place.iterdir())) == 4


def test_the_disk_is_not_filled(place):
    kept = RunStore(place, limit=100_000)
    for minute in range(6):
        kept.keep(make(minute), traces(5_000))  # 40 kB each
    assert kept.size <= 100_000
    assert [run.started.minute for run in kept.runs] == [5, 4]


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"visualnn_run": 9, "project": {}, "facts": {}}', b'{"visualnn_run": 1, "project": {}, '
     b'"facts": {}}', b"\xff\xfe"],
)  # fmt: skip
def test_damaged_facts_are_a_sentence_and_the_others_stay(place, damage):
    kept = RunStore(place)
    broken, whole = make(0), make(1)
    for run in (broken, whole):
        kept.keep(run, traces())
    (place / broken.id / "run.json").write_bytes(damage)
    again = RunStore(place)
    assert [run.id for run in again.runs] == [whole.id]
    (said,) = again.problems
    assert broken.id in said.text


def test_of_many_that_are_damaged_one_sentence_tells(place):
    for name in ("a", "b", "c"):
        (place / name).mkdir(parents=True)
        (place / name / "run.json").write_text("{")
    kept = RunStore(place)
    assert kept.runs == ()
    (said,) = kept.problems
    assert said.text.startswith("3 kept runs cannot be read")
    assert [path.name for path, _ in kept.unreadable] == ["a", "b", "c"]


def test_what_else_lies_there_hides_no_run(place):
    run = make()
    RunStore(place).keep(run, traces())
    (place / "0.deleted").symlink_to("nowhere")
    (place / "0").symlink_to("nowhere")
    (place / "00").mkdir()
    (place / "000").write_text("no folder")
    (place / "1").symlink_to("1")  # what leads to itself cannot be read
    kept = RunStore(place)
    assert [run.id for run in kept.runs] == [run.id]
    assert [path.name for path, _ in kept.unreadable] == ["1"]


@pytest.mark.parametrize(("key", "value"), [("steps", 2**70), ("batch_size", 2**63), ("number", -1), ("seed", 2**70)])
def test_a_number_that_no_run_can_have_is_told(place, key, value):
    run = make()
    RunStore(place).keep(run, traces())
    file = place / run.id / "run.json"
    facts = json.loads(file.read_text("utf-8"))
    (facts["project"]["training"] if key == "seed" else facts["facts"])[key] = value
    file.write_text(json.dumps(facts), "utf-8")
    kept = RunStore(place)
    assert kept.runs == ()
    assert key in kept.problems[0].text


def test_a_date_without_time_zone_hides_no_run(place):
    kept = RunStore(place)
    runs = [make(minute) for minute in range(2)]
    for run in runs:
        kept.keep(run, traces())
    facts = place / runs[0].id / "run.json"
    facts.write_text(facts.read_text("utf-8").replace("2026-01-01T00:00:00Z", "2026-01-01T00:00:00"), "utf-8")
    assert "00:00Z" not in facts.read_text("utf-8")
    assert [run.id for run in RunStore(place).runs] == [runs[1].id, runs[0].id]


@pytest.mark.parametrize("damage", [b"", b"PK", b"x", b"\x93NUMPY\x01\x00", None])
def test_damaged_arrays_are_a_sentence(place, damage):
    run = make()
    RunStore(place).keep(run, traces())
    file = place / run.id / "traces.npz"
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    again = RunStore(place)
    assert again.runs[0].id == run.id
    with pytest.raises(UserError, match="cannot be read") as told:
        again.traces(run.id)
    assert "pickle" not in str(told.value), "nobody should be told how to load it unsafely"


def test_pickled_arrays_are_refused(place):
    run = make()
    RunStore(place).keep(run, traces())
    with (place / run.id / "traces.npz").open("wb") as file:
        np.savez(file, **{"initial/W": np.array([object()])})
    with pytest.raises(UserError, match="no archive of arrays"):
        RunStore(place).traces(run.id)


def test_weights_that_are_no_numbers_are_refused(place):
    run = make()
    text = {"hidden layer/W": np.array(["one", "two"])}
    RunStore(place).keep(run, Traces((), text, text))
    with pytest.raises(UserError, match="no real numbers"):
        RunStore(place).traces(run.id)


def test_a_disk_that_refuses_loses_nothing_of_this_sitting(place):
    place.write_text("a file where the folder should be")
    kept = RunStore(place)
    run = make()
    kept.keep(run, traces())
    assert kept.runs[0].id == run.id
    assert kept.traces(run.id).final
    assert "until the program ends" in kept.problems[0].text
