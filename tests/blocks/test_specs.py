"""What every declaration of a block must keep, and what its parts say of each other."""

import pytest
from cases import CASES

from visualnn.blocks.catalogue import SPECS
from visualnn.blocks.parameters import check_setting, check_settings
from visualnn.graph.model import Block

every = pytest.mark.parametrize("spec", SPECS.values(), ids=SPECS)

SELF_EVIDENT = {
    ("text", "unit"),
    ("images", "colour"),
    ("bundled", "data"),
    ("generator", "data"),
    ("generator", "rows"),
    ("generator", "classes"),
    ("generator", "length"),
}
"""Settings that their label explains; every other has a help text or a unit."""


def test_kinds_are_those_of_the_catalogue():
    assert [spec.kind for spec in SPECS.values()] == list(SPECS)


@every
def test_defaults_are_valid(spec):
    block = Block("b", spec.kind, "some block")

    for param in spec.params:
        assert check_setting(block, param, param.default) is None, param.name
    assert check_settings(block, spec) is None
    assert spec.settings(block) == {param.name: param.default for param in spec.params}


@every
def test_settings_of_the_block_replace_defaults(spec):
    for param in spec.params:
        changed = Block("b", spec.kind, "some block", params={param.name: "something"})
        assert spec.settings(changed)[param.name] == "something"
        assert spec.param(param.name) is param


@every
def test_everything_has_a_name_and_a_text(spec):
    assert spec.label
    assert spec.base_name
    assert "/" not in spec.base_name, "names are parts of keys"
    assert len(spec.help) > 40
    assert spec.help.rstrip(")").endswith(".") or spec.help.endswith(")")
    for param in spec.params:
        assert param.label
        assert param.help or param.unit or (spec.kind, param.name) in SELF_EVIDENT, param.name


@every
def test_names_are_unique(spec):
    for named in (spec.inputs, spec.outputs, spec.params):
        names = [each.name for each in named]
        assert len(set(names)) == len(names)


@every
def test_what_calculates_states_its_formula(spec):
    assert bool(spec.formula) == (spec.category != "Input")


@every
def test_choices_offer_the_default_and_each_only_once(spec):
    for param in spec.params:
        values = [value for value, _ in param.choices]
        assert len(set(values)) == len(values)
        assert bool(values) == (param.kind == "choice")
        if values:
            assert param.default in values


@every
def test_numbers_have_a_range(spec):
    for param in spec.params:
        if param.kind in ("int", "float"):
            assert param.minimum is not None, param.name
            assert param.maximum is not None, param.name
            assert param.minimum <= param.default <= param.maximum


@every
def test_settings_matter_by_settings_that_exist(spec):
    for param in spec.params:
        known = {name: [value for value, _ in other.choices] for other in spec.params for name in [other.name]}
        for name, values in param.only.items():
            assert name not in known or set(values) <= set(known[name]) or not known[name], (param.name, name)
        assert not param.only or any(name in known for name in param.only)


@every
def test_a_summary_is_one_short_line(spec):
    line = spec.summary(spec.settings(Block("b", spec.kind, "some block")))

    assert 0 < len(line) <= 60
    assert "\n" not in line


@every
def test_ports_follow_the_conventions(spec):
    inputs, outputs = [port.name for port in spec.inputs], [port.name for port in spec.outputs]

    if spec.category == "Input":
        assert (inputs, outputs) == ([], ["x", "y"])
    elif spec.category != "Output":
        assert outputs == ["out"]
        assert inputs in ([], ["in"], ["a", "b"])


def test_the_cases_hold_every_block_that_calculates():
    drawn = {block.kind for net in CASES.values() for block in net.graph.blocks}

    assert {kind for kind, spec in SPECS.items() if spec.category not in ("Input", "Output")} <= drawn


@pytest.mark.parametrize("name", CASES)
def test_shape_rule_and_lowering_agree(name):
    """What ``infer`` says of a wire is what ``lower`` makes."""
    net = CASES[name]
    types, outputs = net.checked.types, net.program().outputs

    assert outputs
    for output, place in outputs.items():
        made, said = place.type, types[output]
        name = net.graph.block(output[0]).name
        assert (made.shape, made.kind, made.classes) == (said.shape, said.kind, said.classes), name
        assert said.static or not made.static, name
