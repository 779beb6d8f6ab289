"""A value of a race becomes a network and settings; what differs is that, and nothing else."""

import pytest
from msgspec.structs import replace

import visualnn as vn
from visualnn.blocks import variants
from visualnn.blocks.check import check
from visualnn.data.catalogue import describe_all
from visualnn.graph import edits
from visualnn.graph.race import VARYING, Race
from visualnn.messages import UserError


def raced(name, vary, *values, network=""):
    project = vn.load(name)
    return variants.variants(project.graph, project.training, Race(vary, values, network))


def settings(variant, kind, key):
    return [block.params.get(key) for block in variant.graph.blocks if block.kind == kind]


def test_an_activation_replaces_the_hidden_functions_and_not_the_output():
    sigmoid, relu = raced("xor", "activation", "sigmoid", "relu")
    answer = vn.load("xor").graph.blocks
    hidden = [block for block in answer if block.kind == "activation"]
    assert len(hidden) == 2  # the second is the output, right before the loss
    assert settings(sigmoid, "activation", "function") == ["sigmoid", "sigmoid"]
    assert settings(relu, "activation", "function") == [None, "sigmoid"]  # relu is the default


def test_an_initialiser_brings_its_number():
    zeros, small, wide, same = raced("digits", "initialiser", "zeros", "normal 0.01", "uniform 0.5", "constant 0.2")
    assert set(settings(zeros, "dense", "initialiser")) == {"zeros"}
    assert set(settings(small, "dense", "stddev")) == {0.01}
    assert set(settings(wide, "dense", "lowest")) == {-0.5}
    assert set(settings(wide, "dense", "highest")) == {0.5}
    assert set(settings(same, "dense", "mean")) == {0.2}


def test_an_optimizer_has_the_rate_of_the_project_or_its_own():
    adam, momentum = raced("digits", "optimizer", "adam", "momentum 0.1")
    own = vn.load("digits").training
    assert (adam.training.optimizer, adam.training.learning_rate) == ("adam", own.learning_rate)
    assert (momentum.training.optimizer, momentum.training.learning_rate) == ("momentum", 0.1)
    assert adam.graph == momentum.graph == vn.load("digits").graph


def test_learning_rate_and_dropout():
    slow, fast = raced("digits", "learning_rate", "0.001", "1")
    assert (slow.training.learning_rate, fast.training.learning_rate) == (0.001, 1.0)
    half, all_ = raced("mnist_dropout", "dropout", "0.5", "1")
    assert set(settings(half, "dropout", "keep")) == {0.5}
    assert set(settings(all_, "dropout", "keep")) == {1.0}


@pytest.mark.parametrize(("name", "network"), [("digits", ""), ("vanishing", "b37"), ("xor_deep", "")])
def test_depth_counts_hidden_layers_and_keeps_the_names_of_the_first(name, network):
    made = raced(name, "depth", "0", "1", "2", "5", "9", network=network)
    for variant, depth in zip(made, (0, 1, 2, 5, 9), strict=True):
        dense = [block.name for block in variant.graph.blocks if block.kind == "dense"]
        assert len(dense) == depth + 1
        assert check(variant.graph, *describe_all(variant.graph)).ok
        assert set(dense[:1]) <= {block.name for block in vn.load(name).graph.blocks}


def test_of_several_networks_one_is_raced_and_the_others_stay():
    project = vn.load("vanishing")
    assert len(variants.networks(project.graph)) == 2
    (variant, _) = raced("vanishing", "activation", "sigmoid", "tanh", network="b37")
    assert {block.name.split()[0] for block in variant.graph.blocks} == {"digits", "relu"}
    race = Race("activation", ("sigmoid", "tanh"), "b37")
    whole, _ = variants.varied(project.graph, project.training, race, "sigmoid")
    assert len(whole.blocks) == len(project.graph.blocks)
    gone = replace(race, network="not there")
    assert variants.raced(project.graph, gone)[0] == "b19"


def test_two_losses_of_one_network_are_one():
    graph = vn.load("digits").graph
    loss = next(block for block in graph.blocks if block.kind == "loss")
    graph, second = edits.add_block(graph, "loss", "second", 0, 0)
    for wire in graph.into(loss.id):
        graph = edits.connect(graph, replace(wire, target=second))
    assert len(variants.networks(graph)) == 1


@pytest.mark.parametrize("vary", VARYING)
def test_what_is_offered_can_be_read_and_is_written_the_same(vary):
    for text in (*variants.suggested(vary), *variants.offered(vary)):
        assert variants.read(vary, text).text == text
    variants.check_values(Race(vary, variants.offered(vary)))


@pytest.mark.parametrize(
    ("vary", "value", "says"),
    [
        ("activation", "sigmoyd", "must be one of sigmoid, tanh"),
        ("activation", "relu 3", "“relu” takes no number"),
        ("optimizer", "adam fast", "a learning rate must be a number from 1e-12 to 1000"),
        ("optimizer", "", "must be one of sgd"),
        ("initialiser", "normal wide", "a number from 0 to 100"),
        ("learning_rate", "nan", "a learning rate must be a number"),
        ("learning_rate", "0", "a learning rate must be a number"),
        ("learning_rate", "1_0", "a learning rate must be a number"),
        ("dropout", "1.5", "from 0.01 to 1"),
        ("depth", "2.5", "a whole number from 0 to 64"),
        ("depth", "1e9", "from 0 to 64"),
    ],
)
def test_a_wrong_value_is_a_sentence(vary, value, says):
    with pytest.raises(UserError, match=says):
        variants.read(vary, value)


def test_no_sentence_has_a_word_in_its_arguments_that_would_stay_english():
    for vary, value in [("optimizer", "adam fast"), ("learning_rate", "x"), ("dropout", "x"), ("depth", "x")]:
        with pytest.raises(UserError) as told:
            variants.read(vary, value)
        words = [argument for argument in told.value.message.arguments.values() if isinstance(argument, str)]
        assert words == [value]


@pytest.mark.parametrize(
    ("name", "race", "says"),
    [
        ("digits", Race("dropout", ("0.5", "1")), "no dropout block; add one"),
        ("xor_one_unit", Race("activation", ("relu", "tanh")), "no hidden activation block"),
        ("xor_one_unit", Race("depth", ("1", "2")), "no hidden layer"),
        ("shapes", Race("optimizer", ("adam", "sgd")), "no loss block"),
        ("digits", Race("optimizer", ("adam",)), "at least two values"),
        ("digits", Race("optimizer", ("adam", "adam")), "twice"),
        ("digits", Race("learning_rate", tuple(map(str, range(1, 30)))), "at most 14"),
    ],
)
def test_what_cannot_be_raced_says_why(name, race, says):
    project = vn.load(name)
    problem = variants.obstacle(project.graph, race)
    assert problem is not None
    assert says in str(problem)
    with pytest.raises(UserError, match=says):
        variants.variants(project.graph, project.training, race)
