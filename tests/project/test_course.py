"""The course: every sample has its place and its titles."""

from visualnn.project import course, store


def test_every_sample_has_one_place():
    lessons = [lesson for chapter in course.chapters() for lesson in chapter.lessons]

    assert sorted(lesson.path for lesson in lessons) == sorted(store.samples())


def test_titles_in_english_and_korean():
    chapters = course.chapters()
    titled = [*chapters, *(lesson for chapter in chapters for lesson in chapter.lessons)]

    assert all(set(each.title) == {"en", "ko"} for each in titled)
    assert course.in_language(chapters[0].title, "ko") == "텐서"
    assert course.in_language(chapters[0].title, "fr") == "Tensors"


def test_each_lesson_says_what_it_shows():
    lessons = course.lessons()

    assert all(set(lesson.line) == {"en", "ko"} for lesson in lessons)
    assert len({lesson.line["en"] for lesson in lessons}) == len(lessons)


def test_a_lesson_is_known_by_its_file(tmp_path):
    lessons = course.lessons()

    assert [course.at(lesson.path) for lesson in lessons] == list(range(len(lessons)))
    assert course.at(tmp_path / "xor.vnn") is None
    assert course.at(None) is None
