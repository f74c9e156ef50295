"""A user's own rate rows: read strictly, merged after ours, and never in silence where they differ."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pastdue.charges.rates import Fixing, NoRate, ReferenceDay, Refix, Series, steps
from pastdue.cli.commands import pastdue
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.rates import load_series, series_names
from pastdue.model.errors import SettingsError

HEAD = "effective_date,rate_percent,source\n"


def own(folder: Path, name: str, text: str) -> Catalog:
    rates = folder / "pastdue.d" / "rates"
    rates.mkdir(parents=True, exist_ok=True)
    (rates / f"{name}.csv").write_text(text, encoding="utf-8")
    return Catalog(folder / "pastdue.d")


def loaded(folder: Path, text: str, name: str = "boe-bank-rate") -> Series:
    return load_series(own(folder, name, text), name)


def refusal(folder: Path, text: str, name: str = "boe-bank-rate") -> str:
    with pytest.raises(SettingsError) as refused:
        loaded(folder, text, name)
    return str(refused.value)


# --- what a user adds -------------------------------------------------------------------------------------------


def test_a_row_for_the_missing_day_makes_it_known(tmp_path: Path) -> None:
    series = loaded(tmp_path, HEAD + "2026-12-31,3.50,Bank of England on 2027-01-04\n")
    rate = series.row_on(date(2026, 12, 31))
    assert (rate.figure, rate.source, rate.own) == (Decimal("3.50"), "Bank of England on 2027-01-04", True)
    assert series.row_on(date(2026, 10, 8)).figure == Decimal("3.75")
    with pytest.raises(NoRate):
        series.row_on(date(2027, 1, 1))


def test_the_row_the_error_names_is_the_row_that_helps(tmp_path: Path) -> None:
    cases = {"boe-bank-rate": "2026-12-31", "de-basiszinssatz": "2027-03-31", "us-prompt-payment": "2026-08-09"}
    for name, day in cases.items():
        wanted = date.fromisoformat(day)
        with pytest.raises(NoRate) as refused:
            load_series(Catalog(), name).row_on(wanted)
        head, row = (line.strip() for line in refused.value.remedy.splitlines()[1:3])
        filled = row.replace("RATE", "3.3").replace("SOURCE", "read today")
        assert loaded(tmp_path, f"{head}\n{filled}\n", name).row_on(wanted).figure == Decimal("3.3")


def test_a_carry_nobody_confirmed_is_said_and_a_confirmed_one_is_not(tmp_path: Path) -> None:
    rows = "\n" + HEAD + "\n2026-12-17,3.50,BoE\n"
    (remark,) = loaded(tmp_path, rows).remarks
    assert "3.75 is taken to have held from 2026-10-09 to your row of 2026-12-17" in str(remark)
    confirmed = loaded(tmp_path, "# checked_until: 2027-02-01\n" + rows)
    assert confirmed.remarks == ()
    assert confirmed.row_on(date(2027, 2, 1)).figure == Decimal("3.50")
    with pytest.raises(NoRate):
        confirmed.row_on(date(2027, 2, 2))


def test_a_row_for_the_very_next_day_needs_no_remark(tmp_path: Path) -> None:
    assert loaded(tmp_path, HEAD + "2026-10-09,3.50,BoE\n").remarks == ()
    assert loaded(tmp_path, HEAD + "2027-01-01,1.77,Bundesbank\n", "de-basiszinssatz").remarks == ()


def test_where_both_speak_of_a_day_the_users_row_counts_and_a_remark_says_so(tmp_path: Path) -> None:
    series = loaded(tmp_path, HEAD + "2025-12-18,3.80,my reading\n")
    assert series.row_on(date(2026, 1, 1)).figure == Decimal("3.80")
    (remark,) = series.remarks
    assert "has 3.80 from 2025-12-18, ours 3.75 (since 2025-12-18); yours counts" in str(remark)


def test_a_row_between_two_of_ours_that_differs_is_remarked_and_one_that_agrees_is_not(tmp_path: Path) -> None:
    (remark,) = loaded(tmp_path, HEAD + "2026-03-01,5.00,my reading\n").remarks
    assert "ours 3.75 (since 2025-12-18)" in str(remark)
    assert loaded(tmp_path, HEAD + "2026-03-01,3.75,my reading\n").remarks == ()


def test_a_repeated_rate_confirms_a_day_and_splits_nothing(tmp_path: Path) -> None:
    series = loaded(tmp_path, HEAD + "2026-11-23,3.75,NBP on that day\n", "nbp-reference")
    fixing = Fixing(Refix.CHANGE, ReferenceDay.SAME_DAY, Decimal("5.5"))
    (step,) = steps(series, fixing, date(2026, 9, 1), date(2026, 11, 23))
    assert step.annual_percent == Decimal("9.25")


def test_a_row_fills_a_hole_and_only_its_own_half_year(tmp_path: Path) -> None:
    series = loaded(tmp_path, HEAD + "2007-07-01,5.75,FR notice\n2025-07-01,4.5,FR notice\n", "us-prompt-payment")
    assert series.row_on(date(2007, 12, 31)).figure == Decimal("5.75")
    assert series.row_on(date(2025, 12, 31)).figure == Decimal("4.5")
    assert series.remarks == ()
    for provisional in (False, True):
        with pytest.raises(NoRate):
            series.row_on(date(2007, 6, 30), provisional)
    with pytest.raises(NoRate):
        series.row_on(date(2026, 1, 1))


def test_a_half_yearly_series_of_the_users_own_is_not_filled_either_nor_by_its_checked_until(tmp_path: Path) -> None:
    about = (
        "# title: Mine\n# what: mine\n# unit: percent a year\n# moves: half-yearly\n# publisher: me\n"
        "# published: here\n# checked_until: 2027-03-01\n"
    )
    catalog = own(tmp_path, "mine", about + HEAD + "2025-01-01,3,me\n2026-01-01,4,me\n")
    series = load_series(catalog, "mine")
    assert [series.row_on(day).figure for day in (date(2025, 6, 30), date(2026, 1, 1))] == [3, 4]
    for hole in (date(2025, 7, 1), date(2025, 12, 31)):
        for provisional in (False, True):
            with pytest.raises(NoRate, match="2025-07-01,RATE,SOURCE"):
                series.row_on(hole, provisional)
    assert (series.known_until, series.holes) == (date(2026, 6, 30), (date(2025, 7, 1),))
    with pytest.raises(NoRate):
        series.row_on(date(2026, 7, 1))
    assert series.row_on(date(2026, 7, 1), provisional=True).figure == 4
    wrong = own(tmp_path, "mine", about + HEAD + "2025-02-01,3,me\n")
    with pytest.raises(SettingsError, match="2025-02-01 begins no half-year"):
        load_series(wrong, "mine")


def test_an_exchange_rate_is_added_by_its_day(tmp_path: Path) -> None:
    series = loaded(tmp_path, "effective_date,value,source\n2026-01-30,4.2000,020/A/NBP/2026\n", "nbp-eur")
    assert series.row_on(date(2026, 1, 30)).figure == Decimal("4.2000")
    assert series.remarks == ()


def test_a_file_of_another_name_is_a_series_of_its_own(tmp_path: Path) -> None:
    about = (
        "# title: Repo rate of the CNB\n# what: two-week repo\n# unit: percent a year\n# moves: by decision\n"
        "# publisher: CNB\n# published: cnb.cz\n# checked_until: 2026-11-01\n"
    )
    catalog = own(tmp_path, "cz-repo", about + HEAD + "2025-05-09,3.50,cnb.cz\n")
    assert "cz-repo" in series_names(catalog)
    assert load_series(catalog, "cz-repo").row_on(date(2026, 11, 1)).figure == Decimal("3.50")
    message = refusal(tmp_path, HEAD + "2025-05-09,3.50,cnb.cz\n", "cz-repo")
    assert "cz-repo is not a shipped series, and its opening lines do not say title, what, unit" in message


def test_without_a_settings_file_there_are_only_our_rows() -> None:
    assert not any(row.own for name in series_names(Catalog()) for row in load_series(Catalog(), name).rows)


# --- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (HEAD + "2026-12-31,3.5%,BoE\n", 2, "rate_percent: '3.5%' is not a number"),
        (HEAD + "2026-12-31,3.5e0,BoE\n", 2, "rate_percent: '3.5e0' is not a number"),
        (HEAD + "2026-12-31,NaN,BoE\n", 2, "rate_percent: 'NaN' is not a number"),
        (HEAD + "31.12.2026,3.50,BoE\n", 2, "effective_date: '31.12.2026' is not a date"),
        (HEAD + "2026-12-31,3.50,\n", 2, "source: is empty: every row says where its figure was read"),
        (HEAD + "2026-12-31,,BoE\n", 2, "rate_percent: is empty"),
        (HEAD + "2026-12-31,3,50,BoE\n", 2, "has 4 cells where 3 columns are named"),
        (HEAD + "2026-12-31,3.50\n", 2, "has 2 cells where 3 columns are named"),
        (HEAD + "2026-12-31,3.50,BoE\n2026-12-31,3.75,BoE\n", 3, "effective_date: is there twice"),
        (HEAD + "2026-12-31,3.50,BoE\n2026-11-06,3.75,BoE\n", 3, "effective_date: comes after 2026-12-31"),
        ("date,rate,source\n2026-12-31,3.50,BoE\n", 1, "does not name the columns of a series"),
        ("effective_date;rate_percent;source\n", 1, "does not name the columns of a series"),
        ("# looked at it today\n" + HEAD, 1, "is not a new `# key: value`"),
        (HEAD + '2026-12-31,3.50,"BoE\n', 2, "is not CSV"),
        ("", 0, "says no columns"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_by_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    message = refusal(tmp_path, text)
    assert f"boe-bank-rate.csv:{line}: {what}" in message


def test_all_problems_of_a_file_are_shown_at_once(tmp_path: Path) -> None:
    message = refusal(tmp_path, HEAD + "2026-12-31,x,BoE\nsoon,3.50,\n")
    assert "csv:2: rate_percent" in message
    assert "csv:3: effective_date" in message
    assert "csv:3: source" in message


def test_a_file_with_the_columns_of_another_kind_of_series_is_refused(tmp_path: Path) -> None:
    assert "has the columns effective_date,value,source" in refusal(tmp_path, HEAD + "2026-01-30,4.2,NBP\n", "nbp-eur")
    until = "effective_date,until,rate_percent,source\n2026-01-01,2026-06-30,4.125,FR\n"
    assert "does not name the columns of a series" in refusal(tmp_path, until, "us-prompt-payment")


def test_one_of_our_series_is_not_retold(tmp_path: Path) -> None:
    assert "title cannot be changed" in refusal(tmp_path, "# title: Mine\n" + HEAD + "2026-12-31,1,me\n")
    assert "'soon' is not a date" in refusal(tmp_path, "# checked_until: soon\n" + HEAD + "2026-12-31,1,me\n")


def test_an_unknown_series_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"did you mean 'boe-bank-rate'") as refused:
        load_series(Catalog(), "boe-bank")
    assert "nbp-reference" in refused.value.remedy


# --- the command ------------------------------------------------------------------------------------------------


def run(folder: Path, *arguments: str) -> Result:
    settings = folder / "pastdue.toml"
    settings.write_text("", encoding="utf-8")
    return CliRunner().invoke(pastdue, ["rates", *arguments, "--config", str(settings)], catch_exceptions=False)


def test_rates_lists_every_series_with_its_latest_row_and_when_it_was_checked(tmp_path: Path) -> None:
    listed = json.loads(run(tmp_path, "--format", "json").stdout)["series"]
    assert [each["name"] for each in listed] == list(series_names(Catalog()))
    boe = next(each for each in listed if each["name"] == "boe-bank-rate")
    assert boe["latest"]["rate_percent"] == "3.75"
    assert boe["latest"]["effective_date"] == "2025-12-18"
    assert boe["checked_until"] == "2026-10-08"
    assert boe["publisher"] == "Bank of England"


def test_rates_of_a_series_shows_its_rows_and_marks_the_users(tmp_path: Path) -> None:
    own(tmp_path, "boe-bank-rate", HEAD + "2026-10-09,3.50,read at the bank\n")
    rows = run(tmp_path, "boe-bank-rate", "--format", "csv").stdout.splitlines()
    assert rows[0] == "effective_date,rate_percent,rows_of,source"
    assert rows[-1] == "2026-10-09,3.50,yours,read at the bank"
    assert rows[-2].startswith("2025-12-18,3.75,pastdue,")
    assert "Checked for changes up to 2026-10-08" in run(tmp_path, "boe-bank-rate").stdout


def test_rates_says_what_is_not_known_on_the_day(tmp_path: Path) -> None:
    assert "Not known on 2026-10-09:" in run(tmp_path, "--as-of", "2026-10-09").stdout
    assert "Not known on 2023-06-30: cz-cnb-repo." in run(tmp_path, "--as-of", "2023-06-30").stdout


def test_rates_remarks_on_stderr_where_the_users_rows_overrule_ours(tmp_path: Path) -> None:
    own(tmp_path, "boe-bank-rate", HEAD + "2025-12-18,3.80,my reading\n")
    assert "yours counts" in run(tmp_path, "boe-bank-rate").stderr
    assert run(tmp_path, "boe-bank-rate", "--quiet").stderr == ""


# --- docs/rates.md ----------------------------------------------------------------------------------------------

DOCS = (Path(__file__).parents[2] / "docs" / "rates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", series_names(Catalog()))
def test_the_docs_name_each_series_and_how_far_it_is_known(name: str) -> None:
    (line,) = (line for line in DOCS.splitlines() if line.startswith(f"| `{name}` |"))
    series = load_series(Catalog(), name)
    assert f"| {series.known_until if series.rows else 'nothing'}" in line
    assert bool(series.holes) is ("with holes" in line)
    assert f"| {series.about.moves.value} |" in line


def test_the_docs_show_the_refusal_and_the_file_as_they_are(tmp_path: Path) -> None:
    with pytest.raises(NoRate) as refused:
        load_series(Catalog(), "boe-bank-rate").row_on(date(2026, 12, 31))
    assert str(refused.value) in DOCS
    example = DOCS.split("beside `pastdue.toml`:\n\n```\n")[1].split("```")[0]
    assert loaded(tmp_path, example).row_on(date(2026, 12, 31)).figure == Decimal("3.50")
