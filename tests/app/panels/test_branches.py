"""Layers that exchange gradients are one branch; networks that only share data are two."""

from __future__ import annotations

from visualnn.app.panels.branches import branches
from visualnn.project import store


def layers(name):
    graph = store.load(store.find(name)).graph
    return graph, [block.id for block in graph.blocks if block.kind == "dense"]


def test_a_single_network_is_one_branch_in_its_order():
    graph, ids = layers("xor")
    assert branches(graph, ids) == [ids]


def test_twins_on_the_same_data_are_two_branches():
    graph, ids = layers("vanishing")
    names = [[graph.block(block_id).name for block_id in branch] for branch in branches(graph, ids)]
    assert names == [
        [*(f"sigmoid {n}" for n in range(1, 9)), "sigmoid out"],
        [*(f"relu {n}" for n in range(1, 9)), "relu out"],
    ]
