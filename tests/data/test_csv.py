"""Tables from files: columns as inputs and targets, and what is said of files that are not right."""

import contextlib
import time
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sources import source

from visualnn import memory
from visualnn.blocks.spec import ValueType
from visualnn.data import csv, sheet
from visualnn.messages import UserError

FLOWERS = "length,width,colour,kind\n" + "".join(
    f"{1 + i / 10},{2 - i / 10},{('red', 'blue')[i % 2]},{('rose', 'lily', 'iris')[i % 3]}\n" for i in range(12)
)
PLAIN = {"scaling": "none", "test": 0.0}


@pytest.fixture
def write(tmp_path):
    """Put a file into an empty folder; returns its path as a setting."""

    def put(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return put


def numbers(data):
    """Inputs and targets side by side, rows in the order of the inputs: which row went where is left aside."""
    rows = np.concatenate([data.x, data.y.reshape(len(data.y), -1)], axis=1)
    return rows[np.lexsort(rows.T[::-1])].tolist()


def refused(path, **settings):
    """The sentence by which a file is refused, at once."""
    began = time.perf_counter()
    with pytest.raises(UserError) as error:
        csv.describe(source("csv", file=path, **settings))
    assert time.perf_counter() - began < 1
    return str(error.value)


class TestColumns:
    def test_the_last_column_is_the_target_and_texts_are_categories(self, write):
        data = csv.load(source("csv", file=write(FLOWERS), **PLAIN))

        assert data.info.columns == ("length", "width", "colour=blue", "colour=red", "kind")
        assert data.info.types == {"x": ValueType((4,)), "y": ValueType((), "index", 3)}
        assert data.info.labels == ("iris", "lily", "rose")
        assert data.x.dtype == np.float32
        assert data.y.dtype == np.int32
        np.testing.assert_array_equal(data.x[:, 2] + data.x[:, 3], 1)
        assert data.info == csv.describe(source("csv", file=write(FLOWERS), **PLAIN))

    def test_columns_are_chosen_by_name(self, write):
        chosen = {"inputs": ["width"], "targets": ["length"]}
        data = csv.load(source("csv", file=write("a,width,length\n7,1,2\n8,3,4\n"), columns=chosen, **PLAIN))

        assert numbers(data) == [[1, 2], [3, 4]]
        assert data.info.types["y"] == ValueType((1,))

    def test_several_targets_are_numbers_side_by_side(self, write):
        chosen = {"targets": ["b", "c"]}
        data = csv.load(source("csv", file=write("a,b,c\n1,2,3\n4,5,6\n"), columns=chosen, **PLAIN))

        assert numbers(data) == [[1, 2, 3], [4, 5, 6]]

    def test_numbers_that_only_name_things_are_categories_when_marked(self, write):
        content = "zip,size,kind\n10,1,2\n9,2,0\n10,3,2\n"
        data = csv.load(source("csv", file=write(content), columns={"categories": ["zip", "kind"]}, **PLAIN))

        assert data.info.columns == ("zip=9", "zip=10", "size", "kind")
        assert data.info.labels == ("0", "2")

    def test_categories_for_an_embedding_are_symbols_of_one_vocabulary(self, write):
        path = write("a,b,y\np,u,1\nq,v,2\np,NA,3\n")
        data = csv.load(source("csv", file=path, categories="symbols", missing="category", **PLAIN))

        assert data.info.types["x"] == ValueType((2, 5), "onehot", 5)  # p q, u v (missing)
        assert data.info.columns == ("a", "b", "y")
        assert data.x.dtype == np.int32
        assert numbers(data) == [[0, 2, 1], [0, 4, 3], [1, 3, 2]]
        assert "the input “length” holds numbers" in refused(write(FLOWERS), categories="symbols")

    @pytest.mark.parametrize(
        ("columns", "sentence"),
        [
            ({"inputs": ["hight"]}, "has no column “hight”: choose among “length”, “width”"),
            ({"inputs": ["width"], "targets": ["width"]}, "“width” is chosen twice"),
            ({"targets": ["kind", "length"]}, "“kind” holds categories, so it must be the only target"),
            ({"inputs": 3}, "not written as inputs, targets and categories"),
            ({"targets": ["length", "width", "colour", "kind"]}, "no column is left to be an input"),
        ],
    )
    def test_a_wrong_choice_is_named(self, write, columns, sentence):
        assert sentence in refused(write(FLOWERS), columns=columns)


class TestSplit:
    def test_classes_are_in_proportion_everywhere(self, write):
        data = csv.load(source("csv", file=write(FLOWERS), validation=0.25, test=0.25))

        assert data.info.rows == {"train": 6, "validation": 3, "test": 3}
        for name in data.info.rows:
            assert len(set(np.bincount(data.y[data.split(name)]).tolist())) == 1

    def test_scaling_knows_the_training_rows_only(self, write):
        content = "a,b\n" + "".join(f"{i * i},{i}\n" for i in range(40))
        data = csv.load(source("csv", file=write(content), test=0.25, target_scaling="minmax"))

        learnt = data.split("train")
        np.testing.assert_allclose(data.x[learnt].mean(), 0, atol=1e-6)
        np.testing.assert_allclose(data.x[learnt].std(), 1, atol=1e-6)
        assert abs(data.x[data.split("test")].mean()) > 1e-3
        assert (data.y[learnt].min(), data.y[learnt].max()) == (0, 1)

    def test_categories_and_columns_that_never_change_stay_finite(self, write):
        data = csv.load(source("csv", file=write("a,c,y\n1,p,1\n1,q,2\n1,q,3\n"), test=0.0))

        assert numbers(data) == [[0, 0, 1, 2], [0, 0, 1, 3], [0, 1, 0, 1]]

    def test_it_says_which_numbers_were_scaled(self, write):
        path = write("a,c,y\n1,p,1\n,q,2\n1,q,3\n")
        settings = {"file": path, "missing": "category", "test": 0.0}

        assert csv.describe(source("csv", **settings)).scaled == {"x": (True, False, False, False), "y": (False,)}
        plain = csv.describe(source("csv", **settings, scaling="none", target_scaling="minmax"))
        assert plain.scaled == {"x": (False,) * 4, "y": (True,)}


class TestMissing:
    CONTENT = "a,c,y\n1,p,1\n,p,2\n3,NA,3\n5,p,4\n"

    def test_nothing_is_made_up_unless_asked_for(self, write):
        sentence = refused(write(self.CONTENT))

        assert "row 3, column “a” is empty (in all, 2 of 4 rows" in sentence
        assert "settings of “mine”" in sentence

    def test_rows_are_left_out(self, write):
        data = csv.load(source("csv", file=write(self.CONTENT), missing="drop", **PLAIN))

        assert numbers(data) == [[1, 1, 1], [5, 1, 4]]
        assert data.info.rows["train"] == 2

    def test_the_mean_and_the_most_frequent(self, write):
        data = csv.load(source("csv", file=write(self.CONTENT), missing="mean", **PLAIN))

        assert numbers(data) == [[1, 1, 1], [3, 1, 2], [3, 1, 3], [5, 1, 4]]

    def test_a_category_of_its_own(self, write):
        data = csv.load(source("csv", file=write(self.CONTENT), missing="category", **PLAIN))

        assert data.info.columns == ("a", "a=(missing)", "c=p", "c=(missing)", "y")
        assert numbers(data) == [[1, 0, 1, 0, 1], [3, 0, 0, 1, 3], [3, 1, 1, 0, 2], [5, 0, 1, 0, 4]]

    def test_targets_are_never_made_up(self, write):
        assert "row 3, column “y” is empty, but it is the target" in refused(write("a,y\n1,2\n3,\n"), missing="mean")

    def test_columns_and_rows_that_are_all_empty(self, write):
        assert "column “a” is empty in every row" in refused(write("a,b,y\n,1,2\n,3,4\n"), missing="drop")
        assert "every row has an empty cell" in refused(write("a,b,y\n1,,2\n,3,4\n"), missing="drop")


class TestDialects:
    EXPECTED = ((1.5, 2.0), (3.25, -4.0))

    @pytest.mark.parametrize(
        "content",
        [
            "a,b\n1.5,2\n3.25,-4\n",
            "a;b\n1,5;2\n3,25;-4\n",
            "a\tb\n1.5\t2\n3.25\t-4\n",
            "a|b\r\n1.5|2\r\n3.25|-4\r\n",
            "\ufeffa,b\n1.5,2\n3.25,-4",
            '"a","b"\n"1.5","2"\n"3.25","-4"\n',
            "a,b\n\n1.5,2\n\n3.25,-4\n\n\n",
            "a, b\n 1.5 , 2\n3.25 ,-4\n",
            "a,b\r1.5,2\r3.25,-4\r",
            "1.5,2\n3.25,-4\n",
            "\ufeffa;b\n1,5;2\n3,25;-4\n".encode("utf-16"),
        ],
    )
    def test_it_is_recognised(self, write, content):
        data = csv.load(source("csv", file=write(content), **PLAIN))

        assert numbers(data) == [[1.5, 2], [3.25, -4]]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "euc_kr", "utf-16"])
    def test_korean_opens_right(self, write, encoding):
        content = "이름,키,학년\n" + "김,171.5,일\n이,165,이\n박,180,일\n최,150,이\n"
        info = csv.describe(source("csv", file=write(content.encode(encoding)), test=0.0))

        assert info.columns == ("이름=김", "이름=박", "이름=이", "이름=최", "키", "학년")
        assert info.labels == ("이", "일")

    def test_western_umlauts_are_not_taken_for_korean(self, write):
        content = "Größe,Stadt\n1,Köln\n2,Zürich\n3,Köln\n4,Zürich\n"

        assert csv.describe(source("csv", file=write(content.encode("cp1252")))).labels == ("Köln", "Zürich")

    def test_a_wrong_encoding_is_named(self, write):
        assert "is not written in UTF-8: byte 5 (line 2)" in refused(write(b"a,b\n\xff,1\n"), encoding="utf-8")
        assert "holds no text" in refused(write(b"a,b\n1,\x002\n"))

    def test_cells_may_hold_separators_quotes_and_line_ends(self, write):
        content = 'a,kind\n1,"x, y"\n2,"he said ""no"""\n3,"x, y"\n4,"he said ""no"""\n5,"two\nlines"\n6,"two\nlines"\n'

        assert csv.describe(source("csv", file=write(content))).labels == ('he said "no"', "two\nlines", "x, y")

    def test_what_is_set_goes_before_what_looks_right(self, write):
        path = write("1,y;z\n1,5;2\n2,5;3\n")
        info = csv.describe(source("csv", file=path, separator="comma", header="no", test=0.0))

        assert info.columns == ("column 1", "column 2")
        assert info.labels == ("5;2", "5;3", "y;z")

    def test_names_that_come_twice_or_not_at_all(self, write):
        info = csv.describe(source("csv", file=write("a,a,,y\n1,2,3,4\n5,6,7,8\n")))

        assert info.columns == ("a", "a (2)", "column 3", "y")

    @given(
        rows=st.lists(
            st.tuples(
                st.floats(-1e6, 1e6).map(lambda number: round(number, 3)),
                st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Z")), min_size=1, max_size=8),
            ),
            min_size=4,
            max_size=20,
        ),
        separator=st.sampled_from([",", ";", "\t", "|"]),
        end=st.sampled_from(["\n", "\r\n"]),
        mark=st.sampled_from(["", "\ufeff"]),
    )
    def test_what_was_written_is_read(self, tmp_path_factory, rows, separator, end, mark):
        import csv as library

        path = tmp_path_factory.mktemp("dialect") / "t.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            file.write(mark)
            writer = library.writer(file, delimiter=separator, lineterminator=end, quoting=library.QUOTE_ALL)
            writer.writerows([("name", "size"), *((f"_{text}", number) for number, text in rows)])
        read = sheet.read("mine", csv.look("mine", path), sheet.Dialect(), quick=False)

        assert read.frame.columns == ["name", "size"]
        assert read.frame["name"].to_list() == [f"_{text}" for _, text in rows]
        assert sheet.as_numbers(read.frame["size"], read.decimal).to_list() == [number for number, _ in rows]


class TestOtherFormats:
    FRAME = pl.DataFrame({"a": [1.5, None, 3.0], "kind": ["x", "y", "x"], "n": [1, 2, 3]})

    def test_parquet(self, tmp_path):
        path = tmp_path / "t.parquet"
        self.FRAME.write_parquet(path)
        data = csv.load(source("csv", file=str(path), missing="mean", columns={"targets": ["n"]}, **PLAIN))

        assert data.info.columns == ("a", "kind=x", "kind=y", "n")
        assert numbers(data) == [[1.5, 1, 0, 1], [2.25, 0, 1, 2], [3, 1, 0, 3]]

    def test_excel_by_sheet(self, workbook):
        path = workbook({"first": [["p", "q"], [1, 2], [3, 4]], "second": [["a", "b"], [1.5, "x"], [2, "y"], [3, "x"]]})

        assert csv.describe(source("csv", file=path)).columns == ("p", "q")
        data = csv.load(source("csv", file=path, sheet="second", **PLAIN))
        assert data.info.labels == ("x", "y")
        assert numbers(data) == [[1.5, 0], [2, 1], [3, 0]]
        assert "has no sheet “third”: choose one of “first”, “second”" in refused(path, sheet="third")

    @pytest.mark.parametrize("name", ["t.parquet", "t.xlsx"])
    def test_any_damage_is_a_sentence(self, tmp_path, workbook, name):
        path = Path(workbook({"s": [["p", "q"], [1, 2], [3, 4]]}, name))
        if name.endswith("parquet"):
            self.FRAME.write_parquet(path)
        whole = path.read_bytes()
        for end in range(8, len(whole), 97):
            path.write_bytes(whole[:end])
            assert "t." in refused(str(path))
        random = np.random.default_rng(0)
        for _ in range(40):
            damaged = bytearray(whole)
            for place in random.integers(8, len(whole), 4):
                damaged[place] = random.integers(256)
            path.write_bytes(damaged)
            with contextlib.suppress(UserError):
                csv.load(source("csv", file=str(path), missing="mean"))


class TestBadFiles:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            ("", "is empty"),
            ("a,b\n", "has no rows below its headings"),
            ("a,b\n1,2\n3\n", "row 3 has 1 cells, but row 1 has 2 (separated by commas)"),
            ("a,b\n1,2\n\n3,4,5\n", "row 4 has 3 cells, but row 1 has 2"),
            ("a,b\n1,2\n3,4\n5,six\n7,8\n", "row 4, column “b” holds “six”, which is no finite number"),
            ("a,b\n1,2\n3,inf\n", "row 3, column “b” holds “inf”"),
            ("a,b\n1,2\n3,1e39\n", "row 3, column “b” holds “1e39”"),
            ("a,b\n1,2\nnan,3\n", "row 3, column “a” is empty"),
            ("a\n1\n2\n", "has one column only (“a”)"),
            ("a,k\n1,x\n2,x\n3,x\n4,y\n", "only row 5 has “y” in the column “k”"),
            ("a,k\n1,x\n2,x\n", "the target “k” is “x” in every row"),
            ("n,y\n" + "".join(f"name {i},{i}\n" for i in range(1001)), "1,001 different texts"),
            (b"\x89PNG\r\n\x1a\n\0\0", "holds no text"),
        ],
    )
    def test_it_is_named_by_file_row_and_column(self, write, content, sentence):
        path = write(content)
        said = refused(path)

        assert sentence in said
        assert path in said

    def test_a_single_example_may_be_learnt_when_nothing_is_held_back(self, write):
        assert csv.describe(source("csv", file=write("a,k\n1,x\n2,x\n4,y\n"), test=0.0)).rows["train"] == 3

    def test_quotation_marks_inside_a_cell_are_no_harm(self, write):
        data = csv.load(source("csv", file=write('a,k\n1,5" pipe\n2,6" pipe\n'), test=0.0))

        assert data.info.labels == ('5" pipe', '6" pipe')

    def test_a_missing_file_or_none(self, tmp_path):
        assert "has no file yet" in refused("")
        assert "there is no file" in refused(str(tmp_path / "nowhere.csv"))
        assert "is a folder" in refused(str(tmp_path))

    def test_a_table_larger_than_the_memory_is_refused_with_the_figure(self, write, monkeypatch):
        monkeypatch.setattr(memory, "available", lambda: 100)
        monkeypatch.setattr("visualnn.data.room.available", lambda: 100)

        assert "only 100 B are free" in refused(write(FLOWERS))


class TestLargeFiles:
    def test_in_a_hurry_the_beginning_is_enough(self, write, monkeypatch):
        monkeypatch.setattr(sheet, "HEAD", 2000)
        path = write("a,kind\n" + "".join(f"{i},{'pqr'[(i > 1800) + i % 2]}\n" for i in range(2000)))
        hurried = csv.describe(source("csv", file=path, quick=True))

        assert hurried.labels == ("p", "q")
        assert sum(hurried.rows.values()) == pytest.approx(2000, rel=0.2)
        assert csv.describe(source("csv", file=path)).labels == ("p", "q", "r")
        assert csv.describe(source("csv", file=path, quick=True)).labels == ("p", "q", "r")  # known by now

    def test_a_changed_file_is_looked_at_again(self, write):
        assert csv.describe(source("csv", file=write("a,b\n1,2\n3,4\n"))).rows["train"] == 2
        assert csv.describe(source("csv", file=write("a,b\n1,2\n3,4\n5,6\n"), test=0.0)).rows["train"] == 3
