"""The buttons on a candidate's page: one small form for each verb of the road."""

from members.admin_tools import Verb
from recruitment.verbs.erasing import EraseAll, GiveKeep, KeepWaiting, WithdrawKeep
from recruitment.verbs.joining import Join, TellApart
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
    RecordHalfway,
    StartTrial,
    TakeBack,
    Withdraw,
)
from recruitment.verbs.talks import PlanAgain, PlanAppointmentTalk, PlanDelegationTalk, PlanIntakeTalk, RecordTalk
from recruitment.verbs.waiting import SeatIsFree, StartAgain, WantsTheSeat

# Steps that lead on come first. Which one is the big button says recruitment.standing.
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
    RecordHalfway,
    KeepWaiting,
    PlanAgain,
    ExtendTrial,
    SeatIsFree,
    WantsTheSeat,
    StartAgain,
    TellApart,
    Join,
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
# After these the secretary lands on the draft letter, to read, change and send it.
TO_THE_LETTER = (Decline, TakeBack, SeatIsFree)
