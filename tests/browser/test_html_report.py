"""What the HTML page does in a browser: filters, keys, the popover, print, narrow screens, and hostile documents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Open, Opened
from tests.unit.html_runs import arabic_report, long_report, mixed_report, whole_run
from tests.unit.report_runs import hostile_report, run

pytestmark = pytest.mark.browser

SHOWN = "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: false})).map(one => one.id)"


def shown(page: Any, selector: str = ".seg") -> list[str]:
    """The ids of the elements that can be seen."""
    found: list[str] = page.eval_on_selector_all(selector, SHOWN)
    return found


def focused(page: Any) -> str:
    """The segment, note or finding that has the focus."""
    found: str = page.evaluate("document.activeElement.dataset.f ?? document.activeElement.id")
    return found


@pytest.fixture
def mixed(opened: Open) -> Opened:
    """The page with every kind of segment."""
    return opened(run(mixed_report()))


# ---- filters


def test_flagged_first(mixed: Opened) -> None:
    """The page opens on what must be looked at, and says how much it leaves out."""
    assert shown(mixed.page) == ["d1-2", "d1-4", "d1-6"]
    assert mixed.page.inner_text("#count") == "3 of 6 segments"
    mixed.page.get_by_label("All", exact=True).check(force=True)
    assert len(shown(mixed.page)) == 6


@pytest.mark.parametrize(
    ("filters", "segments"),
    [
        ({"Severity": ["Critical", "Major"]}, ["d1-2", "d1-6"]),
        ({"Severity": ["Critical", "Major", "Minor"]}, ["d1-2"]),
        ({"Severity": ["Critical", "Major", "Minor", "Neutral"]}, []),
        ({"Rule": "G103"}, ["d1-2"]),
        ({"Rule": "O101"}, ["d1-4"]),
        ({"Evidence": "both"}, ["d1-2"]),
        ({"Evidence": "model", "Rule": "G103"}, []),
        ({"Search": "RIEN D'AUTRE"}, ["d1-4"]),
        ({"Search": "unpaired"}, ["d1-6"]),
        ({"Search": "pouring"}, []),
        ({"Search": "pouring", "All": True}, ["d1-1", "d1-3", "d1-5"]),
        ({"Search": "pleut a VERSE", "All": True}, ["d1-1", "d1-3", "d1-5"]),
        ({"Suppressed": True}, ["d1-2", "d1-3", "d1-4", "d1-6"]),
    ],
)
def test_filters(mixed: Opened, filters: dict[str, Any], segments: list[str]) -> None:
    """Severity (the ones switched off), rule, evidence, text of both sides and of notes, alone and together."""
    page = mixed.page
    for name in filters.get("Severity", ()):
        page.locator(f"input[name=severity][value={name.lower()}]").uncheck(force=True)
    for name in ("Rule", "Evidence"):
        if name in filters:
            page.get_by_label(name, exact=True).select_option(filters[name])
    if "All" in filters:
        page.get_by_label("All", exact=True).check(force=True)
    if "Suppressed" in filters:
        page.get_by_label("Suppressed").check()
    if "Search" in filters:
        page.get_by_role("searchbox").fill(filters["Search"])
        page.wait_for_timeout(300)
    assert shown(page) == segments
    page.get_by_role("button", name="Reset").click()
    assert shown(page) == ["d1-2", "d1-4", "d1-6"]


def test_a_filtered_finding_leaves_its_mark_plain(mixed: Opened) -> None:
    """Words whose finding is filtered are not marked and not reached, while others in the same row are."""
    page = mixed.page
    page.locator("input[name=severity][value=critical]").uncheck(force=True)
    decoration = "mark => getComputedStyle(mark).textDecorationStyle + ' ' + mark.tabIndex"
    inner, across = (page.locator(f".target mark[data-f=d1-2-f{n}]").first for n in (2, 3))
    assert inner.evaluate(decoration) == "solid -1"
    assert inner.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "none"
    assert across.evaluate("mark => getComputedStyle(mark).textDecorationLine") == "underline"
    assert across.evaluate("mark => mark.tabIndex") == 0


def test_documents(opened: Open) -> None:
    """The document filter shows one document; a link to what a filter hides shows it all the same."""
    page = opened(whole_run()).page
    assert [name[:2] for name in shown(page)] == ["d1", "d1", "d1", "d2", "d3"]
    page.get_by_label("Document", exact=True).select_option("d3")
    assert shown(page, ".document") == ["d3"]
    page.evaluate("location.hash = '#d2-1'")
    page.wait_for_function("document.querySelector('#d2-1').checkVisibility()")
    assert page.evaluate("document.activeElement.id") == "d2-1"


def test_link_to_a_segment(opened: Open) -> None:
    """The page opens at the segment that its address names, though it is not flagged."""
    page = opened(run(mixed_report()), hash="#d1-1").page
    assert focused(page) == "d1-1"
    assert page.locator("#d1-1").is_visible()


# ---- keys


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j", "d1-2"),
        ("j j", "d1-4"),
        ("j j j j j", "d1-6"),
        ("j j k", "d1-2"),
        ("k", "d1-6"),
        ("n", "d1-2-f1"),
        ("n n", "d1-2-f2"),
        ("n n n", "d1-2-f3"),
        ("n n n n", "d1-2-f5"),
        ("n n n n n", "d1-2-f4"),
        ("n n n n n n", "d1-4-f1"),
        ("j j n", "d1-4-f1"),
        ("j j n p", "d1-2-f4"),
        ("n n p", "d1-2-f1"),
        ("/", "search"),
        ("?", "help-close"),
    ],
)
def test_keys(mixed: Opened, keys: str, place: str) -> None:
    """j and k go from flagged segment to flagged segment, n and p from finding to finding in the order of the page."""
    for key in keys.split():
        mixed.page.keyboard.press(key)
    if place == "help-close":
        assert mixed.page.get_by_role("dialog", name="Keys and legend").is_visible()
        mixed.page.keyboard.press("Escape")
        assert not mixed.page.get_by_role("dialog").is_visible()
    else:
        assert focused(mixed.page) == place


def test_keys_can_be_switched_off(mixed: Opened) -> None:
    """Single letters can be turned off (WCAG 2.1.4), and never disturb who types."""
    page = mixed.page
    page.get_by_role("searchbox").press("j")
    assert (focused(page), page.get_by_role("searchbox").input_value()) == ("search", "j")
    page.get_by_role("button", name="Reset").click()
    page.keyboard.press("?")
    page.get_by_label("Keys of one letter are on").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    assert page.locator("[aria-current]").count() == 0


# ---- popover and pairs


def test_focus_shows_the_popover(mixed: Opened) -> None:
    """On focus: message, rule, suggestion and source words; both sides light up; Escape closes, Enter shows again."""
    page = mixed.page
    mark = page.locator(".target mark[data-f=d1-2-f2]").first
    mark.focus()
    popover = page.get_by_role("tooltip")
    told = popover.inner_text()
    assert all(part in told for part in ("Critical", "G103", "restriction", "denies", "non", "only", "rule and model"))
    assert page.locator(".source mark[data-f=d1-2-f2].lit").count() == 1
    page.keyboard.press("Escape")
    assert not popover.is_visible()
    assert page.locator(".lit").count() == 0
    page.keyboard.press("Enter")
    assert popover.is_visible()


def test_pointing_shows_the_popover(mixed: Opened) -> None:
    """Where spans overlap all findings are told, the innermost first; the popover can be pointed at, and goes."""
    page = mixed.page
    page.locator(".target mark mark[data-f=d1-2-f3]").first.hover()
    popover = page.get_by_role("tooltip")
    codes = page.locator("#popover .code").all_inner_texts()
    assert (codes[0], set(codes)) == ("P101", {"P101", "G103", "C101"})
    popover.hover()
    page.wait_for_timeout(400)
    assert popover.is_visible()
    page.locator("h1").hover()
    page.wait_for_timeout(400)
    assert not popover.is_visible()
    page.locator(".source mark[data-f=d1-2-f2]").hover()
    assert page.locator(".target mark[data-f=d1-2-f2].lit").count() > 0


def test_popover_stays_in_the_window(opened: Open) -> None:
    """At the edge of a narrow screen the whole popover can be read."""
    page = opened(run(mixed_report()), viewport={"width": 400, "height": 700}).page
    page.locator(".target mark[data-f=d1-2-f5]").focus()
    box = page.get_by_role("tooltip").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 400


def test_notes_in_the_rows(mixed: Opened) -> None:
    """A finding without a place in the target is a note in its row; on request all are, and nothing is said twice."""
    page = mixed.page
    assert shown(page, ".seg .note") == ["d1-2-f4", "d1-4-f1"]
    page.get_by_label("Notes in the rows").check()
    assert shown(page, "#d1-2 .note") == [f"d1-2-f{n}" for n in (1, 2, 3, 4, 5)]
    page.locator(".target mark[data-f=d1-2-f2]").first.focus()
    assert not page.get_by_role("tooltip").is_visible()
    assert page.locator("#d1-2-f2.lit").count() == 1


def test_marks_have_names_and_descriptions(mixed: Opened) -> None:
    """What is read aloud at a marked word: the word, then the whole note."""
    mark = mixed.page.locator(".target mark[data-f=d1-2-f2]").first
    described = mark.get_attribute("aria-describedby")
    assert mark.get_attribute("role") == "link"
    assert "denies" in mixed.page.locator(f"#{described}").text_content()


def test_every_control_has_a_name(opened: Open) -> None:
    """Buttons, fields, links and regions that can be reached say what they are."""
    page = opened(whole_run()).page
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = {"button", "checkbox", "radio", "combobox", "searchbox", "link", "navigation", "region", "search"}
    named = [
        (node["role"]["value"], node["name"]["value"]) for node in nodes if node.get("role", {}).get("value") in roles
    ]
    assert {"button", "checkbox", "radio", "combobox", "searchbox", "link"} <= {role for role, _ in named}
    assert not [role for role, name in named if not name.strip()]


# ---- safety


def test_hostile_document(opened: Open) -> None:
    """No script of a document runs, no request leaves, nothing is complained of, whatever is shown or opened."""
    page_of = opened(run(hostile_report(), mixed_report()))
    page = page_of.page
    page.get_by_label("All", exact=True).check(force=True)
    page.get_by_label("Suppressed").check()
    page.locator("[data-f=d1-1-f1]").first.hover()
    assert "<script>alert(1)</script>" in page.get_by_role("tooltip").inner_text()
    page.get_by_label("Notes in the rows").check()
    page.keyboard.press("n")
    assert page.locator("script").count() == 1
    assert (page_of.requests, page_of.complaints) == ([], [])


def test_policy_is_in_force(mixed: Opened) -> None:
    """Were markup of a document to get through, it would neither run nor reach out."""
    mixed.page.evaluate("""() => {
      const box = document.createElement('div');
      box.innerHTML = '<img src="https://example.org/a.png" onerror="window.ran = 1">';
      const script = document.createElement('script');
      script.textContent = 'window.ran = 2';
      document.body.append(box, script);
    }""")
    mixed.page.wait_for_timeout(200)
    assert mixed.page.evaluate("window.ran") is None
    refused = [complaint for complaint in mixed.complaints if "Content Security Policy" in complaint]
    assert len(refused) >= 2


# ---- print, no script, narrow, long


@pytest.mark.parametrize("settings", [{"java_script_enabled": False}, {}])
def test_print_shows_everything(opened: Open, settings: dict[str, Any]) -> None:
    """On paper stand all segments and all notes, suppressed ones too, and no tools, with scripts and without."""
    page = opened(whole_run(), **settings).page
    if not settings:
        page.get_by_role("searchbox").fill("nowhere")
        page.wait_for_timeout(300)
        assert shown(page) == []
    page.emulate_media(media="print")
    for selector in (".seg", ".seg .note", ".document"):
        assert len(shown(page, selector)) == page.locator(selector).count() > 0
    assert not page.locator(".toolbar").is_visible()


def test_without_script(opened: Open) -> None:
    """All can be read: every segment, every note; tools that would do nothing are not shown."""
    page = opened(run(mixed_report()), java_script_enabled=False).page
    assert len(shown(page)) == 6
    assert len(shown(page, ".seg .note")) == page.locator(".seg .note").count() == 9
    assert not page.locator(".toolbar").is_visible()


@pytest.mark.parametrize("width", [400, 800, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_horizontal_scroll(opened: Open, width: int, scheme: str) -> None:
    """The page is as wide as the screen, even with words that have no break, and complains of nothing."""
    page_of = opened(whole_run(), viewport={"width": width, "height": 800}, color_scheme=scheme)
    page_of.page.evaluate("document.querySelector('#notes').click(); document.querySelector('[value=all]').click()")
    assert page_of.page.evaluate("document.documentElement.scrollWidth") <= width
    assert page_of.complaints == []


def test_filters_wait_behind_a_button_on_a_narrow_screen(opened: Open) -> None:
    """The tools take one line of a small screen until they are asked for."""
    page = opened(run(mixed_report()), viewport={"width": 400, "height": 700}).page
    button = page.get_by_role("button", name="Filters")
    assert (button.get_attribute("aria-expanded"), page.locator("#code").is_visible()) == ("false", False)
    assert page.locator(".toolbar").bounding_box()["height"] < 70
    button.click()
    assert (button.get_attribute("aria-expanded"), page.locator("#code").is_visible()) == ("true", True)


def test_right_to_left(opened: Open) -> None:
    """An Arabic target begins at the right, a French source at the left."""
    page = opened(run(arabic_report())).page
    direction = "side => getComputedStyle(side).direction"
    assert page.locator("#d1-1 .target").evaluate(direction) == "rtl"
    assert page.locator("#d1-1 .source").evaluate(direction) == "ltr"


def test_long_report_stays_usable(opened: Open) -> None:
    """In 10,000 segments a key and a filter answer at once: what is not seen is not laid out."""
    page = opened(run(long_report(10_000))).page
    assert page.inner_text("#count") == "2,500 of 10,000 segments"
    page.keyboard.press("k")
    assert focused(page) == "d1-10000"
    timed = "() => { const start = performance.now(); document.querySelector('[value=all]').click(); return performance.now() - start; }"
    assert page.evaluate(timed) < 1000
    assert page.inner_text("#count") == "10,000 of 10,000 segments"
