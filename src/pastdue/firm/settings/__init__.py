"""The settings of pastdue.toml: a class a table, a field a key; every default has its one home here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pastdue.firm.settings.creditor import CalendarSettings, CreditorSettings
from pastdue.firm.settings.dunning import ClausesSettings, CustomerSettings, DunningSettings, IntakeSettings
from pastdue.firm.settings.letters import EmailSettings, LettersSettings, MailSettings
from pastdue.firm.settings.output import (
    AgingSettings,
    JournalSettings,
    LedgerSettings,
    OutputSettings,
    ReportsSettings,
    RunSettings,
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything in pastdue.toml, or the defaults where there is none."""

    creditor: CreditorSettings = field(default_factory=CreditorSettings)
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    dunning: DunningSettings = field(default_factory=DunningSettings)
    letters: LettersSettings = field(default_factory=LettersSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    email: EmailSettings = field(default_factory=EmailSettings)
    aging: AgingSettings = field(default_factory=AgingSettings)
    reports: ReportsSettings = field(default_factory=ReportsSettings)
    clauses: ClausesSettings = field(default_factory=ClausesSettings)
    ledger: LedgerSettings = field(default_factory=LedgerSettings)
    output: OutputSettings = field(default_factory=OutputSettings)
    run: RunSettings = field(default_factory=RunSettings)
    journal: JournalSettings = field(default_factory=JournalSettings)
    customers: Mapping[str, CustomerSettings] = field(default_factory=dict)
