"""The words of the engine: moves, states, kinds. Values are stored; ``label`` is what users read."""

from zhongshu.lib.word import Word


class Move(Word):
    """What may be done to a flow; values are the names of the functions that do it."""

    START = "start", "发起"
    SIGN_FOR = "sign_for", "签收"
    SUBMIT = "submit", "提交"
    COUNTERSIGN = "countersign", "会签"
    VOTE = "vote", "票签"
    RETURN = "return_to", "退回"
    WITHDRAW = "withdraw", "撤回"
    ADD_SIGNER = "add_signer", "加签"
    REMOVE_SIGNER = "remove_signer", "减签"
    HAND_ON = "hand_on", "转办"
    DELEGATE = "delegate", "委托"
    CIRCULATE = "circulate", "传阅"
    MARK_READ = "mark_read", "阅毕"
    CHASE = "chase", "催办"
    ASK = "ask", "沟通"
    ANSWER = "answer", "答复"
    JUMP = "jump", "跳转"
    TERMINATE = "terminate", "终止"
    APPROVE_BY_PHONE = "approve_by_phone", "电话请示"
    COUNTERSIGN_LATER = "countersign_later", "补签"
    REFUSE_LATER = "refuse_later", "不予补签"
    REASSIGN = "reassign", "工作移交"
    TIMER = "timer", "到期处理"


class FlowStatus(Word):
    RUNNING = "running", "办理中"
    STOPPED = "stopped", "已停办"
    COMPLETED = "completed", "已办结"
    TERMINATED = "terminated", "已终止"


class StepStatus(Word):
    OPEN = "open", "办理中"
    WAITING = "waiting", "等待其他分支"
    DONE = "done", "已完成"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已撤回"
    TIMED_OUT = "timed_out", "到期转出"
    CANCELLED = "cancelled", "已收回"


class WorkKind(Word):
    HANDLE = "handle", "办理"
    COUNTERSIGN = "countersign", "会签"
    BALLOT = "ballot", "票签"
    ADDED = "added", "加签"
    READ = "read", "传阅"
    ASKED = "asked", "沟通"
    DEFERRED = "deferred", "补签"

    @property
    def responsible(self) -> bool:
        """Whether the holder of such a work answers for the branch it lies in."""
        return self in RESPONSIBLE


RESPONSIBLE = frozenset({WorkKind.HANDLE, WorkKind.COUNTERSIGN, WorkKind.BALLOT, WorkKind.ADDED})
SIGNING = frozenset({WorkKind.COUNTERSIGN, WorkKind.BALLOT})


class WorkStatus(Word):
    OPEN = "open", "待签收"
    IN_HAND = "in_hand", "办理中"
    WAITING = "waiting", "等待"
    DONE = "done", "已办"
    BY_PHONE = "by_phone", "电话同意"
    RETURNED = "returned", "已退回"
    WITHDRAWN = "withdrawn", "已被撤回"
    REMOVED = "removed", "已减签"
    HANDED_ON = "handed_on", "已转办"
    DELEGATED = "delegated", "已委托"
    REFUSED = "refused", "不予补签"
    SILENT = "silent", "到期未表态"
    NOT_NEEDED = "not_needed", "不再需要"
    CANCELLED = "cancelled", "已收回"

    @property
    def live(self) -> bool:
        """Still on somebody's desk, now or when its turn comes."""
        return self in LIVE

    @property
    def active(self) -> bool:
        return self in ACTIVE


ACTIVE = frozenset({WorkStatus.OPEN, WorkStatus.IN_HAND})
LIVE = ACTIVE | {WorkStatus.WAITING}


class Verdict(Word):
    NONE = "none", ""
    AGREE = "agree", "同意"
    INITIALLED = "initialled", "圈阅"
    COMMENTS = "comments", "有修改意见"
    DISAGREE = "disagree", "不同意"
    ABSTAIN = "abstain", "弃权"

    @property
    def consent(self) -> bool:
        """圈阅 counts as consent and is shown as what it was."""
        return self in {Verdict.AGREE, Verdict.INITIALLED}


class OpinionKind(Word):
    OPINION = "opinion", "意见"
    RETURN = "return", "退回理由"
    WITHDRAWAL = "withdrawal", "撤回说明"
    QUESTION = "question", "询问"
    ANSWER = "answer", "答复"
    NOTE = "note", "阅签"
    PHONE = "phone", "电话同意"
    DEFERRED = "deferred", "补签意见"
    REFUSAL = "refusal", "不予补签"
    REASON = "reason", "事由"


class PhoneStatus(Word):
    OWED = "owed", "待补签"
    SIGNED = "signed", "已补签"
    REFUSED = "refused", "不予补签"
    VOID = "void", "不再需要"


class ReturnMode(Word):
    REWALK = "rewalk", "重走流程"
    DIRECT = "direct", "改后直送我"


class Position(Word):
    BEFORE = "before", "在我之前"
    AFTER = "after", "在我之后"
    PARALLEL = "parallel", "并行加签"


class SignMode(Word):
    ALL = "all", "会签（全部签署）"
    ANY = "any", "或签（一人签署即可）"
    VOTE = "vote", "票签（达到票数通过）"


URGENCIES = {"normal": "一般", "urgent": "加急", "extra_urgent": "特急"}

ANYONE = "anyone"
DUTIES = {
    "drafter": "拟稿人",
    "vetter": "核稿人",
    "section_head": "科室负责人",
    "director": "办公室主任",
    "deputy_director": "办公室副主任",
    "principal_leader": "主要领导",
    "deputy_leader": "分管领导",
    "clerk": "文书",
    "confidential_officer": "机要员",
    "seal_keeper": "印章管理员",
    "supervision_officer": "督查员",
    "information_officer": "信息员",
    "archivist": "档案员",
    "duty_officer": "值班员",
    ANYONE: "指定人员",
}
