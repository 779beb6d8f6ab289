"""The file of a project: read whole or refused with a sentence."""

import json

import msgspec
import pytest

from visualnn.graph.model import Block, Comment, Frame, Graph, Group, Wire
from visualnn.graph.race import Race
from visualnn.graph.stopping import Stopping
from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project.format import VERSION, Project, decode, encode

TABLE = {"columns": ["x", "y"], "targets": 1, "rows": [[n, n * n] for n in range(40)]}
PROJECT = Project(
    Graph(
        (
            Block("a", "table", "numbers", x=-20.5, params={"table": TABLE}),
            Block("b", "dense", "dense 1", x=200, params={"units": 1}),
            Block("c", "loss", "loss", x=400, params={"loss": "mse"}),
        ),
        (Wire("a", "x", "b", "in"), Wire("a", "y", "c", "target"), Wire("b", "out", "c", "prediction")),
    ),
    Training(optimizer="sgd", learning_rate=0.1, batch_size=0, steps=1000, seed=3),
    "Squares",
    {"en": "Try it.", "ko": "해 보세요."},
)


def content(**changes):
    """The JSON object of PROJECT, with changes at its top."""
    return json.loads(encode(PROJECT)) | changes


def block(**changes):
    """The JSON object of PROJECT with a change in its dense block."""
    whole = content()
    whole["graph"]["blocks"][1].update(changes)
    return whole


def wire(*ends):
    """The JSON object of PROJECT with a wire more."""
    whole = content()
    whole["graph"]["wires"].append(dict(zip(("source", "source_port", "target", "target_port"), ends, strict=True)))
    return whole


def test_what_was_written_is_read():
    assert decode(encode(PROJECT)) == PROJECT
    assert decode(encode(Project())) == Project()


def test_a_line_for_each_block_wire_and_row():
    lines = encode(PROJECT).decode().splitlines()

    assert '"visualnn": 1,' in lines[1]
    assert '      {"id": "b", "kind": "dense", "name": "dense 1", "x": 200, "params": {"units": 1}},' in lines
    assert '      {"source": "b", "source_port": "out", "target": "c", "target_port": "prediction"}' in lines
    assert [line.strip() for line in lines].count("[39, 1521]") == 1
    assert '  "notes": {"en": "Try it.", "ko": "해 보세요."},' in lines


def test_the_order_of_settings_does_not_show():
    params = {"units": 4, "bias": False}
    one, other = (
        Project(Graph((Block("a", "dense", "d", params=dict(order)),)))
        for order in (params.items(), reversed(params.items()))
    )
    assert encode(one) == encode(other)


def test_only_the_version_is_needed():
    assert decode(b'{"visualnn": 1}') == Project()


def test_a_byte_order_mark_is_passed_over():
    assert decode(b"\xef\xbb\xbf" + encode(PROJECT)) == PROJECT


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "not JSON (line 1, column 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not JSON (line 1, column 1"),
        (b'{"visualnn": 1,\n "title": oops}', "not JSON (line 2, column 11"),
        (b'{"visualnn": 1, "title": "', "not JSON (line 1, column 27"),
        (b"[" * 100_000, "not JSON"),
        (b'{"visualnn": 1,\n "title": "\xff"}', "not JSON (line 2, column 12: 'utf-8' codec can't decode"),
        (b"[1, 2]", "has no version number"),
        (b"{}", "has no version number"),
        (b'{"visualnn": "1"}', "has no version number"),
        (b'{"visualnn": true}', "has no version number"),
        (b'{"visualnn": 0}', "has no version number"),
    ],
)
def test_what_is_no_project_is_refused(data, sentence):
    with pytest.raises(UserError) as error:
        decode(data, "“notes.txt”")
    assert "“notes.txt” is no visualnn project" in str(error.value)
    assert sentence in str(error.value)


def test_a_newer_version_says_how_to_update():
    data = json.dumps({"visualnn": VERSION + 1, "planets": []}).encode()

    with pytest.raises(UserError, match=f"newer visualnn .format {VERSION + 1}.*pip install --upgrade visualnn"):
        decode(data)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (content(title=3), "the project / title is wrong (Expected str, got int)"),
        (content(planets=[]), "the project has an entry “planets” that this version does not know"),
        (content(training={"learning_rate": -1}), "training / learning_rate is wrong (Expected float > 0"),
        (content(training={"learning_rate": "fast"}), "training / learning_rate is wrong (Expected float, got str)"),
        (content(training={"seed": 2**70}), "training / seed is wrong (Expected int <= 9223372036854775807)"),
        (content(training={"optimizer": "magic"}), "training / optimizer is wrong (Invalid enum value 'magic')"),
        (content(training={"speed": 1}), "training has an entry “speed”"),
        (content(training={"momentum": 1.0}), "training / momentum is wrong (Expected float < 1.0)"),
        (content(training=[]), "training is wrong (Expected object, got array)"),
        (content(graph={"blocks": {}}), "graph / blocks is wrong (Expected array, got object)"),
        (content(graph={"blocks": [5]}), "block 1 is wrong (Expected object, got int)"),
        (content(graph={"blocks": [{"name": "a"}]}), "block “a” is wrong (Object missing required field id)"),
        (block(x="left"), "block “dense 1” / x is wrong (Expected float, got str)"),
        (block(colour="red"), "block “dense 1” has an entry “colour”"),
        (block(kind="quantum"), "block “dense 1” is of the kind “quantum”, which this version does not know"),
        (block(params={"unit": 3}), "“dense 1” has a setting “unit”"),
        (block(params={"units": "many"}), "“dense 1”: units is 'many', but must be a whole number"),
        (block(params={"units": -3}), "“dense 1”: units is -3, but must be between 1 and"),
        (block(name="a/b"), "“a/b” is no name for a block"),
        (block(name=" "), "“ ” is no name for a block"),
        (block(id="a"), "two blocks have the id “a”"),
        (block(name="loss"), "two blocks have the name “loss”"),
        (block(id="d"), "a wire is tied to the block “b”, which is not there"),
        (
            wire("a", "z", "c", "prediction"),
            "a wire is tied to “z” of the block “numbers”, whose ports on that side are: x, y",
        ),
        (
            wire("c", "out", "b", "in"),
            "a wire is tied to “out” of the block “loss”, whose ports on that side are: none",
        ),
        (wire("a", "x", "b", "in"), "two wires lead to “in” of the block “dense 1”"),
    ],
)
def test_the_place_of_an_error_is_named(value, sentence):
    with pytest.raises(UserError) as error:
        decode(json.dumps(value).encode(), "“p.vnn”")
    assert sentence in str(error.value)


def test_a_table_of_another_form_is_refused():
    whole = content()
    whole["graph"]["blocks"][0]["params"]["table"] = {"rows": "none"}

    with pytest.raises(UserError, match="The table “numbers” is not written as columns"):
        decode(json.dumps(whole).encode())


def test_a_cell_that_is_no_number_comes_back_as_an_empty_one():
    table = {"columns": ["x", "y"], "targets": 1, "rows": [[float("nan"), 1]]}
    graph = Graph((Block("a", "table", "t", params={"table": table}),))

    assert decode(encode(Project(graph))).graph.blocks[0].params["table"]["rows"] == [[None, 1]]


@pytest.mark.parametrize("cut", range(0, len(encode(PROJECT)) - 2, 37))
def test_a_file_cut_anywhere_is_refused(cut):
    with pytest.raises(UserError):
        decode(encode(PROJECT)[:cut])


def test_all_settings_of_training_are_written_but_those_left_to_the_optimizer():
    written = json.loads(encode(PROJECT))["training"]
    unset = {name for name in Training.__struct_fields__ if getattr(PROJECT.training, name) is msgspec.UNSET}

    assert set(written) == set(Training.__struct_fields__) - unset
    assert {"momentum", "beta1", "period"} <= unset
    assert msgspec.convert(written, Training) == PROJECT.training


def test_settings_of_the_optimizer_are_kept():
    training = Training(optimizer="momentum", momentum=0.5, nesterov=True, schedule="cosine", period=7)

    assert decode(encode(Project(training=training))).training == training


def test_files_from_before_those_settings_open():
    old = {"optimizer": "sgd", "learning_rate": 0.1, "batch_size": 0, "epochs": 1, "steps": 9, "seed": 1}

    assert decode(json.dumps({"visualnn": 1, "training": old}).encode()).training.steps == 9


def test_groups_frames_and_comments_are_kept() -> None:
    graph = Graph(
        (Block("a", "dense", "a", bypassed=True), Block("b", "dense", "b")),
        groups=(Group("g", "inner", ("a",), True), Group("h", "outer", ("g", "b"))),
        frames=(Frame("f", "Encoder", 0, 0, 10, 10, 2),),
        comments=(Comment("c", "look", 0, 0, 10, 10),),
    )
    assert decode(encode(Project(graph))).graph == graph


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ((Group("g", "one", ("z",)),), "lists what is not there"),
        ((Group("g", "one", ()),), "lists what is not there"),
        ((Group("g", "one", ("a",)), Group("h", "two", ("a",))), "“a” lies in two groups"),
        ((Group("g", "one", ("h",)), Group("h", "two", ("g",))), "lies in itself"),
        ((Group("a", "one", ("a",)),), "the id “a”"),
    ],
)
def test_groups_that_make_no_sense_are_refused(groups, said) -> None:
    graph = Graph((Block("a", "dense", "a"),), groups=groups)
    with pytest.raises(UserError, match=said):
        decode(encode(Project(graph)))


def test_a_race_is_kept_and_a_project_without_one_says_nothing_of_it() -> None:
    project = Project(race=Race("activation", ("sigmoid", "relu"), "b3"))
    assert decode(encode(project)) == project
    assert b"race" not in encode(Project())


@pytest.mark.parametrize(
    ("race", "said"),
    [
        ({"vary": "colour"}, "race / vary is wrong"),
        ({"vary": "depth", "speed": 3}, "race has an entry “speed”"),
        ({"vary": "activation", "values": ["relu", "sigmoyd"]}, "its race is wrong.*“sigmoyd”"),
        ({"values": ["adam", "adam"]}, "twice"),
        ({"values": "adam"}, "race / values is wrong"),
        ("fast", "race is wrong"),
    ],
)
def test_a_race_that_makes_no_sense_is_refused(race, said) -> None:
    with pytest.raises(UserError, match=said):
        decode(json.dumps(content(race=race)).encode())


def test_conditions_to_stop_are_kept_and_a_project_without_any_says_nothing_of_them() -> None:
    project = Project(stopping=Stopping(accuracy=0.97, patience=3, restore=False))
    assert decode(encode(project)) == project
    assert b"stopping" not in encode(Project())


@pytest.mark.parametrize(
    ("stopping", "said"),
    [
        ({"patience": 0}, "stopping / patience is wrong"),
        ({"accuracy": 97}, "stopping / accuracy is wrong"),
        ({"epochs": 3}, "stopping has an entry “epochs”"),
        ("soon", "stopping is wrong"),
    ],
)
def test_conditions_that_make_no_sense_are_named(stopping, said) -> None:
    with pytest.raises(UserError, match=said):
        decode(json.dumps(content(stopping=stopping)).encode())
