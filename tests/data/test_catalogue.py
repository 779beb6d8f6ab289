"""Sources found by the kind of their data block."""

import pytest

from visualnn.data import catalogue
from visualnn.graph.model import Block, Graph
from visualnn.messages import UserError

XOR = Block("1", "table", "xor data")
PHOTOS = Block("2", "idx", "photos")
HELLO = Block("3", "text", "hello", params={"length": 9})
DENSE = Block("4", "dense", "dense 1")


@pytest.mark.parametrize("kind", ["table", "digits", "text", "bundled", "generator"])
def test_every_bundled_source_describes_what_it_loads(kind):
    block = Block("1", kind, "data")
    data = catalogue.load(block)

    assert data.info == catalogue.describe(block)
    assert len(data.x) == len(data.y) == sum(data.info.rows.values())


def test_all_sources_of_a_graph_at_once():
    types, problems = catalogue.describe_all(Graph((XOR, HELLO, DENSE)))

    assert types["1"]["x"].shape == (2,)
    assert list(problems) == ["3"]
    assert "“hello” has 5 characters" in problems["3"].text


def test_an_override_replaces_the_folder(tmp_path):
    with pytest.raises(UserError, match=f"{tmp_path.name}” has no file"):
        catalogue.load(PHOTOS, {"photos": str(tmp_path)})


def test_a_wrong_setting_is_an_error():
    with pytest.raises(UserError, match="length is 0, but must be between 1"):
        catalogue.describe(Block("1", "text", "hello", params={"length": 0}))


def test_overrides_name_sources_that_read_files():
    graph = Graph((XOR, PHOTOS, DENSE))

    catalogue.check_overrides(graph, {"photos": "somewhere"})
    with pytest.raises(UserError, match=r"no data block called “dense 1”.*“photos”"):
        catalogue.check_overrides(graph, {"dense 1": "somewhere"})
    with pytest.raises(UserError, match=r"“xor data” reads no file.*“photos”"):
        catalogue.check_overrides(graph, {"xor data": "somewhere"})
