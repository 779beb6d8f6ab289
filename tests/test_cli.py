"""The command line: what a person types, reads and gets back."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import numpy as np
import pytest

import visualnn as vn
from visualnn import cli, display
from visualnn.graph.model import Block, Graph, Wire
from visualnn.graph.stopping import Stopping
from visualnn.graph.training import Training
from visualnn.messages import UserError
from visualnn.project import store
from visualnn.project.format import Project, encode

MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist"


@pytest.fixture
def visualnn(capfd, monkeypatch, tmp_path):
    """Run a command in an empty folder: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        try:
            code = cli.main(arguments)
        except SystemExit as leaving:
            code = leaving.code
        return code, *capfd.readouterr()

    return run


def change(sample, path, **training):
    """Write a sample with other training settings."""
    project = vn.load(sample)
    store.save(
        Path(path), msgspec.structs.replace(project, training=msgspec.structs.replace(project.training, **training))
    )


def is_one_sentence(text):
    return text.startswith("visualnn: ") and text.count("\n") == 1 and "Traceback" not in text


def test_xor_is_learnt(visualnn):
    code, out, _ = visualnn("train", "xor", "--steps", "10001", "--seed", "0", "--json")

    result = json.loads(out.splitlines()[-1])
    assert code == 0
    assert result["loss"] < 0.01
    assert result["metrics"] == {"training": {"loss": result["loss"], "accuracy": 1.0}}
    assert result["steps"] == result["epochs"] == 10001
    assert 0 < result["seconds"] < 5
    assert result["steps_per_second"] == pytest.approx(result["steps"] / result["seconds"])
    assert list(result["gradient_norm"]) == ["hidden layer", "output layer"]


def test_training_validation_and_test_are_told_apart(visualnn):
    code, out, _ = visualnn("train", "digits", "--epochs", "2", "--json")

    result = json.loads(out.splitlines()[-1])
    assert code == 0
    assert list(result["metrics"]) == ["training", "validation", "test"]
    assert all(0.5 < values["accuracy"] <= 1 for values in result["metrics"].values())
    assert result["epochs"] == 2


def test_without_json_a_person_reads_it(visualnn):
    code, out, err = visualnn("train", "xor", "--steps", "10")

    assert code == 0
    assert out.startswith("10 steps, 10 epochs")
    assert "gradient of hidden layer" in out
    assert err == ""  # the bar is for terminals


def test_the_same_seed_gives_the_same_result(visualnn):
    def loss(seed):
        return json.loads(visualnn("train", "xor", "--steps", "50", "--seed", seed, "--json")[1])["loss"]

    assert loss("1") == loss("1") != loss("2")


def test_exported_weights_are_read_by_plain_numpy(visualnn):
    code, *_ = visualnn("train", "xor", "--steps", "5", "--export", "w.npz")

    assert code == 0
    with np.load("w.npz", allow_pickle=False) as weights:
        assert {key: value.shape for key, value in weights.items()} == {
            "hidden layer/W": (2, 2),
            "hidden layer/b": (2,),
            "output layer/W": (2, 1),
            "output layer/b": (1,),
        }


@pytest.mark.skipif(not MNIST.is_dir(), reason=f"the real MNIST files are not at {MNIST}")
def test_mnist_from_a_folder(visualnn):
    code, out, _ = visualnn("train", "mnist", "--steps", "200", "--data", f"mnist={MNIST}", "--json")

    assert code == 0
    assert json.loads(out)["metrics"]["test"]["accuracy"] > 0.85


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["train"], "the following arguments are required: PROJECT"),
        (["train", "xor", "--steps", "0"], "'0' is not a whole number of at least 1"),
        (["train", "xor", "--steps", "1", "--epochs", "1"], "not allowed with argument"),
        (["train", "xor", "--seed", "-1"], "'-1' is not a whole number of at least 0"),
        (["train", "xor", "--seed", str(2**70)], "is more than the largest number that is taken, 9223372036854775807"),
        (["train", "xor", "--data", "mnist"], "'mnist' is not of the form NAME=PATH"),
        (["train", "xor", "--data", "photos=."], "no data block called “photos”"),
        (["train", "xor", "--data", "xor data=."], "“xor data” reads no file"),
        (["train", "xor", "--export", "nowhere/w.npz"], "nowhere is no folder that you may write in"),
        (["race", "xor", "--vary", "dropout"], "no dropout block; add one"),
        (["race", "xor", "--vary", "colour"], "invalid choice: 'colour'"),
        (["race", "xor", "--vary", "activation", "--values", "relu,tan"], "“tan”: the name must be"),
        (["race", "xor", "--vary", "depth", "--values", "1"], "at least two values"),
        (["race", "shapes"], "no loss block"),
        (["train", "mnist"], "--data “mnist=FOLDER”"),
        (["train", "mnist", "--data", "mnist=."], "has no file train-images-idx3-ubyte"),
        (["train", "missing.vnn"], "There is no file “missing.vnn”"),
        (["check", "missing"], "Samples open by name: argmax, constants, derivatives, "),
        (["missing"], "There is no file “missing”"),
        (["screenshot", "xor"], "arguments are required: OUT.png"),
        (["screenshot", "xor", "x.png", "--size", "big"], "'big' is not a size such as 1440x900"),
        (["screenshot", "xor", "x.png", "--train", "nan"], "'nan' is not a number of seconds"),
        (["screenshot", "xor", "x.png", "--scale", "2.5"], "'2.5' is not a scale from 50 to 400 percent"),
        (["screenshot", "xor", "x.png", "--theme", "pink"], "'pink' (choose from"),
        (["screenshot", "xor", "x.png", "--data", "mnist"], "'mnist' is not"),
        (["screenshot", "xor", "nowhere/x.png"], "is no folder that you may write in"),
    ],
)
def test_bad_usage_is_one_sentence_and_code_2(visualnn, arguments, sentence):
    code, out, err = visualnn(*arguments)

    assert code == 2
    assert sentence in err
    assert is_one_sentence(err)
    assert out == ""


@pytest.mark.parametrize("command", ["check", "train"])
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not JSON"),
        (b"\x00\xff\x7fELF", "not JSON"),
        (b'{"visualnn": 99}', "newer visualnn"),
        (b'{"visualnn": 1, "graph": {"blocks": [{"id": "a", "kind": "magic", "name": "m"}]}}', "of the kind “magic”"),
        (b'{"visualnn": 1}', "canvas is empty"),
        (
            encode(vn.load("xor")).replace(b'"units": 1', b'"units": 3'),
            "“sigmoid 2” (3 a row) with “xor data” (1 a row)",
        ),
    ],
)
def test_a_bad_project_is_one_sentence_and_code_2(visualnn, command, content, sentence):
    Path("bad.vnn").write_bytes(content)
    code, out, err = visualnn(command, "bad.vnn")

    assert code == 2
    assert sentence in err
    assert err.count("\n") == 1
    assert out == ""


@pytest.mark.parametrize("sample", [path.stem for path in store.samples()])
def test_every_sample_is_in_order(visualnn, sample):
    code, out, err = visualnn("check", sample)

    assert (code, err) == (0, "")
    assert "ready to train" in out


def test_a_loss_that_breaks_is_told_and_code_1(visualnn):
    blocks = (Block("a", "table", "points"), Block("b", "dense", "line", params={"units": 1}))
    loss = Block("c", "loss", "squares", params={"loss": "mse"})
    wires = (Wire("a", "x", "b", "in"), Wire("a", "y", "c", "target"), Wire("b", "out", "c", "prediction"))
    training = Training(optimizer="sgd", learning_rate=1000.0)
    store.save(Path("wild.vnn"), Project(Graph((*blocks, loss), wires), training))
    code, out, err = visualnn("train", "wild.vnn", "--steps", "100", "--json")

    assert code == 1
    assert is_one_sentence(err)
    assert "no longer a finite number" in err
    assert 0 < json.loads(out)["steps"] < 100  # those that were finite


@pytest.mark.skipif(sys.platform == "win32", reason="sends a POSIX signal")
def test_variants_are_raced_and_ranked(visualnn):
    code, out, _ = visualnn("race", "xor", "--vary", "learning_rate", "--values", "0.01,1", "--steps", "3000", "--json")

    result = json.loads(out.splitlines()[-1])
    assert code == 0
    assert [(variant["value"], variant["rank"]) for variant in result["variants"]] == [("0.01", 2), ("1", 1)]
    assert all(variant["steps"] == 3000 and variant["problem"] is None for variant in result["variants"])

    code, out, _ = visualnn("race", "diabetes", "--vary", "learning_rate", "--values", "1000,0.01", "--steps", "50")
    assert code == 0
    assert out.startswith(" 1. 0.01  loss")
    assert "no longer a finite number" in out.splitlines()[1]


def test_ctrl_c_ends_training_with_the_result_so_far(tmp_path):
    change("digits", tmp_path / "long.vnn", epochs=10**9)
    with subprocess.Popen(
        [sys.executable, "-m", "visualnn", "train", "long.vnn", "--export", "w.npz", "--json"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        time.sleep(4)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)

    assert running.returncode == 1
    assert is_one_sentence(err)
    assert "interrupted" in err
    if out:  # compiling was over by then
        assert json.loads(out)["steps"] > 0
        assert (tmp_path / "w.npz").exists()


def test_without_a_display_the_window_says_what_works(visualnn, monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    code, _, err = visualnn("xor")

    assert code == 1
    assert is_one_sentence(err)
    assert "visualnn train, check and screenshot" in err


def test_a_screenshot_needs_no_display(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "QT_QPA_PLATFORM")}
    how = ["--size", "800x600", "--scale", "150", "--theme", "dark", "--language", "ko", "--train", "0.2"]
    command = [sys.executable, "-m", "visualnn", "screenshot", "xor", "xor.png", *how]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    header = (tmp_path / "xor.png").read_bytes()[:24]
    assert header.startswith(b"\x89PNG")
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (1200, 900)


def test_the_doctor_tells_what_is_there(visualnn):
    _, out, _ = visualnn("doctor")

    for topic in ("visualnn", "Python", "numba", "PySide6-Essentials", "BLAS", "Threads", "Cache", "Display"):
        assert f"\n{topic} " in "\n" + out
    assert "openblas" in out.lower() or "BLAS" in out


def test_the_doctor_names_missing_packages(visualnn, monkeypatch):
    monkeypatch.setattr(display, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setattr(display.sys, "platform", "linux")
    code, out, err = visualnn("doctor")

    assert code == 1
    assert "missing libxcb-cursor.so.0: apt-get install libxcb-cursor0" in out
    assert err == "visualnn: system libraries are missing; install them with: apt-get install libxcb-cursor0\n"


def test_help_and_version(visualnn):
    assert visualnn("--version")[:2] == (0, f"visualnn {vn.__version__}\n")
    code, out, _ = visualnn("--help")
    assert code == 0
    for command in ("open", "train", "check", "screenshot", "bench", "doctor"):
        assert f"\n    {command}" in out


def test_a_project_may_be_given_without_a_command(visualnn, monkeypatch):
    def refuse():
        raise UserError("display_none")

    monkeypatch.setattr(display, "check_window", refuse)
    Path("train.vnn").write_bytes(encode(vn.load("xor")))
    assert visualnn("train.vnn")[0] == 1
    assert visualnn("open", "train.vnn")[0] == 1
    assert visualnn()[0] == 1


def test_conditions_of_the_project_end_training_early(visualnn):
    project = msgspec.structs.replace(vn.load("xor"), stopping=Stopping(loss=0.2))
    store.save(Path("short.vnn"), project)
    code, out, _ = visualnn("train", "short.vnn", "--steps", "10000", "--seed", "0")
    assert code == 0
    assert "not above 0.2" in out.splitlines()[0]


def test_settings_of_the_project_rule_unless_given(visualnn):
    change("xor", "short.vnn", steps=7)

    assert json.loads(visualnn("train", "short.vnn", "--json")[1])["steps"] == 7
    assert json.loads(visualnn("train", "short.vnn", "--epochs", "3", "--json")[1])["steps"] == 3
    assert Training().steps == 0
