"""The buttons on a candidate's page: one small form for each verb of the road."""

from members.admin_tools import Verb
from recruitment.verbs.erasing import EraseAll, GiveKeep, KeepWaiting, WithdrawKeep
from recruitment.verbs.links import RevokeLinks, WriteNewLink
from recruitment.verbs.overview import MakeOverview
from recruitment.verbs.steps import (
    AcceptToCommittee,
    AppointCandidate,
    AskAgreement,
    Decline,
    ExtendTrial,
    Nominate,
    RecordAnswer,
    StartTrial,
    TakeBack,
    Withdraw,
)
from recruitment.verbs.talks import PlanAgain, PlanAppointmentTalk, PlanDelegationTalk, PlanIntakeTalk, RecordTalk

# Steps that lead on come first; on the page the first one that fits is the big button.
ROAD_VERBS: list[type[Verb]] = [
    PlanIntakeTalk,
    PlanDelegationTalk,
    AskAgreement,
    StartTrial,
    PlanAppointmentTalk,
    Nominate,
    AppointCandidate,
    AcceptToCommittee,
    RecordTalk,
    RecordAnswer,
    KeepWaiting,
    PlanAgain,
    ExtendTrial,
    Withdraw,
    Decline,
    TakeBack,
    WriteNewLink,
    MakeOverview,
    RevokeLinks,
    GiveKeep,
    WithdrawKeep,
    EraseAll,
]
