"""The publishers' own files: what each adds, what it must agree with, and what is refused without a trace.

The files are made here in the forms their publishers document; no figure in them is anybody's.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pastdue.cli.commands import pastdue
from pastdue.firm.catalog import Catalog
from pastdue.firm.rows.rates import load_series

ECB_API = """\
KEY,FREQ,REF_AREA,CURRENCY,PROVIDER_FM,INSTRUMENT_FM,PROVIDER_FM_ID,DATA_TYPE_FM,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE
FM.D.U2.EUR.4F.KR.MRR_FR.LEV,D,U2,EUR,4F,KR,MRR_FR,LEV,2026-10-08,2.65,A,"Main refinancing, fixed rate"
FM.D.U2.EUR.4F.KR.MRR_FR.LEV,D,U2,EUR,4F,KR,MRR_FR,LEV,2026-10-09,2.65,A,"Main refinancing, fixed rate"
FM.D.U2.EUR.4F.KR.MRR_FR.LEV,D,U2,EUR,4F,KR,MRR_FR,LEV,2026-12-23,2.90,A,"Main refinancing, fixed rate"
FM.D.U2.EUR.4F.KR.MRR_FR.LEV,D,U2,EUR,4F,KR,MRR_FR,LEV,2027-01-04,2.90,A,"Main refinancing, fixed rate"
"""
ECB_PORTAL = """\
"DATE","TIME PERIOD","Main refinancing operations (date of changes) - Level (FM.B.U2.EUR.4F.KR.MRR_FR.LEV)"
"2025-06-11","2025-06-11","2.15"
"2026-06-17","2026-06-17","2.40"
"2026-09-16","2026-09-16","2.65"
"2026-12-23","2026-12-23","2.90"
"""
BOE_DATABASE = "DATE,IUDBEDR\n08 Oct 2026,3.75\n17 Dec 2026,3.75\n18 Dec 2026,3.5\n31 Dec 2026,3.5\n"
BOE_TABLE = "Date Changed,Rate\n18 Dec 26,3.50\n18 Dec 25,3.75\n07 Aug 25,4.00\n"
BUNDESBANK_DE = """\
"";BBIN1.M.DE.BBK.BBKBAS2.EUR.ME;BBIN1.M.DE.BBK.BBKBAS2.EUR.ME_FLAGS
"";Basiszinssatz gemäß BGB / Stand am Monatsende;
Einheit;% p.a.;
Stand vom;05.01.2027 10:00:00 Uhr;
2026-06;1,27;
2026-07;1,52;
2026-12;1,52;
2027-01;1,77;
"""
BUNDESBANK_EN = """\
"",BBIN1.M.DE.BBK.BBKBAS2.EUR.ME,BBIN1.M.DE.BBK.BBKBAS2.EUR.ME_FLAGS
"","Basic rate of interest as per Civil Code, end of month",
unit,% p.a.,
2026-12,1.52,
2027-01,1.77,
"""
NBP_RATES = """\
{"table":"A","currency":"euro","code":"EUR","rates":[
{"no":"020/A/NBP/2026","effectiveDate":"2026-01-30","mid":4.2100},
{"no":"021/A/NBP/2026","effectiveDate":"2026-02-02","mid":4.2150},
{"no":"040/A/NBP/2026","effectiveDate":"2026-02-27","mid":4.2200}]}
"""
NBP_TABLES = """\
[{"table":"A","no":"020/A/NBP/2026","effectiveDate":"2026-01-30","rates":[
{"currency":"dolar","code":"USD","mid":3.51},{"currency":"euro","code":"EUR","mid":4.21}]}]
"""
NBP_ARCHIVE = """\
data;1THB;1USD;1EUR;100HUF;nr tabeli;pełny numer tabeli;
;bat;dolar amerykański;euro;forint;;;
20260129;0,1112;3,5000;4,2000;1,10;19;019/A/NBP/2026;
20260130;0,1112;3,5100;4,2100;1,10;20;020/A/NBP/2026;
"""
NBP_XML = """\
<?xml version="1.0" encoding="UTF-8"?>
<stopy_procentowe_archiwum>
<pozycje obowiazuje_od="2026-03-05"><pozycja id="ref" oprocentowanie="3,75" />
<pozycja id="lom" oprocentowanie="4,25" /></pozycje>
<pozycje obowiazuje_od="2026-12-03"><pozycja id="ref" oprocentowanie="3,50" />
<pozycja id="lom" oprocentowanie="4,00" /></pozycje>
</stopy_procentowe_archiwum>
"""
NBP_CSV = "Obowiązuje od;Stopa referencyjna;Stopa lombardowa\n2026-03-05;3,75;4,25\n2026-12-03;3,50;4,00\n"
OENB = "Gültig ab;Basiszinssatz;Referenzzinssatz\n16.09.2026;2,03;3,15\n11.06.2025;1,53;2,65\n"
TREASURY = """\
<h1>Prompt Payment: Interest Rates</h1><table><tr><th>Effective Dates</th><th>Rate</th></tr>
<tr><td>July 1, 2026 &ndash; December 31, 2026</td><td>4.750%</td></tr>
<tr><td>January 1, 2026 – June 30, 2026</td><td>4.125%</td></tr>
<tr><td>January 1, 2025 - June 30, 2025</td><td>4.625%</td></tr></table>
"""
NOTICE = """\
Prompt Payment Interest Rate; Contract Disputes Act. SUMMARY: For the period beginning
July 1, 2025, and ending on December 31, 2025, the prompt payment interest rate is 4-5/8 per centum per annum.
"""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    (tmp_path / "pastdue.toml").write_text("")
    return tmp_path


def update(folder: Path, *files: tuple[str, str | bytes], words: tuple[str, ...] = ()) -> Result:
    for name, content in files:
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    paths = [str(folder / name) for name, _ in files]
    config = ("--config", str(folder / "pastdue.toml"), "--as-of", "2027-01-05", "--format", "json")
    return CliRunner().invoke(pastdue, ["rates", "update", *paths, *words, *config], standalone_mode=False)


def added(result: Result) -> list[tuple[str, str, str]]:
    assert result.exception is None, result.exception
    return [
        (each["series"], row["effective_date"], row.get("rate_percent") or row["value"])
        for each in json.loads(result.stdout)["updates"]
        for row in each["added"]
    ]


def known(folder: Path, name: str) -> date:
    return load_series(Catalog(folder / "pastdue.d"), name).known_until


FILES = [
    ("ecb-api", ECB_API, [("ecb-mro", "2026-12-23", "2.90")], "2027-01-04"),
    ("ecb-portal", ECB_PORTAL, [("ecb-mro", "2026-12-23", "2.90")], "2026-12-23"),
    ("boe-database", BOE_DATABASE, [("boe-bank-rate", "2026-12-18", "3.5")], "2026-12-31"),
    ("boe-table", BOE_TABLE, [("boe-bank-rate", "2026-12-18", "3.50")], "2026-12-18"),
    ("bundesbank-de", BUNDESBANK_DE, [("de-basiszinssatz", "2027-01-01", "1.77")], "2027-06-30"),
    ("bundesbank-en", BUNDESBANK_EN, [("de-basiszinssatz", "2027-01-01", "1.77")], "2027-06-30"),
    ("nbp-json", NBP_RATES, [("nbp-eur", "2026-01-30", "4.2100"), ("nbp-eur", "2026-02-27", "4.2200")], "2026-02-27"),
    ("nbp-tables", NBP_TABLES, [("nbp-eur", "2026-01-30", "4.21")], "2026-01-30"),
    ("nbp-archive", NBP_ARCHIVE.encode("cp1250"), [("nbp-eur", "2026-01-30", "4.2100")], "2026-01-30"),
    ("nbp-xml", NBP_XML, [("nbp-reference", "2026-12-03", "3.50")], "2026-12-03"),
    ("nbp-csv", NBP_CSV, [("nbp-reference", "2026-12-03", "3.50")], "2026-12-03"),
    ("oenb", OENB, [("at-basiszinssatz", "2026-09-16", "2.03")], "2026-09-16"),
    ("treasury", TREASURY, [("us-prompt-payment", "2026-01-01", "4.125"), ("us-prompt-payment", "2026-07-01", "4.750")],
     "2026-12-31"),
    ("notice", NOTICE, [("us-prompt-payment", "2025-07-01", "4.625")], "2025-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "rows", "until"), FILES, ids=[name for name, *_ in FILES])
def test_a_publisher_s_file_adds_the_figures_that_are_not_known_with_their_source_and_day(
    firm: Path, name: str, content: str | bytes, rows: list[tuple[str, str, str]], until: str
) -> None:
    assert added(update(firm, (name, content))) == rows
    series = load_series(Catalog(firm / "pastdue.d"), rows[0][0])
    assert (series.known_until, series.remarks) == (date.fromisoformat(until), ())
    own = [row for row in series.rows if row.own]
    assert [(str(row.effective), f"{row.figure:f}") for row in own] == [(day, figure) for _, day, figure in rows]
    assert all(f"{name}, read on 2027-01-05" in row.source and series.about.publisher[:8] in row.source for row in own)
    again = update(firm, (name, content))
    assert added(again) == [] and known(firm, series.name) == series.known_until


def test_the_number_of_the_nbp_s_table_is_kept_in_the_source(firm: Path) -> None:
    added(update(firm, ("nbp.json", NBP_RATES)))
    text = (firm / "pastdue.d" / "rates" / "nbp-eur.csv").read_text()
    assert '2026-01-30,4.2100,"020/A/NBP/2026, Narodowy Bank Polski, nbp.json, read on 2027-01-05"' in text


def test_a_list_of_changes_is_complete_up_to_the_day_it_was_downloaded_where_that_is_said(firm: Path) -> None:
    added(update(firm, ("boe.csv", BOE_TABLE)))
    assert known(firm, "boe-bank-rate") == date(2026, 12, 18)
    assert added(update(firm, ("boe.csv", BOE_TABLE), words=("--read-on", "2027-01-04"))) == []
    assert known(firm, "boe-bank-rate") == date(2027, 1, 4)


def test_a_file_without_a_change_says_how_far_the_rate_is_known(firm: Path) -> None:
    same = "DATE,IUDBEDR\n08 Oct 2026,3.75\n31 Dec 2026,3.75\n"
    assert added(update(firm, ("boe.csv", same))) == []
    assert known(firm, "boe-bank-rate") == date(2026, 12, 31)


def test_rows_of_the_user_s_own_stay_and_are_counted_as_known(firm: Path) -> None:
    rates = firm / "pastdue.d" / "rates"
    rates.mkdir(parents=True)
    (rates / "boe-bank-rate.csv").write_text("effective_date,rate_percent,source\n2026-11-06,3.60,my own reading\n")
    late = "DATE,IUDBEDR\n06 Nov 2026,3.60\n18 Dec 2026,3.50\n"
    assert added(update(firm, ("boe.csv", late))) == [("boe-bank-rate", "2026-12-18", "3.50")]
    assert "2026-11-06,3.60,my own reading" in (rates / "boe-bank-rate.csv").read_text()


def test_days_before_our_first_row_are_left_alone(firm: Path) -> None:
    old = "Date Changed,Rate\n18 Dec 26,3.50\n18 Dec 25,3.75\n08 Nov 01,4.00\n04 Oct 01,4.50\n"
    assert added(update(firm, ("boe.csv", old))) == [("boe-bank-rate", "2026-12-18", "3.50")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (
            "DATE,IUDBEDR\n10 Oct 2026,3.75\n18 Dec 2026,3.50\n",
            "begins on 2026-10-10, and boe-bank-rate is known up to",
        ),
        ("DATE,IUDBEDR\n08 Oct 2026,4.00\n18 Dec 2026,3.50\n", "2026-10-08: 4.00, known 3.75"),
        (TREASURY.replace("4.625", "4.5"), "2025-01-01: 4.5, known 4.625"),
        (TREASURY.replace("4.750%", "n/a"), None),
        (ECB_API.replace("MRR_FR", "DFR"), "not the rate of the main refinancing operations alone"),
        (BUNDESBANK_DE.replace("2026-12;1,52", "2026-12;1,77"), "names 1.52 and 1.77 in the half-year of 2026-07-01"),
        (NBP_RATES.replace('"EUR"', '"USD"'), "the NBP's rate of USD, not of the euro"),
        (NBP_RATES.replace('"A"', '"C"'), "is not Table A of the NBP"),
        ("DATE,IUDBEDR\n", "holds no figure"),
        ("effective_date,rate_percent,source\n2026-12-18,3.50,x\n", "not a file that a publisher"),
        ("", "not a file that a publisher"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a file that a publisher"),
        ('{"table": "A"}', "not a file that a publisher"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_changes_nothing(
    firm: Path, content: str | bytes, what: str | None
) -> None:
    done = update(firm, ("file", content))
    if what is None:
        assert added(done) == [("us-prompt-payment", "2026-01-01", "4.125")]
        return
    assert what in str(done.exception), done.exception
    assert not (firm / "pastdue.d").exists()


def test_the_day_after_the_last_known_one_follows_and_the_one_after_does_not(firm: Path) -> None:
    assert added(update(firm, ("boe.csv", "DATE,IUDBEDR\n09 Oct 2026,3.75\n18 Dec 2026,3.50\n")))


def test_a_file_that_goes_on_after_the_day_it_was_read_is_refused(firm: Path) -> None:
    done = update(firm, ("boe.csv", BOE_DATABASE), words=("--read-on", "2026-12-30"))
    assert "its last day is 2026-12-31, after 2026-12-30" in str(done.exception)
    assert added(update(firm, ("boe.csv", BOE_DATABASE), words=("--read-on", "2026-12-31")))


def test_good_files_are_taken_in_beside_bad_ones_and_every_refusal_is_shown(firm: Path) -> None:
    done = update(firm, ("a", BOE_DATABASE), ("b", "x"), ("c", NBP_RATES), ("d", "y"))
    assert "b: not a file" in str(done.exception) and "d: not a file" in str(done.exception)
    assert (known(firm, "boe-bank-rate"), known(firm, "nbp-eur")) == (date(2026, 12, 31), date(2026, 2, 27))


def test_without_settings_there_is_no_place_to_keep_rates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "boe.csv").write_text(BOE_DATABASE)
    done = CliRunner().invoke(pastdue, ["rates", "update", "boe.csv"], standalone_mode=False)
    assert "there is no pastdue.toml to keep rates beside" in str(done.exception)


def test_the_updated_rate_is_the_one_that_is_charged(firm: Path) -> None:
    added(update(firm, ("boe.csv", BOE_DATABASE)))
    asked = ("--policy", "uk-b2b", "--principal", "36500", "--due", "2026-12-31", "--on", "2027-01-10")
    done = CliRunner().invoke(
        pastdue, ["calc", *asked, "--format", "json", "--config", str(firm / "pastdue.toml")], standalone_mode=False
    )
    assert Decimal(json.loads(done.stdout)["interest"]) == Decimal("115.00")


def due(folder: Path, as_of: str) -> dict[str, list[tuple[str | None, list[str]]]]:
    config = ("--config", str(folder / "pastdue.toml"), "--as-of", as_of, "--format", "json")
    done = CliRunner().invoke(pastdue, ["rates", "--due", *config], standalone_mode=False)
    assert done.exception is None, done.exception
    found: dict[str, list[tuple[str | None, list[str]]]] = {}
    for each in json.loads(done.stdout)["due"]:
        assert each["published"]
        found.setdefault(each["series"], []).append((each["not_known_from"], each["policies"]))
    return found


def test_what_runs_out_within_sixty_days_is_listed_with_where_its_next_figure_is(firm: Path) -> None:
    assert "boe-bank-rate" not in due(firm, "2026-11-01")  # 61 days before 1 January
    found = due(firm, "2026-11-02")
    assert found["boe-bank-rate"] == [("2027-01-01", ["uk-b2b"])]
    assert found["nbp-reference"][0] == ("2026-10-02", ["pl-consumer"])
    assert found["nbp-reference"][1][0] == "2027-01-01" and "pl-b2b" in found["nbp-reference"][1][1]
    assert found["nbp-eur"] == [("2026-01-01", [])] and found["cz-cnb-repo"] == [(None, ["cz-b2b"])]
    added(update(firm, ("boe.csv", BOE_DATABASE)))
    assert "boe-bank-rate" not in due(firm, "2026-11-02")


def test_nothing_due_is_said_and_a_series_beside_due_is_refused(firm: Path) -> None:
    config = ("--config", str(firm / "pastdue.toml"))
    done = CliRunner().invoke(pastdue, ["rates", "boe-bank-rate", "--due", *config], standalone_mode=False)
    assert "--due is about every series" in str(done.exception)
