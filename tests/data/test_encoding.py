"""The encoding of a text file, told by looking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visualnn.data.encoding import decode
from visualnn.messages import UserError

KOREAN = "안녕하세요, 신경망을 그려 봅시다.\n똠방각하와 펲시콜라도\n"  # with syllables that EUC-KR lacks


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_korean_is_recognised(encoding):
    assert decode(KOREAN.encode(encoding), "f") == KOREAN


KS_X_1001 = st.characters(codec="euc_kr", exclude_categories=("Cc",), exclude_characters="\u3164").filter(
    lambda character: len(character.encode("euc_kr")) <= 2  # Python spells rarer syllables out in four parts
)


@given(st.text(KS_X_1001, min_size=1))
def test_whatever_is_in_the_korean_standard_survives_euc_kr(text):
    assert decode(text.encode("euc_kr"), "f", "cp949") == text


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"))))
def test_utf_8_is_never_taken_for_anything_else(text):
    assert decode(text.encode(), "f") == text.removeprefix("\ufeff")


@pytest.mark.parametrize("text", ["Ångström war Schwede", "façade, naïve, déjà vu", "Größe – 5 €"])  # noqa: RUF001
def test_western_text_is_recognised(text):
    assert decode(text.encode("cp1252"), "f") == text


def test_a_beginning_may_end_within_a_character():
    content = KOREAN.encode()

    assert all(KOREAN.startswith(decode(content[:end], "f", cut=True)) for end in range(len(content)))


def test_what_does_not_fit_is_named_by_its_place():
    with pytest.raises(UserError, match=r"“f” is not written in CP949: byte 4 \(line 2\) does not fit"):
        decode(b"ab\n\xff\xff", "f", "cp949")
    with pytest.raises(UserError, match=r"encoding that was not recognised \(line 2\)"):
        decode(b"ab\n\x81\x20\x8d\x9d", "f")
    with pytest.raises(UserError, match=r"holds no text \(a zero byte at 3\)"):
        decode(b"ab\0", "f")
